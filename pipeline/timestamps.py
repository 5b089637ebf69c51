"""When something happened: ISO 8601 with its offset, in the series' time zone, to the second."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pipeline.errors import VeusError
from pipeline.messages import tr


def moment(at: str | None, zone: str) -> str:
    """`at`, or now where it is None: "2024-03-01T09:30:00+01:00". A time without an offset is one of `zone`.

    zone: a name of the IANA time zone database. Raises VeusError for what is no time.
    """
    if at is None:
        return datetime.now(ZoneInfo(zone)).isoformat(timespec="seconds")
    try:
        given = datetime.fromisoformat(at.strip())
        aware = given if given.tzinfo else given.replace(tzinfo=ZoneInfo(zone))
        return aware.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise VeusError(
            tr('"{at}" is not a time.', at=at),
            remedy=tr("Write it as ISO 8601, for example 2024-03-01T09:30:00+01:00."),
        ) from error


def today(zone: str) -> str:
    """The day in `zone`: "2024-03-01". That of SOURCE_DATE_EPOCH where it is set, for builds that are compared
    (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isascii() and epoch.isdigit() else datetime.now(UTC)
    return now.astimezone(ZoneInfo(zone)).date().isoformat()
