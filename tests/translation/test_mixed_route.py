"""Clauses of another language go by their own route, and stand where they stood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.translation.mixed_route import Mixed
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence


class Marked(Route):
    """Puts its name around what it is asked."""

    def __init__(self, name: str, there: bool = True) -> None:
        self.name, self.source, self.target, self.there = name, "ca", "pt", there

    def available(self) -> bool:
        return self.there

    def version(self) -> str:
        return self.name

    def remedy(self) -> str:
        return f"install {self.name}"

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        return [f"{self.name}({sentence.text})" for sentence in sentences]


def upper(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[A-Z]{2,}", text)]


def translated(route: Route, text: str) -> str:
    return route.translate([Sentence(0, 1000, text, "ca", ())])[0]


def test_each_part_by_its_route() -> None:
    assert translated(Mixed(Marked("a"), Marked("b"), upper), "em va dir: NO i ja") == "a(em va dir:) b(NO) a(i ja)"


def test_without_the_other_all_goes_by_the_main_one() -> None:
    route = Mixed(Marked("a"), Marked("b", there=False), upper)
    assert translated(route, "em va dir: NO") == "a(em va dir: NO)"
    assert route.version() == "a"
