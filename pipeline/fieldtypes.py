"""Kinds of values that the models of several files have, each with its rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any

from pydantic import AllowInfNan, BeforeValidator, Field, Strict

NonEmpty = Annotated[str, Field(min_length=1)]

#: Of bytes, hexadecimal.
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

#: A name in file names and addresses: lower-case letters and digits, in parts with a hyphen between.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

SeriesId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]

#: Of a file in a folder that is known.
FileName = Annotated[str, Field(pattern=r"^[^/\\]+$")]

# What TOML itself tells apart is taken as what it is. pydantic alone would guess: 18.30 is eighteen seconds after
# midnight to it, "18:00Z" six in the evening here, 86400 the second of January 1970, and `true` the number 1.
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict(), AllowInfNan(False)]

#: Also in quotation marks, as people write what they take for a text.
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOCAL_TIME = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)


def _as_day(value: Any) -> Any:
    return _read(date.fromisoformat, value, _DAY)


def _as_time(value: Any) -> Any:
    return _read(time.fromisoformat, value, _LOCAL_TIME)


def _read(read: Callable[[str], date | time], value: Any, form: re.Pattern[str]) -> Any:
    """What `value` says, where it is a text of that form; anything else, which is then refused, as it is."""
    if not isinstance(value, str) or not form.fullmatch(value.strip()):
        return value
    try:
        return read(value.strip())
    except ValueError:  # no day of the calendar, no time of a day
        return value


Day = Annotated[date, Strict(), BeforeValidator(_as_day)]

#: Without a zone: each series has its own.
LocalTime = Annotated[time, Strict(), BeforeValidator(_as_time)]
