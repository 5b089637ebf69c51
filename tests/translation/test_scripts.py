"""Words of other scripts: found whole, and never given to an engine."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.project.settings import Term
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.routes import choose
from pipeline.translation.scripts import foreign, is_readable
from pipeline.translation.sentences import Sentence
from pipeline.translation.translate import translate
from pipeline.translation.whisper_route import Whisper


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Em va dir «مرحبا» i prou.", ["مرحبا"]),
        ("Va dir السلام عليكم, i «Привет, мир!» també.", ["السلام عليكم", "Привет, мир"]),
        ("हिन्दी i 日本語", ["हिन्दी", "日本語"]),
        ("مُحَمَّد", ["مُحَمَّد"]),
        ("L’Łukasz, l’œuf i el 3r º ª", []),
        ("la β", ["β"]),
        ("«»", []),
    ],
)
def test_stretches_of_another_script(text: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in foreign(text)] == found


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Hola", True),
        ("3", True),
        ("«مرحبا»", False),
        ("مرحبا 3", False),
        ("«»", False),
        ("♪", False),
        ("مرحبا, Pau", True),
    ],
)
def test_what_an_engine_can_read(text: str, can: bool) -> None:
    assert is_readable(text) is can


@given(st.text(st.sampled_from("aé «»,.!3مرحباмир日ُ\u200d")))
def test_stretches_are_apart_and_hold_every_strange_letter(text: str) -> None:
    spans = foreign(text)
    assert all(one[0] < one[1] <= other[0] for one, other in pairwise(spans))
    inside = "".join(text[start:stop] for start, stop in spans)
    assert sum(c in "مرحباмир日" for c in inside) == sum(c in "مرحباмир日" for c in text)
    assert not any(c in "aé3" for c in inside)


class Garbling(FakeRoute):
    """Makes "I'm" of every letter it has never seen, as the neural models do."""

    def _word(self, word: str) -> str:
        return "I'm" if foreign(word) else super()._word(word)


def said(text: str) -> list[Word]:
    return [Word(500 * n, 500 * n + 400, token, "ca", 0.9) for n, token in enumerate(text.split())]


@pytest.mark.parametrize(
    "text",
    [
        "«مرحبا»",
        "«»",
        '""',
        "Привет, как дела?",
        "Va dir مرحبا i مرحبا.",
        "El (Привет) d'en Pau.",
        "日本語 és difícil.",
    ],
)
def test_words_of_another_script_stay(text: str) -> None:
    route = Garbling("ca", "en")
    made = " ".join(word.text for word in translate(said(text), "en", lambda _: route, glossary=[Term(ca="Pau")]))
    assert [made[a:b] for a, b in foreign(made)] == [text[a:b] for a, b in foreign(text)]
    if not is_readable(text):
        assert made == text and route.asked == []


@pytest.mark.parametrize(("source", "target"), [("ca", "en"), ("es", "en"), ("en", "ca"), ("es", "ca")])
def test_so_they_do_through_what_is_installed_here(source: str, target: str) -> None:
    text = {"ca": "Ella em va dir «مرحبا» i jo спасибо.", "es": "Ella me dijo «مرحبا» y yo спасибо."}.get(
        source, "She told me “مرحبا” and I said спасибо."
    )
    words = [Word(500 * n, 500 * n + 400, token, source, 0.9) for n, token in enumerate(text.split())]
    made = " ".join(word.text for word in translate(words, target, lambda lang: choose(lang, target)))
    assert "مرحبا" in made and "спасибо" in made


@pytest.mark.parametrize(("source", "target"), [("ca", "en"), ("es", "en"), ("en", "ca"), ("es", "ca")])
def test_a_route_proves_that_it_works(source: str, target: str) -> None:
    choose(source, target).prove()


def test_a_language_in_another_script_is_translated_like_any_other() -> None:
    route = FakeRoute("ar", "en")
    assert route.translate([Sentence(0, 1, "مرحبا بكم.", "ar", ())]) == ["مرحبا-en بكم-en."]
    heard = Whisper("ar", lambda spans, lang: ["Welcome."] * len(spans))
    words = [Word(0, 400, "مرحبا", "ar", 0.9), Word(500, 900, "بكم.", "ar", 0.9)]
    assert [word.text for word in translate(words, "en", lambda _: heard)] == ["Welcome."]


def test_alone_they_are_handed_back_by_every_route() -> None:
    route = Garbling("ca", "en")
    assert route.translate([Sentence(0, 1, "«مرحبا»", "ca", ())]) == ["«مرحبا»"]
