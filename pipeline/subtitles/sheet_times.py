"""Times in cells: as Veus writes them, and whatever a spreadsheet may have made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

from pipeline.messages import Message, tr
from pipeline.subtitles.foreign_text import unmarked
from pipeline.subtitles.timecode import frames_ms

#: "1:02:03.456" with any of the signs that people and locales put between, and as few parts as they like.
_TEXT = re.compile(r"\s*'?(?:(?:(\d{1,3})\s*:\s*)?(\d{1,4})\s*:\s*)?(\d{1,5})(?:\s*([.,;:])(\d{1,9}))?\s*s?\s*")
_DIGITS = re.compile("[0-9]{1,9}")
_LONGEST = 40  # characters: no time is longer, blanks around it included
#: Bare numbers below this are fractions of a day, as spreadsheets keep times: 0.25 is six hours, longer than any story.
#: Where most of a table are more than that, all of them are seconds, as programs write them.
_DAYS_BELOW = 0.25
#: Whole numbers that lie further apart, from begin to end of most captions, are ms, as whisper writes them: no caption
#: stays for five minutes, and few for less than a third of a second.
_NO_SECONDS = 300
_DAY_MS = 86_400_000
_MOST_MS = 100 * 3_600_000
#: A caption may end a little after a film does.
_SLACK_MS = 5000


def written(ms: int) -> str:
    """`ms` as it stands in a cell: 0:00:07.000."""
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"


@dataclass(frozen=True, slots=True)
class TimesAs:
    """How a table writes times. fps: of the frames that they end in, if any. seconds: whether bare numbers are seconds,
    and not fractions of a day. milliseconds: whether whole ones are that."""

    fps: Fraction | None = None
    seconds: bool = False
    milliseconds: bool = False


def are_seconds(values: Iterable[Any]) -> bool:
    """Whether the bare numbers among times of a table are seconds: most of them, as one may be anything."""
    numbers = [one for one in values if isinstance(one, (int, float)) and not isinstance(one, bool)]
    return 2 * sum(number >= _DAYS_BELOW for number in numbers) > len(numbers)


def are_milliseconds(spans: Iterable[tuple[Any, Any]]) -> bool:
    """Whether the whole numbers that are (start, end) of the rows of a table are ms: as seconds, most captions would
    stay for as long as none does."""
    numbers = [(_whole(start), _whole(end)) for start, end in spans]
    lengths = [end - start for start, end in numbers if start is not None and end is not None]
    return bool(lengths) and median(lengths) >= _NO_SECONDS


def milliseconds_told() -> Message:
    """What people are told of it."""
    return tr("its times are whole numbers, too far apart for seconds: they were read as milliseconds.")


def read_time(value: Any, written_as: TimesAs = TimesAs()) -> int | None:  # frozen
    """The ms that a cell's value means, or None where it is no time."""
    if isinstance(value, bool):
        return None
    if written_as.milliseconds and (whole := _whole(value)) is not None:
        return _plausible(whole)
    if isinstance(value, datetime):  # day zero of a spreadsheet is in 1899, 1900 or 1904
        value = value.time() if value.year < 1905 else None
    if isinstance(value, time):
        return ((value.hour * 60 + value.minute) * 60 + value.second) * 1000 + round(value.microsecond / 1000)
    if isinstance(value, timedelta):
        return _plausible(round(value / timedelta(milliseconds=1)))
    if isinstance(value, (int, float)):
        ms = value * (_DAY_MS if value < _DAYS_BELOW and not written_as.seconds else 1000)
        return _plausible(round(ms)) if abs(ms) <= _MOST_MS else None  # neither "not a number" nor infinity
    return _from_text(value, written_as.fps) if isinstance(value, str) else None


def typed_as_minutes(ms: int, form: str, longest: int | None) -> bool:
    """Whether a cell of number format `form` holds minutes and seconds that a spreadsheet took for hours and minutes:
    0:15, typed in a film of a minute. longest: ms of the film, or None."""
    hours_only = re.fullmatch(r"\[?h{1,2}\]?:mm(?:;@)?", form, re.IGNORECASE) is not None
    return hours_only and longest is not None and ms // 60 <= longest + _SLACK_MS < ms


def _whole(value: Any) -> int | None:
    """The whole number that a cell holds, or shows as text."""
    if isinstance(value, str):
        return int(text) if _DIGITS.fullmatch(text := unmarked(value[: _LONGEST + 1])) else None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _MOST_MS:
        return int(value) if value == int(value) else None
    return None


def _plausible(ms: int) -> int | None:
    return ms if 0 <= ms <= _MOST_MS else None


def _from_text(text: str, fps: Fraction | None) -> int | None:
    match = _TEXT.fullmatch(unmarked(text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    hours, minutes, seconds, mark, fraction = match.groups()
    if fps and hours and mark in (":", ";") and len(fraction) <= 2:
        return _plausible(frames_ms(int(hours), int(minutes), int(seconds), int(fraction), fps))
    total = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return _plausible(total * 1000 + int((fraction or "0").ljust(3, "0")[:3]))
