"""When something was published, for formats that want a moment where people may have given only a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from zoneinfo import ZoneInfo


def moment_of(day: date, clock: time | None, zone: str) -> datetime | None:
    """The moment, with its offset, at which it is `clock` in `zone`; None where only the day is known."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)) if clock is not None else None


def iso_moment(at: datetime | None, day: date) -> str:
    """ISO 8601 with its offset, without which Google takes a moment for one where its robot is."""
    return certain_moment(at, day).isoformat()


def rfc_moment(at: datetime | None, day: date) -> str:
    """RFC 822, as RSS wants it."""
    return format_datetime(certain_moment(at, day))


def certain_moment(at: datetime | None, day: date) -> datetime:
    """By which those with a time and those without can be put in order. A day alone counts from its first moment, UTC:
    that is the same day here."""
    return at or datetime.combine(day, time(), tzinfo=UTC)
