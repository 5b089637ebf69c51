"""What it costs to miss a time: more the more is missed, and nothing where nothing is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.time_costs import (
    BRIEF,
    IMPOSSIBLE,
    ON_CUT_END,
    ON_CUT_START,
    SHORT,
    STRADDLE,
    TOO_FAST,
    TOO_SHORT,
    timing_model,
)
from pipeline.project.caption_profile import PROFILES

NETFLIX = PROFILES["netflix"]
CLOCK = timing_model(NETFLIX, Fraction(25), 60_000, (20_000, 9000, 9000))


def test_the_clock_of_a_track_counts_in_its_pictures() -> None:
    assert (CLOCK.gap, CLOCK.tick, CLOCK.late, CLOCK.before_cut) == (80, 40, 120, 80)
    assert CLOCK.end == 60_000 and list(CLOCK.cuts) == sorted(CLOCK.cuts)


def test_what_can_be_read_and_is_no_flash_costs_nothing() -> None:
    assert CLOCK.haste(17, 1500) == 0 == CLOCK.haste(34, 2000)
    assert CLOCK.haste(35, 2000) > TOO_FAST
    assert 0 < CLOCK.haste(1, 1499) < BRIEF
    assert TOO_SHORT < CLOCK.haste(1, 999) < TOO_SHORT + SHORT + BRIEF
    assert CLOCK.haste(1, CLOCK.tick - 1) == IMPOSSIBLE > CLOCK.haste(84, CLOCK.tick)


@given(st.integers(1, 130), st.integers(0, 8000), st.integers(0, 8000))
def test_less_time_never_costs_less_nor_do_more_characters(width: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert CLOCK.haste(width, low) >= CLOCK.haste(width, high)
    assert CLOCK.haste(width + 1, low) >= CLOCK.haste(width, low)


@given(st.integers(1, 130))
def test_reading_is_the_least_time_that_is_not_too_fast(width: int) -> None:
    slow = replace(CLOCK, min_ms=0, brief_ms=0)
    need = slow.reading(width)
    assert slow.haste(width, need) == 0 < slow.haste(width, need - 1)


@pytest.mark.parametrize(
    ("start", "spoken", "heard", "cuts"),
    [
        (9000, 8000, True, (9000,)),
        (9120, 8000, True, (9000,)),
        (9121, 8000, True, ()),
        (8880, 8000, True, (9000,)),
        (9500, 8000, False, (9000,)),
        (9501, 8000, False, ()),
        (9120, 8950, True, ()),
        (9500, 9000, False, ()),
    ],
)
def test_a_start_goes_to_a_cut_near_its_word_and_not_into_the_word_before(
    start: int, spoken: int, heard: bool, cuts: tuple[int, ...]
) -> None:
    found = CLOCK.cuts_for(start, spoken, heard)
    assert tuple(dict.fromkeys(found)) == cuts
    assert (CLOCK.opening(start, spoken, heard) == -ON_CUT_START) == bool(cuts)


def test_a_cut_that_a_start_misses_by_little_costs() -> None:
    assert CLOCK.opening(8600, 8000, heard=True) == STRADDLE
    assert CLOCK.opening(8400, 8000, heard=True) == 0 == replace(CLOCK, cuts=()).opening(9000, 8000, heard=True)


def test_an_end_on_a_cut_is_worth_something_and_one_shortly_after_costs() -> None:
    assert CLOCK.closing(8700, None) == -ON_CUT_END
    assert CLOCK.closing(9400, 9450) == STRADDLE
    assert CLOCK.closing(7000, None) == 0 == replace(CLOCK, cuts=()).closing(8700, None)
    assert CLOCK.closing(8700, 8800) == 0, "the next one comes before the cut"


def test_a_picture_changes_at_a_time_or_it_does_not() -> None:
    assert CLOCK.on_cut(9000) and not CLOCK.on_cut(9001)
    assert set(CLOCK.shot_changes_between(9000, 20_000)) == {9000, 20_000}
    assert CLOCK.shot_changes_between(9001, 19_999) == ()
