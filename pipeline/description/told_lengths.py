"""How long each passage takes as it is heard, noted by a build for those who check and publish later."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.description.passages import Passage


@dataclass(frozen=True, slots=True)
class ToldPassage:
    """start: ms at which the passage begins. ms: how long it takes."""

    start: int
    text: str
    ms: int


@dataclass(frozen=True, slots=True)
class ToldLengths:
    """passages: those that are heard. The same words may be there twice, faster where the pause is shorter.
    passed_over: ms at which a recording of the whole tells what the film waits for: that needs a file of its own."""

    passages: tuple[ToldPassage, ...] = ()
    passed_over: tuple[int, ...] = ()

    def of(self, passage: Passage) -> int | None:
        """ms that a passage takes; None where it is not told."""
        return next((one.ms for one in self.passages if (one.start, one.text) == (passage.start, passage.text)), None)

    def of_words(self, text: str, start: int) -> int | None:
        """ms that words take at `start`, and where they have been moved since, at most; None where nobody has said
        them yet."""
        same = [one for one in self.passages if one.text == text]
        there = [one.ms for one in same if one.start == start]
        return max(there or [one.ms for one in same], default=None)
