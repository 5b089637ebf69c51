"""When: times as people give them, and as they are written down."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import VeusError
from pipeline.timestamps import moment, today


@pytest.mark.parametrize(
    ("given_time", "zone", "written"),
    [
        ("2024-03-01T09:30:00+01:00", "Europe/Madrid", "2024-03-01T09:30:00+01:00"),
        ("2024-07-01T07:30:00Z", "Europe/Madrid", "2024-07-01T09:30:00+02:00"),
        ("2024-07-01 09:30", "Europe/Madrid", "2024-07-01T09:30:00+02:00"),
        ("2024-07-01", "Atlantic/Canary", "2024-07-01T00:00:00+01:00"),
        ("2024-07-01T09:30:00.999", "UTC", "2024-07-01T09:30:00+00:00"),
    ],
)
def test_times_are_in_the_zone_of_the_series(given_time: str, zone: str, written: str) -> None:
    assert moment(given_time, zone) == written


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_stays_the_same_moment(when: datetime) -> None:
    try:
        written = datetime.fromisoformat(moment(when.isoformat(), "Europe/Madrid"))
    except VeusError:
        assert when.year in (1, 9999)
    else:
        assert abs((written - when).total_seconds()) < 61  # seconds only, and old offsets had them


def test_the_clock_is_asked_where_nobody_says() -> None:
    assert datetime.fromisoformat(moment(None, "Europe/Madrid")).tzinfo is not None


@pytest.mark.parametrize("wrong", ["", "yesterday", "2024-13-01", "9:30", "0001-01-01T00:00+23:00"])
def test_what_is_no_time(wrong: str) -> None:
    with pytest.raises(VeusError, match="not a time"):
        moment(wrong, "America/Lima")


@pytest.mark.parametrize(
    ("epoch", "zone", "day"),
    [
        ("1709251200", "Europe/Madrid", "2024-03-01"),
        ("1709247600", "Europe/Madrid", "2024-03-01"),
        ("1709247599", "Europe/Madrid", "2024-02-29"),
        ("1709251200", "Atlantic/Azores", "2024-02-29"),
    ],
)
def test_a_day_is_that_of_the_series(epoch: str, zone: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today(zone) == day


@pytest.mark.parametrize("epoch", ["", "yesterday", "٣"])
def test_what_is_no_moment_is_today(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = moment(None, "Europe/Madrid")[:10]
    assert before <= today("Europe/Madrid") <= moment(None, "Europe/Madrid")[:10]
