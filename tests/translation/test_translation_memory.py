"""Only what has changed is translated again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Lang, Word
from pipeline.project.settings import Term
from pipeline.translation import translation_memory
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.translate import Rendered, lay_out, render, translate
from pipeline.translation.whisper_route import Whisper


def spoken(text: str, lang: Lang = "ca") -> list[Word]:
    return [Word(400 * n, 400 * n + 300, token, lang) for n, token in enumerate(text.split())]


def known(rendered: list[Rendered]) -> dict[str, str]:
    return {one.key: one.text for one in rendered}


def again(route: FakeRoute, text: str, before: list[Rendered], terms: tuple[Term, ...] = ()) -> list[Rendered]:
    route.asked.clear()
    return render(spoken(text), "en", lambda _: route, glossary=terms, known=known(before))


def test_each_sentence_is_told_with_its_time() -> None:
    (first, second) = render(spoken("Ara, amic. Plou molt!"), "en", lambda _: FakeRoute("ca", "en"))
    assert (first.source, first.text, first.lang, first.start, first.end) == (
        "Ara, amic.", "Ara-en, amic-en.", "ca", 0, 700,
    )  # fmt: skip
    assert (second.source, second.start, second.end) == ("Plou molt!", 800, 1500)


def test_one_changed_sentence_is_one_question() -> None:
    route = FakeRoute("ca", "en")
    before = again(route, "Un dia. Dos dies. Tres dies.", [])
    after = again(route, "Un dia. Quatre dies llargs. Tres dies.", before)
    assert route.asked == [["Quatre dies llargs."]]
    assert [one.text for one in after] == ["Un-en dia-en.", "Quatre-en dies-en llargs-en.", "Tres-en dies-en."]
    assert after[2].start > before[2].start, "times are always those of the words"


def test_nothing_new_opens_nothing() -> None:
    route = FakeRoute("ca", "en")
    before = again(route, "Un dia. Dos dies.", [])
    opened = route.opened
    assert again(route, "Dos dies. Un dia.", before) == again(route, "Dos dies. Un dia.", [*before])
    assert route.asked == [] and route.opened == opened


def test_what_is_said_twice_is_asked_once() -> None:
    route = FakeRoute("ca", "en")
    assert [one.text for one in again(route, "Plou. Neva. Plou.", [])] == ["Plou-en.", "Neva-en.", "Plou-en."]
    assert route.asked == [["Plou.", "Neva."]]


def test_another_term_asks_for_the_sentences_that_hold_it() -> None:
    route = FakeRoute("ca", "en")
    before = again(route, "Visc al Raval. Hi ha un hort.", [])
    again(route, "Visc al Raval. Hi ha un hort.", before, (Term(ca="hort", en="garden"),))
    assert route.asked[0] == ["Hi ha un hort."]


def test_another_route_or_version_asks_for_all() -> None:
    before = again(FakeRoute("ca", "en"), "Un dia. Dos dies.", [])
    other = FakeRoute("ca", "en", name="other")
    again(other, "Un dia. Dos dies.", before)
    assert other.asked == [["Un dia.", "Dos dies."]]


class Attentive(FakeRoute):
    """Uses the sentence before."""

    uses_context = True


def test_context_counts_only_for_a_route_that_uses_it() -> None:
    route = Attentive("ca", "en")
    before = again(route, "Un dia. Dos dies. Tres dies.", [])
    again(route, "Un any. Dos dies. Tres dies.", before)
    assert route.asked == [["Un any.", "Dos dies."]]


def test_a_route_that_hears_depends_on_the_time() -> None:
    heard: list[list[tuple[int, int]]] = []

    def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
        heard.append(spans)
        return ["Something" for _ in spans]

    before = render(spoken("Un dia. Dos dies."), "en", lambda _: Whisper("ca", hear))
    render(spoken("Un dia. Tres. Dos dies."), "en", lambda _: Whisper("ca", hear), known=known(before))
    assert heard == [[(0, 700), (800, 1500)], [(800, 1100), (1200, 1900)]]


@given(st.lists(st.sampled_from(["Sí.", "L'hort.", "Visc aquí", "no", "Hola!", "d’aigua,"]), max_size=12))
def test_from_memory_it_reads_the_same(tokens: list[str]) -> None:
    words = spoken(" ".join(tokens))
    route = FakeRoute("ca", "en")
    first = render(words, "en", lambda _: route)
    asked = len(route.asked)
    second = render(words, "en", lambda _: route, known=known(first))
    assert second == first and len(route.asked) == asked
    assert lay_out(words, second, "en") == translate(words, "en", lambda _: route)


def test_a_file_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "memory.en.json"
    rendered = render(spoken("L'hort. «Sí»."), "en", lambda _: FakeRoute("ca", "en"))
    translation_memory.write(path, rendered, "v1")
    assert translation_memory.read(path, "v1") == {one.key: one for one in rendered}
    assert translation_memory.read(path, "v2") == {}


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"made_by": "v1"}', '{"made_by": "v1", "sentences": [3]}'])
def test_a_damaged_file_is_no_file(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "memory.en.json"
    if content is not None:
        path.write_text(content, "utf-8")
    assert translation_memory.read(path, "v1") == {}
