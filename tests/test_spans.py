"""Stretches of time, joined and kept apart."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from pipeline.cues import Sound
from pipeline.spans import Span, apart, joined

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda one: (one[0], sum(one))), max_size=8)


def covered(spans: list[Span]) -> set[int]:
    return {ms for start, end in spans for ms in range(start, end)}


def test_those_that_touch_are_one() -> None:
    assert joined([(5, 9), (0, 3), (3, 4)]) == [(0, 4), (5, 9)]
    assert joined([(5, 9), (0, 3), (3, 4)], 1) == [(0, 9)]


@given(SPANS)
def test_joined_they_cover_what_they_covered(spans: list[Span]) -> None:
    found = joined(spans)
    assert covered(found) == covered(spans)
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@given(SPANS, st.integers(0, 5))
def test_only_gaps_longer_than_the_most_are_left(spans: list[Span], most: int) -> None:
    found = joined(spans, most)
    assert covered(spans) <= covered(found)
    assert all(start - end > most for (_, end), (start, _) in pairwise(found))


@given(SPANS)
def test_what_is_apart_is_some_of_it_and_the_first_of_all(spans: list[Span]) -> None:
    sounds = [Sound(*span, "sound") for span in spans]
    kept = apart(sounds)
    assert kept[:1] == sounds[:1]
    assert sum(one.end - one.start for one in kept) == len(covered([(one.start, one.end) for one in kept]))
    assert all(any(one.start < other.end and other.start < one.end for other in kept) for one in sounds)
