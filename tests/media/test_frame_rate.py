"""How many pictures a second: the average of their times, the named rate where it is that one, exact where usual."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.frame_rate import USUAL_RATES, is_variable, rate_of, usual_rate
from pipeline.media.frames import Frames

MS = Fraction(1, 1000)


def frames(times: Iterable[int], base: Fraction = MS, rate: Fraction = Fraction(0)) -> Frames:
    return Frames(base, array("q", times), array("q", [0]), exact=True, rate=rate)


def apart(*gaps: int) -> Frames:
    return frames(accumulate(gaps, initial=0))


def video(named: Fraction | None = None, base: Fraction = MS) -> SimpleNamespace:
    return SimpleNamespace(time_base=base, average_rate=named)


def even(fps: Fraction, count: int = 200) -> Frames:
    """As a clock in whole ms has them."""
    return frames(round(n * 1000 / fps) for n in range(count))


@pytest.mark.parametrize("fps", USUAL_RATES)
def test_a_clock_in_whole_ms_hides_no_usual_rate(fps: Fraction) -> None:
    found = even(fps, 2000)
    assert not is_variable(found)
    assert rate_of(found, video()) == fps == rate_of(found, video(fps))


@given(st.integers(5, 200), st.integers(9, 400))
def test_pictures_that_come_evenly_are_of_that_rate(fps: int, count: int) -> None:
    found = frames(range(count), Fraction(1, fps))
    assert rate_of(found, video(base=Fraction(1, fps))) == fps == usual_rate(found)
    assert not is_variable(found)


def test_a_named_rate_counts_where_it_is_the_measured_one_and_no_other() -> None:
    assert rate_of(even(Fraction(15)), video(Fraction(1501, 100))) == Fraction(1501, 100)
    assert rate_of(even(Fraction(15)), video(Fraction(30))) == Fraction(15)


def test_where_they_come_unevenly_it_is_the_average_whatever_is_named() -> None:
    found = apart(*[40, 80] * 20)
    assert is_variable(found)
    assert rate_of(found, video(Fraction(25))) == Fraction(1000, 60)


def test_rounding_and_a_lone_odd_interval_are_no_variable_rate() -> None:
    assert not is_variable(apart(*[33, 34, 33] * 20))
    assert not is_variable(apart(*[40] * 30, 4000))
    assert is_variable(apart(*[40] * 30, *[4000] * 3))
    assert not is_variable(apart(40, 400, 40, 400, 40, 400, 40)), "too few to tell"
    assert is_variable(apart(40, 400, 40, 400, 40, 400, 40, 400))


def test_one_picture_has_no_rate_of_its_own() -> None:
    assert rate_of(frames([0]), video()) == 25 == rate_of(frames([5, 5]), video())
    assert rate_of(frames([0, 100]), video()) == 10
    assert usual_rate(frames([0])) == 0 == usual_rate(frames([5, 5]))


def test_slides_that_stand_long_hide_not_at_which_rate_pictures_come() -> None:
    assert usual_rate(apart(*[33, 34, 33] * 8, *[9000] * 5)) == 30
    assert usual_rate(frames(range(0, 4000, 40), rate=Fraction(25))) == 25
