"""Apertium: sentences stay apart, and what happens when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.errors import RouteError
from pipeline.translation import apertium_stages
from pipeline.translation.apertium import Apertium
from pipeline.translation.routes import MODES
from pipeline.translation.sentences import Sentence
from pipeline.translation.truecase import as_mid_sentence, same_capital

CAT_POR = Apertium("cat-por", "ca", "pt", "apertium-por-cat")
installed = pytest.mark.skipif(not CAT_POR.available(), reason=f"not installed: {CAT_POR.remedy()}")


def said(*texts: str) -> list[Sentence]:
    return [Sentence(0, 1000, text, "ca", ()) for text in texts]


@installed
@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.text("aàl·’'[]{}^$<>\\/@#*~+_|&.,?!:;\0\n😀 ", max_size=30),
        ),
        max_size=60,
    )
)
def test_any_text_comes_back_in_its_place(texts: list[str]) -> None:
    marked = [part for n, text in enumerate(texts) for part in (text, f"{n}001")]
    made = CAT_POR.translate(said(*marked))
    assert made[1::2] == [f"{n}001" for n in range(len(texts))]


@installed
def test_signs_of_its_own_format_stay() -> None:
    texts = ["^²", "A^", "^_^ 2^3 [x] {8} <b> 50 $/@, \\."]
    assert CAT_POR.translate(said(*texts, "Què fas?")) == [*texts, "Que fazes?"]


@installed
def test_the_last_full_stop_and_the_last_word_stay() -> None:
    assert CAT_POR.translate(said("Visc aquí.", "la Maria", "Què fas?", "Sí...")) == [
        "Vivo aqui.",
        "a Maria",
        "Que fazes?",
        "Sim...",
    ]


@installed
@pytest.mark.parametrize("locale", ["xx_XX.UTF-8", "C", "", "ca_ES.ISO-8859-15"])
def test_whatever_the_locale_of_the_terminal(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.setenv(name, locale)
    assert CAT_POR.translate(said("Visc aquí, al pis nou.")) == ["Vivo aqui, no andar novo."]


@installed
def test_no_marks_of_unknown_words() -> None:
    assert CAT_POR.translate(said("El blablaxic és aquí.")) == ["O blablaxic é aqui."]


@installed
def test_first_words_it_knows_only_in_small_letters() -> None:
    made = CAT_POR.translate(said("Ara visc aquí.", "Mai dormo.", "Després vaig dormir.", "Pau viu aquí."))
    assert [text.split()[0] for text in made] == ["Agora", "Nunca", "Depois", "Pau"]


@installed
def test_a_locale_without_utf8_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("LANG", "C")
    assert CAT_POR.translate(said("Això és així.")) == ["Isto é assim."]


def answer(monkeypatch: pytest.MonkeyPatch, *outputs: bytes) -> list[bytes]:
    """Puts a fake in place of Apertium's programs that gives `outputs` in turn; returns what it was given."""
    asked: list[bytes] = []
    left = list(outputs)

    def through(mode: Path, stream: bytes, *, marks: bool) -> bytes:
        asked.append(stream)
        return left.pop(0)

    monkeypatch.setattr(apertium_stages, "through", through)
    return asked


@installed
def test_out_of_step_it_is_asked_one_sentence_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, b"um dois[]\0\0\0", b"um[]\0\0", b"dois[]\0\0")
    assert CAT_POR.translate(said("un", "dos")) == ["um", "dois"]
    assert asked == [b"un[]\0dos[]\0", b"un[]\0", b"dos[]\0"]


@installed
def test_out_of_step_alone_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, b"", b"")
    with pytest.raises(RouteError, match='no single translation for "un"'):
        CAT_POR.translate(said("un"))


@installed
def test_text_after_the_last_sentence_is_out_of_step(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, b"um[]\0dois[]\0", b"um[]\0")
    assert CAT_POR.translate(said("un")) == ["um"]


def test_not_installed_is_an_error_with_the_command() -> None:
    with pytest.raises(RouteError, match="sudo apt install apertium apertium-xx"):
        Apertium("no-mode", "ca", "en", "apertium-xx").translate(said("un"))


def test_capitals_of_first_words() -> None:
    assert as_mid_sentence(["«Ara sí", "ARA", "Pau", "Mai"], "ca") == ["«ara sí", "ARA", "Pau", "mai"]
    assert as_mid_sentence(["Ara"], "en") == ["Ara"]
    assert same_capital("«agora", "«Ara") == "«Agora"
    assert same_capital("agora", "ara") == "agora"
    assert same_capital("12", "Dotze") == "12"


@installed
def test_what_it_knows_by_itself_or_by_a_detour() -> None:
    assert CAT_POR.knows(["pis", "blablaxic"]) == {"pis"}
    by_portuguese = Apertium("cat-por", "ca", "pt", "apertium-por-cat", MODES["cat-por"][3])
    assert by_portuguese.knows(["lloguer", "anciams"]) == {"lloguer"}
