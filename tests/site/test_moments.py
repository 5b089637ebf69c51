"""When something was published, as each format wants it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

import pytest

from pipeline.site.feeds.moments import iso_moment, moment_of, rfc_moment

SUMMER, WINTER = date(2024, 7, 1), date(2024, 1, 2)


@pytest.mark.parametrize(("day", "offset"), [(SUMMER, "+02:00"), (WINTER, "+01:00")])
def test_a_time_of_day_has_the_offset_of_its_day(day: date, offset: str) -> None:
    at = moment_of(day, time(12, 52), "Europe/Madrid")
    assert at and iso_moment(at, day) == f"{day}T12:52:00{offset}"
    assert parsedate_to_datetime(rfc_moment(at, day)) == at


def test_midnight_is_a_time_too() -> None:
    assert iso_moment(moment_of(SUMMER, time(0), "UTC"), SUMMER) == "2024-07-01T00:00:00+00:00"


def test_a_lone_day_counts_from_its_first_moment_and_has_an_offset() -> None:
    assert moment_of(WINTER, None, "Europe/Madrid") is None
    assert iso_moment(None, WINTER) == "2024-01-02T00:00:00+00:00"
    assert parsedate_to_datetime(rfc_moment(None, WINTER)) == datetime(2024, 1, 2, tzinfo=UTC)
