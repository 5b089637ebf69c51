"""Times that end in frames, as in 00:00:03:15."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

_FRAMES = re.compile(r"(?<![0-9])[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[:;]([0-9]{2})(?![0-9])")


def frame_rate(texts: Iterable[str], fps: Fraction) -> Fraction | None:
    """`fps` where the times in a file's texts end in frames; None where they do not, or count further than there are
    frames in a second: those are hundredths."""
    ends = [int(end) for text in texts for end in _FRAMES.findall(text)]
    return fps if ends and max(ends) < ceil(fps) else None


def frames_ms(hours: int, minutes: int, seconds: int, frames: int, fps: Fraction) -> int:
    """ms of a time in frames: the clock counts whole seconds, the frames in the last of them are `fps` a second."""
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + round(frames * 1000 / fps)


def frames_told(fps: Fraction) -> str:
    """What people are told of it."""
    return f"its times end in frames: they were read at {float(fps):.6g} frames a second."
