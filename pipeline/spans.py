"""Stretches of time: (start, end) in ms. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pipeline.cues import Sound, SuspectedHallucination

Span = tuple[int, int]

Timed = TypeVar("Timed", Sound, SuspectedHallucination)


def joined(spans: Iterable[Span], most: int = 0) -> list[Span]:
    """`spans` in order, those as one that overlap, touch, or have no more than `most` ms between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= most:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def apart(timed: Iterable[Timed]) -> list[Timed]:
    """Of those that overlap one before them, only that one; in the order given."""
    kept: list[Timed] = []
    for one in timed:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept
