"""Times in cells: what Veus writes comes back, and whatever else stands there is a time or none, and never an error."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.subtitles.sheet_times import TimesAs, are_milliseconds, are_seconds, read_time, written

MOST_MS = 100 * 3_600_000


@given(st.integers(0, MOST_MS))
def test_what_is_written_comes_back(ms: int) -> None:
    assert read_time(written(ms)) == ms


@example(float("inf"))
@example(float("-inf"))
@example(float("nan"))
@example(1e308)
@example(10**400)
@given(
    st.floats() | st.integers() | st.text() | st.timedeltas() | st.datetimes() | st.times() | st.booleans() | st.none()
)
def test_whatever_stands_in_a_cell_is_a_time_or_none(value: object) -> None:
    ms = read_time(value)
    assert ms is None or 0 <= ms <= MOST_MS


@pytest.mark.parametrize(
    ("value", "ms"),
    [
        (0.0, 0),
        (7 / 86_400, 7000),  # a fraction of a day, as spreadsheets keep times
        (7.5, 7500),  # seconds that somebody typed
        (15, 15_000),
        (time(0, 1, 2, 345_600), 62_346),
        (timedelta(hours=1, milliseconds=5), 3_600_005),
        ("1:02:03,5", 3_723_500),
        ("0:15", 15_000),
        (" 7 s ", 7000),
        (True, None),
        (-0.5, None),
        ("demà", None),
        ("", None),
    ],
)
def test_times_as_people_and_programs_write_them(value: object, ms: int | None) -> None:
    assert read_time(value) == ms


def test_bare_numbers_are_seconds_where_one_is_too_large_for_a_day() -> None:
    assert not are_seconds([0.0001, 0.2, None, "0:07", time(0, 0, 7), True])
    assert are_seconds([0.16, 2.4, 2.4, 5.0]) and are_seconds([3])
    assert not are_seconds([0.0005, 0.0006, 0.0007, 120]), "one may be anything"
    assert read_time(0.16, TimesAs(seconds=True)) == 160 and read_time(0.16) == 13_824_000


def test_whole_numbers_too_far_apart_for_seconds_are_milliseconds() -> None:
    assert are_milliseconds([(0, 400), (3600, 7000.0), ("9000", "12000"), ("0:00:13", "x"), (None, 15_000)])
    assert not are_milliseconds([(0, 4), (4, 9.5), (10, 600)]) and not are_milliseconds([(0.16, 2.4)])
    assert not are_milliseconds([]) and not are_milliseconds([(True, 900), ("0:15", "0:20")])
    as_ms = TimesAs(milliseconds=True)
    assert [read_time(value, as_ms) for value in (3600, 7000.0, "123456")] == [3600, 7000, 123_456]
    assert [read_time(value, as_ms) for value in (2.5, "0:00:07", True, 10**400)] == [2500, 7000, None, None]
