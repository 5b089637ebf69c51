"""What the time of every cue depends on: the limits of a profile, frames, cuts, and what it costs to miss them.

Sources: Netflix, Timed Text Style Guide, general requirements, "Timing" – within 3 frames of the audio; up to 12
frames (half a second) past its end for reading; two frames between cues, and no longer gap under half a second; a
start on a picture cut, an end two frames before it. Milliseconds are whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from pipeline.config import CaptionProfile

FLASH_MS = 500  # no gap from 3 frames up to this
LINGER_MS = 240  # a caption may stay a moment after the last word...
LINGER_MOST_MS = 500  # ...up to this one, unless reading needs more
SNAP_MS = 500  # a cut this near wants the start or end of a cue
BRIEF_MS = 1500  # a caption shorter than this is legal and still jumpy (ésAdir)
EARLY_FRAMES, LATE_FRAMES = 2, 3  # how far a start may leave its first word

# Points; the same scale as those of `_divide`.
TOO_FAST = 50.0  # over the reading speed at all: rather any cut inside a sentence, but after a function word
FAST = 200.0  # times the share by which it is exceeded...
FASTER = 4000.0  # ...and times its square: the worst cue is mended first
TOO_SHORT, SHORT = 50.0, 90.0  # under the least duration at all, and times the share missed
BRIEF = 14.0  # times the share of BRIEF_MS missed
IMPOSSIBLE = 1e6  # not even a frame to show it: last resort
FLASHES = 30.0  # a gap that flashes
AWAY_EARLY, AWAY_LATE = 0.02, 0.04  # a start off its word, per ms
AWAY_ON_CUT = 0.012  # the same before it on a cut: Netflix snaps to one half a second away
ON_CUT_START, ON_CUT_END = 8.0, 5.0  # what a start or an end on a cut is worth
STRADDLE = 8.0  # a cut shortly after the start or before the end of a cue


@dataclass(frozen=True)
class Clock:
    """What every cue's time depends on. All in ms, except cps (characters a second).

    gap: between two cues. tick: one frame. end: of the media, or None. cuts: times of new pictures, ascending.
    """

    gap: int
    tick: int
    cps: float
    min_ms: int
    max_ms: int
    end: int | None
    early: int  # how long before its first word a cue may start
    late: int
    before_cut: int  # how long before a cut a cue ends
    cuts: tuple[int, ...] = ()

    @cached_property
    def brief(self) -> int:
        return max(self.min_ms, min(BRIEF_MS, self.max_ms))

    def reading(self, width: int) -> int:
        """The time `width` characters need."""
        return ceil(width * 1000 / self.cps)

    def haste(self, width: int, time: int) -> float:
        """What it costs to show `width` characters for `time` ms only."""
        if time < self.tick:
            return IMPOSSIBLE
        price = 0.0
        need = width * 1000 / self.cps
        if need > time:
            over = min(need / time - 1, 8.0)  # beyond that nothing can be read anyway
            price = TOO_FAST + FAST * over + FASTER * over * over
        if time < self.brief:
            price += BRIEF * (1 - time / self.brief)
            if time < self.min_ms:
                price += TOO_SHORT + SHORT * (1 - time / self.min_ms)
        return price

    def cuts_between(self, low: int, high: int) -> tuple[int, ...]:
        """The cuts from `low` to `high`, both included."""
        return self.cuts[bisect_left(self.cuts, low) : bisect_right(self.cuts, high)]

    def opening(self, start: int, spoken: int) -> float:
        """What a start at the word at `start` costs for the cuts around it; less than nothing on a cut.

        spoken: the end of the word before it.
        """
        if not self.cuts:
            return 0.0
        if self.cuts_between(self.soonest(start, spoken), start + self.late):
            return -ON_CUT_START
        return STRADDLE if self.cuts_between(start, start + SNAP_MS) else 0.0

    def soonest(self, start: int, spoken: int) -> int:
        """The earliest cut a cue may start on: half a second before its word, but not over the word before it."""
        return min(start - self.early, max(start - SNAP_MS, spoken + self.gap))

    def closing(self, spoken: int, limit: int | None) -> float:
        """The same for an end: `spoken` the end of the last word, `limit` the next start, if there is one."""
        if not self.cuts:
            return 0.0
        latest = spoken + LINGER_MOST_MS + self.before_cut
        if limit is not None:
            latest = min(latest, limit + self.late)
        if self.cuts_between(spoken - self.late + self.before_cut, latest):
            return -ON_CUT_END
        return STRADDLE if self.cuts_between(spoken - SNAP_MS, spoken) else 0.0


def clock_of(profile: CaptionProfile, fps: Fraction | float, end: int | None, cuts: Sequence[int]) -> Clock:
    """The clock of a track: `fps` frames a second, until `end` ms, with new pictures at `cuts` (ms, any order)."""
    return Clock(
        gap=frames(profile.gap_frames, fps),
        tick=frames(1, fps),
        cps=profile.cps,
        min_ms=profile.min_ms,
        max_ms=profile.max_ms,
        end=end,
        early=frames_within(EARLY_FRAMES, fps),
        late=frames_within(LATE_FRAMES, fps),
        before_cut=frames(2, fps),
        cuts=tuple(sorted(set(cuts))),
    )


def frames(count: int, fps: Fraction | float) -> int:
    """`count` frames in whole ms, rounded up; 25 fps where the rate is no rate."""
    return ceil(count * 1000 / _rate(fps))


def frames_within(count: int, fps: Fraction | float) -> int:
    """`count` frames in whole ms, rounded down."""
    return floor(count * 1000 / _rate(fps))


def _rate(fps: Fraction | float) -> Fraction:
    return Fraction(fps) if fps and fps > 0 and fps != float("inf") else Fraction(25)
