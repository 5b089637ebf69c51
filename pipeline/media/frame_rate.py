"""How many pictures a second footage has: from the times of its pictures, and from what the file names."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pipeline.media.frames import Frames

#: Frame intervals that differ by more than this share of the average make the rate variable.
RATE_TOLERANCE = 0.2

#: Rates that cameras and editors use; a measured rate nearer than 1/2000 to one of them is that one (24 and 23.976,
#: the closest pair, are 1/1000 apart).
USUAL_RATES = tuple(Fraction(n, d) for n in (24, 25, 30, 48, 50, 60, 120) for d in (1, Fraction(1001, 1000)))


def is_variable(frames: Frames) -> bool:
    """Whether frame intervals differ by more than rounding; the outermost 2 % (at least one) are accidents."""
    gaps = frames.gaps()
    if len(gaps) < 8:
        return False
    cut = max(1, len(gaps) // 50)
    low, high = int(gaps[cut]), int(gaps[-1 - cut])
    return high - low > max(2, RATE_TOLERANCE * float(gaps.mean()))


def rate_of(frames: Frames, video: Any) -> Fraction:
    """Pictures a second: the average; where they come evenly, what the file names."""
    times = frames.times
    span = Fraction(times[-1] - times[0]) * video.time_base
    fps = Fraction(len(times) - 1) / span if len(times) > 1 and span else Fraction(25)
    return fps if is_variable(frames) else _nominal(fps, video.average_rate)


def usual_rate(frames: Frames) -> Fraction:
    """At which most pictures come, however long some of them stand; 0 where there is only one."""
    gaps = frames.gaps()
    if not len(gaps):
        return Fraction(0)
    # Of a clock in whole ms no single gap says it: the mean of all usual ones does.
    usual = gaps[gaps <= 1.5 * gaps[len(gaps) // 2]]
    typical = Fraction(int(usual.sum()), len(usual)) * frames.time_base
    return _nominal(1 / typical, frames.rate or None) if typical else Fraction(0)


def _nominal(measured: Fraction, named: Fraction | None) -> Fraction:
    """The rate the file names, when it is the one measured but for rounding of its clock; exact where it is usual."""
    rate = measured
    if named and abs(named - measured) / measured < Fraction(1, 200):
        rate = Fraction(named)
    usual = min(USUAL_RATES, key=lambda known: abs(known - rate))
    return usual if abs(usual - rate) / usual < Fraction(1, 2000) else rate.limit_denominator(1001)
