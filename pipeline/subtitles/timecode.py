"""Times as subtitle files write them, and such as end in frames: 00:00:03:15."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from pipeline.messages import Message, tr

#: fps up to which timecode numbers every frame (SMPTE ST 12-1; ST 12-3 is for more), and so many times tell how far
#: those of a file count.
_USUAL_MOST, _ENOUGH = 30, 10
_FRAMES = re.compile(r"(?<![0-9])[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[:;]([0-9]{2})(?![0-9])")


def srt_time(ms: int) -> str:
    """`ms` as SubRip writes it: 00:00:07,000. No time is before the film."""
    return _clock(max(0, ms), ",")


def vtt_time(ms: int) -> str:
    """`ms` as WebVTT, TTML and their like write it: 00:01:02.345."""
    return _clock(ms, ".")


def _clock(ms: int, point: str) -> str:
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{thousandths:03d}"


def frame_rate(texts: Iterable[str], fps: Fraction) -> Fraction | None:
    """`fps` where the times in a file's texts end in frames, or half of it where they count no further: timecode of 50
    or 60 pictures a second often numbers pairs. None where they end in none, or count further than there are frames in
    a second: those are hundredths."""
    ends = [int(end) for text in texts for end in _FRAMES.findall(text)]
    return counted_at(max(ends), len(ends), fps) if ends and max(ends) < ceil(fps) else None


def counted_at(most: int, number: int, fps: Fraction) -> Fraction:
    """Frames a second of a timecode over footage of `fps`. most: the highest count among `number` of them."""
    pairs = fps > _USUAL_MOST and number >= _ENOUGH and most < ceil(fps / 2)
    return fps / 2 if pairs else fps


def frames_ms(hours: int, minutes: int, seconds: int, frames: int, fps: Fraction) -> int:
    """ms of a time in frames: the clock counts whole seconds, the frames in the last of them are `fps` a second."""
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + round(frames * 1000 / fps)


def frames_told(fps: Fraction) -> Message:
    """What people are told of it."""
    return tr("its times end in frames: they were read at {fps:.6g} frames a second.", fps=float(fps))
