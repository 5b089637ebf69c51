"""What had to be mended in a file, for people: where, and one remark a kind, with its first place and a count."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.messages import SOURCE, Message, in_language, tr, tr_many
from pipeline.subtitles.timecode import srt_time, vtt_time

#: How remarks name a place, and what differs between two of one kind: numbers, and words quoted.
_PLACE = re.compile(r"^(?:cue \d+ \([^)]*\)|caption at [\d:.,]+|line \d+|row \d+|cell [A-Z]+\d+):? ")
_OWN = re.compile(r"“[^”]*”|\"[^\"]*\"|[\d:.,]*\d")


def cue_at(number: int, start: int) -> Message:
    """What remarks call a cue of a file with numbers. start: ms."""
    return tr("cue {number} ({time})", number=number, time=srt_time(start))


def caption_at(start: int) -> Message:
    """What remarks call a caption of a file that has no numbers. start: ms."""
    return tr("caption at {time}", time=vtt_time(start))


def row_at(number: int) -> Message:
    """What remarks call a row of a table."""
    return tr("row {number}", number=number)


def said_of(place: str, told: str) -> Message:
    """A remark on a place. told: what is so there, a sentence of its own."""
    return tr("{place}: {told}", place=place, told=told)


def says(remark: str, text: str) -> bool:
    """Whether a remark says `text`, one of the source, in whatever language."""
    return text in in_language(remark, SOURCE)


def once_a_kind(remarks: Iterable[str]) -> tuple[str, ...]:
    """The first remark of each kind, in order; where there are more, how many places they speak of."""
    first: dict[str, str] = {}
    more: dict[str, int] = {}
    for remark in remarks:
        kind = _OWN.sub("#", _PLACE.sub("", in_language(remark, SOURCE)))
        if first.setdefault(kind, remark) is not remark:
            more[kind] = more.get(kind, 0) + 1
    return tuple(_with_more(remark, more.get(kind, 0)) for kind, remark in first.items())


def _with_more(remark: str, count: int) -> str:
    if not count:
        return remark
    return tr_many(
        "{remark} (So in {count} more place.)", "{remark} (So in {count} more places.)", count=count, remark=remark
    )
