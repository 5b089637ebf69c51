"""What the time of every cue depends on: the limits of a profile, frames, cuts, and what it costs to miss them.

Sources: Netflix, Timed Text Style Guide, Subtitle Timing Guidelines – a start on the first frame of audio (1); up to
half a second past its end for reading; two frames between cues, and no longer gap under half a second; a start on a
picture cut, an end two frames before it (2). Milliseconds are whole.

Voice and cut, where a word begins shortly after a cut: Netflix (2) wants the start on the cut, up to half a second
before the voice; its quality control faults a start more than three frames from the voice (Keywords Studios, QC
Subtitle Timing Expectations). Here the voice outranks the cut: speech over a new picture often begins a quarter of a
second after it (in one of the stand-ins 220 to 250 ms, five times in nine), and snapping as far as that – Subtitle
Edit's red zone is seven frames, 292 ms – puts most starts of a film out of sync. So a start goes to a cut only within
`sync_frames` of its word, where both rules hold. A person who has put it on a cut half a second away has followed
Netflix: `veus check` accepts either. Words whose time nobody heard – those inside a translated sentence – and sounds
have no such sync to lose: they go to a cut up to `snap_ms` away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

from pipeline.captions.limits import EARLY_FRAMES, frames, frames_within
from pipeline.project.caption_profile import CaptionProfile

LINGER_MS = 240  # a caption may stay a moment after the last word...

# Points; the same scale as those of `division`.
TOO_FAST = 50.0  # over the reading speed at all: rather any cut inside a sentence, but after a function word
FAST = 200.0  # times the share by which it is exceeded...
FASTER = 4000.0  # ...and times its square: the worst cue is mended first
TOO_SHORT, SHORT = 50.0, 90.0  # under the least duration at all, and times the share missed
BRIEF = 14.0  # times the share of brief_ms missed
IMPOSSIBLE = 1e6  # not even a frame to show it: last resort
FLASHES = 30.0  # a gap that flashes
AWAY_EARLY, AWAY_LATE = 0.02, 0.04  # a start off its word, per ms
AWAY_ON_CUT = 0.012  # the same on a cut
ON_CUT_START, ON_CUT_END = 8.0, 5.0  # what a start or an end on a cut is worth
STRADDLE = 8.0  # a cut shortly after the start or before the end of a cue


@dataclass(frozen=True)
class TimingModel:
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
    brief_ms: int = 1500
    flash: int = 500  # no gap up to this
    linger: int = 500  # ...and at most so long, unless reading needs more
    snap: int = 500  # a cut this near wants a time that no voice decides

    @cached_property
    def brief(self) -> int:
        return max(self.min_ms, min(self.brief_ms, self.max_ms))

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

    def shot_changes_between(self, low: int, high: int) -> tuple[int, ...]:
        """The cuts from `low` to `high`, both included."""
        return self.cuts[bisect_left(self.cuts, low) : bisect_right(self.cuts, high)]

    def on_cut(self, time: int) -> bool:
        """Whether the picture changes at `time`."""
        return bool(self.shot_changes_between(time, time))

    def cuts_for(self, start: int, spoken: int, heard: bool) -> tuple[int, ...]:
        """The cuts on which a cue may start whose word begins at `start`: none while the word before, which ends at
        `spoken`, is still said. heard: whether the word's time is one that a viewer hears.
        """
        reach = self.late if heard else self.snap
        soonest = min(start - self.early, max(start - reach, spoken + self.gap))
        return self.shot_changes_between(max(0, soonest), start + reach)

    def opening(self, start: int, spoken: int, heard: bool) -> float:
        """What a start at the word at `start` costs for the cuts around it; less than nothing on a cut."""
        if not self.cuts:
            return 0.0
        if self.cuts_for(start, spoken, heard):
            return -ON_CUT_START
        return STRADDLE if self.shot_changes_between(start, start + self.snap) else 0.0

    def closing(self, spoken: int, limit: int | None) -> float:
        """The same for an end: `spoken` the end of the last word, `limit` the next start, if there is one."""
        if not self.cuts:
            return 0.0
        latest = spoken + self.linger + self.before_cut
        if limit is not None:
            latest = min(latest, limit + self.late)
        if self.shot_changes_between(spoken - self.late + self.before_cut, latest):
            return -ON_CUT_END
        return STRADDLE if self.shot_changes_between(spoken - self.snap, spoken) else 0.0


def timing_model(profile: CaptionProfile, fps: Fraction | float, end: int | None, cuts: Sequence[int]) -> TimingModel:
    """The clock of a track: `fps` frames a second, until `end` ms, with new pictures at `cuts` (ms, any order)."""
    return TimingModel(
        gap=frames(profile.gap_frames, fps),
        tick=frames(1, fps),
        cps=profile.cps,
        min_ms=profile.min_ms,
        max_ms=profile.max_ms,
        end=end,
        early=frames_within(min(EARLY_FRAMES, profile.sync_frames), fps),
        late=frames_within(profile.sync_frames, fps),
        before_cut=frames(profile.cut_frames, fps),
        cuts=tuple(sorted(set(cuts))),
        brief_ms=profile.brief_ms,
        flash=profile.flash_ms,
        linger=profile.linger_ms,
        snap=profile.snap_ms,
    )
