"""Days, times and numbers of TOML are taken as what they are; what could be anything is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pipeline.fieldtypes import Day, Flag, LocalTime, Number, Whole


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@given(st.times().map(lambda each: each.replace(microsecond=0)), st.dates())
def test_days_and_times_in_quotation_marks_too(at: time, day: date) -> None:
    assert read(LocalTime, at) == read(LocalTime, at.isoformat()) == at
    assert read(LocalTime, f" {at:%H:%M}\n") == at.replace(second=0)
    assert read(Day, day) == read(Day, f" {day.isoformat()} ") == day


@pytest.mark.parametrize(
    "wrong",
    [18.30, 18, True, "18", "1830", "18.30", "18:00Z", "18:00+02:00", "25:00", "T18:00", "٠٩:٠٥", "", date(2026, 1, 1)],
)
def test_what_is_no_time_of_a_day_here(wrong: object) -> None:
    with pytest.raises(ValidationError) as caught:
        read(LocalTime, wrong)
    assert [problem["type"] for problem in caught.value.errors()] == ["time_type"]


@pytest.mark.parametrize(
    "wrong",
    [
        *(0, 86400, 2026, 1.5, True, "86400", "2026-13-01", "20261201", "1-12-2026", ""),
        *(time(18), datetime(2026, 12, 1, 18, tzinfo=UTC), datetime(2026, 12, 1)),
    ],
)
def test_what_is_no_day(wrong: object) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Day, wrong)
    assert [problem["type"] for problem in caught.value.errors()] == ["date_type"]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        *((Whole, wrong) for wrong in (True, "4", 4.5)),
        *((Number, wrong) for wrong in (False, "1.5", float("nan"), float("inf"))),
        *((Flag, wrong) for wrong in (0, 1, "yes", "sí")),
    ],
)
def test_numbers_and_flags_are_not_each_other_nor_texts(kind: Any, wrong: object) -> None:
    with pytest.raises(ValidationError):
        read(kind, wrong)


def test_a_whole_number_is_a_number() -> None:
    assert (read(Number, 3), type(read(Number, 3)), read(Whole, 3), read(Flag, False)) == (3.0, float, 3, False)
