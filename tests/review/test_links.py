"""Which sentences a translated cue says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review.links import bonds, links_of, read_links, stale, write_links
from pipeline.translation.translate import Rendered


def said(start: int, end: int, source: str) -> Rendered:
    return Rendered(source, "ca", "x", start, end, "")


ONE, TWO, THREE = said(0, 3000, "U."), said(3000, 3500, "Dos."), said(3600, 9000, "Tres.")


def cue(start: int, end: int, text: str = "x") -> Cue:
    return Cue(start, end, text)


@pytest.mark.parametrize(
    ("cues", "links"),
    [
        ([cue(0, 3000), cue(3000, 3600), cue(3600, 9000)], [["U."], ["Dos."], ["Tres."]]),
        ([cue(0, 3120), cue(3200, 3600), cue(3700, 9000)], [["U."], ["Dos."], ["Tres."]]),
        ([cue(0, 3500), cue(3600, 9000)], [["U.", "Dos."], ["Tres."]]),
        ([cue(0, 1500), cue(1500, 3000), cue(3000, 9000)], [["U."], ["U."], ["Dos.", "Tres."]]),
        ([cue(9500, 10_000)], [[]]),
        ([], []),
    ],
    ids=["one each", "a cue that lingers", "two in one", "one in two", "nothing said", "nothing"],
)
def test_by_time(cues: list[Cue], links: list[list[str]]) -> None:
    assert links_of(cues, [ONE, TWO, THREE]) == links


def test_they_belong_to_one_base(tmp_path: Path) -> None:
    paths = StoryLayout(tmp_path, tmp_path, tmp_path)
    write_links(paths, "en", "base", [["U."], []])
    assert read_links(paths, "en", b"base") == [["U."], []]
    assert read_links(paths, "en", b"another") is None
    assert read_links(paths, "ca", b"base") is None
    paths.base_links("en").write_text("[3]", "utf-8")
    assert read_links(paths, "en", b"base") is None


def test_halves_of_a_sentence_that_is_gone_are_bound() -> None:
    before = [["U."], ["U.", "Dos."], ["Tres."], ["Tres."]]
    assert bonds(before, [["Un."], ["Dos."], ["Tres."]]) == [(0, 1)]
    assert bonds(before, before) == []


class TestStale:
    BASE = (cue(0, 3000, "One."), cue(3000, 6000, "Two."))

    def found(self, cues: tuple[Cue, ...], machine: tuple[Cue, ...], now: list[list[str]]) -> list[tuple[str, str]]:
        items = stale(self.BASE, machine, cues, [["U."], ["Dos."]], now)
        return [(before, after) for _, before, after in items]

    def test_what_a_person_wrote_for_another_sentence(self) -> None:
        mine = (cue(0, 3000, "ONE!"), self.BASE[1])
        assert self.found(mine, (cue(0, 3000, "Ones."), self.BASE[1]), [["Uns."], ["Dos."]]) == [("U.", "Uns.")]

    def test_even_where_the_translation_is_the_same(self) -> None:
        mine = (cue(0, 3000, "ONE!"), self.BASE[1])
        assert self.found(mine, self.BASE, [["Una."], ["Dos."]]) == [("U.", "Una.")]

    def test_not_what_the_machine_has_just_translated(self) -> None:
        machine = (cue(0, 3000, "Ones."), self.BASE[1])
        assert self.found(machine, machine, [["Uns."], ["Dos."]]) == []
        assert self.found((cue(200, 3000, "Ones."), self.BASE[1]), machine, [["Uns."], ["Dos."]]) == []

    def test_not_while_the_sentence_is_the_same(self) -> None:
        mine = (cue(0, 3000, "ONE!"), cue(3000, 6000, "TWO!"))
        assert self.found(mine, self.BASE, [["U."], ["Dos."]]) == []

    def test_where_the_sentence_is_gone(self) -> None:
        mine = (cue(0, 3000, "ONE!"), self.BASE[1])
        assert self.found(mine, self.BASE[1:], [["Dos."]]) == [("U.", "")]
