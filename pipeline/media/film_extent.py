"""When the film begins and ends, and whether its pictures have to be held until the next one comes.

Screen recorders write no picture while nothing moves, slides stand for minutes, sound goes on after the last picture
or begins before the first: the film is as long as all of it, and its nearest picture stands meanwhile.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from pipeline.cues import USUAL_FPS
from pipeline.media.frames import Frames

#: ms. A picture that stands longer keeps a caption waiting, or on screen after its end, for longer than anybody would
#: not notice; and pictures longer than one at 20 a second (VARYING_MS), once they are this share of the time.
LONGEST_MS = 100
VARYING_MS = 50
VARYING_SHARE = 0.05

#: Pictures a second that held ones are shown at: those of the footage between its longer ones, if they are as many as
#: a film has; else a multiple of these, from USUAL_FPS on.
SLOWEST, FASTEST = Fraction(24000, 1001), Fraction(120)

#: ms by which sound may begin before the first picture or end after the last one without anybody missing something.
EDGE_MS = 300


@dataclass(frozen=True, slots=True)
class Extent:
    """ms on the file's clock: from when to when the film lasts."""

    start: int
    end: int


def stand_too_long(frames: Frames, end_tick: int) -> bool:
    """Whether captions could not begin and end in time with the pictures as they come. end_tick: of the last one."""
    import numpy as np

    gaps = np.diff(np.append(np.frombuffer(frames.times, np.int64), end_tick)) * float(frames.time_base * 1000)
    slow = gaps[gaps > VARYING_MS]
    return bool((gaps > LONGEST_MS).any() or slow.sum() > VARYING_SHARE * gaps.sum())


def holding_rate(rate: Fraction) -> Fraction:
    """At which held pictures are shown. rate: at which most of them come; 0 where there is only one."""
    if rate <= 0:
        return USUAL_FPS
    return min(rate if rate >= SLOWEST else rate * ceil(USUAL_FPS / rate), FASTEST)


def held(frames: Frames, extent: Extent, rate: Fraction) -> Frames:
    """The pictures that are shown `rate` times a second over all of `extent`: each is the one that has come by then,
    the first one before there is any."""
    tick = frames.time_base * 1000
    count = max(1, round((extent.end - extent.start) * rate / 1000))
    sources, shown = array("q"), list(frames.times)
    keys, known, before = array("q"), set(frames.keys), None
    for number in range(count):
        at = extent.start + Fraction(number * 1000) / rate + Fraction(500) / rate
        time = shown[max(0, bisect_right(shown, at / tick) - 1)]
        if time in known and time != before:
            keys.append(number)
        before = time
        sources.append(time)
    return Frames(1 / rate, array("q", range(count)), keys, frames.exact, rate, sources, frames.time_base)
