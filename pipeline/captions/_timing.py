"""Times of cues. Pure; integer milliseconds.

Sources: Netflix, Timed Text Style Guide, general requirements, "Timing" – within 3 frames of the audio; up to 12
frames (half a second) past its end for reading; two frames between cues, and no longer gap under half a second; a
start on a picture cut, an end two frames before it.

Times are not rounded to frames: a player shows a cue from the first frame after its time anyway, and rounding would
eat into the gaps of footage whose frames are no whole milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
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
FASTER = 1200.0  # ...and times its square: the worst cue is mended first
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What a cue is made of, for its times. start: of the first word; spoken: end of the last; width: characters."""

    start: int
    spoken: int
    width: int


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


def placed(wishes: Sequence[Wish], clock: Clock) -> list[tuple[int, int]]:
    """The best times of cues in order: start and end of each, never overlapping, `gap` apart, inside the media.

    A cue starts with its first word; on a cut up to half a second before it, where nobody speaks in between; or a
    few frames off where it, or the cue before it, could not be read otherwise. All starts are chosen together, so
    that time goes where it is needed most. Only where more cues than time remain do they start before their words.
    """
    if not wishes:
        return []
    return _settled(wishes, _chosen(wishes, clock), clock)


def _chosen(wishes: Sequence[Wish], clock: Clock) -> list[int]:
    """The cheapest starts, by dynamic programming over the few that each cue has to choose from."""
    choices = _choices(wishes, clock)
    total = [_start_price(wishes[0], start, clock) for start in choices[0]]
    origins: list[list[int]] = []
    for k in range(1, len(wishes)):
        wish, before = wishes[k], wishes[k - 1]
        origin, reached = [], []
        for start in choices[k]:
            paid = [
                total[j] + _span_price(before, earlier, start, clock)
                if len(choices[k - 1]) + len(choices[k]) > 2
                else total[j]
                for j, earlier in enumerate(choices[k - 1])
            ]
            best = min(range(len(paid)), key=paid.__getitem__)
            origin.append(best)
            reached.append(paid[best] + _start_price(wish, start, clock))
        total = reached
        origins.append(origin)
    last = wishes[-1]
    paid = [total[j] + _span_price(last, start, None, clock) for j, start in enumerate(choices[-1])]
    at = min(range(len(paid)), key=paid.__getitem__)
    result = [choices[-1][at]]
    for k in range(len(wishes) - 1, 0, -1):
        at = origins[k - 1][at]
        result.append(choices[k - 1][at])
    return result[::-1]


def _choices(wishes: Sequence[Wish], clock: Clock) -> list[list[int]]:
    """The starts each cue may have, its word's own first; more than one only where a cut or haste asks for it."""
    pressed = []
    for k, wish in enumerate(wishes):
        limit = wishes[k + 1].start - clock.gap if k + 1 < len(wishes) else clock.end
        need = max(clock.reading(wish.width), clock.min_ms)
        pressed.append(limit is not None and limit - wish.start < need + clock.late)
    result = []
    for k, wish in enumerate(wishes):
        found = [wish.start]
        low = max(0, wish.start - clock.early)
        if k:
            low = max(low, min(wish.start, wishes[k - 1].start + clock.tick + clock.gap))
        if clock.cuts:
            soonest = clock.soonest(wish.start, wishes[k - 1].spoken if k else -SNAP_MS)
            found += clock.cuts_between(max(0, min(low, soonest)), wish.start + clock.late)
        if pressed[k]:
            found += [low, (low + wish.start) // 2]
        if k and pressed[k - 1]:
            found += [wish.start + clock.late * part // 3 for part in (1, 2, 3)]
        result.append(list(dict.fromkeys(found)))
    return result


def _start_price(wish: Wish, start: int, clock: Clock) -> float:
    on_cut = bool(clock.cuts and clock.cuts_between(start, start))
    early = AWAY_ON_CUT if on_cut else AWAY_EARLY
    away = (wish.start - start) * early if start < wish.start else (start - wish.start) * AWAY_LATE
    return away - (ON_CUT_START if on_cut else 0.0)


def _span_price(wish: Wish, start: int, following: int | None, clock: Clock) -> float:
    """What the time from `start` costs the cue, when the next one starts at `following`."""
    end = _end(wish, start, following, clock)
    price = clock.haste(wish.width, end - start)
    if following is not None and clock.gap < following - end < FLASH_MS:
        price += FLASHES
    if clock.cuts and clock.cuts_between(end + clock.before_cut, end + clock.before_cut):
        price -= ON_CUT_END
    return price


def _end(wish: Wish, start: int, following: int | None, clock: Clock) -> int:
    """The best end of a cue that starts at `start`, when the next one starts at `following`."""
    room = start + clock.max_ms
    if following is not None:
        room = min(room, following - clock.gap)
    elif clock.end is not None:
        room = min(room, clock.end)
    need = start + max(clock.min_ms, clock.reading(wish.width))
    if room <= need:
        return room
    fair = max(need, start + clock.brief)
    latest = min(room, max(fair, wish.spoken + LINGER_MOST_MS))
    end = min(latest, max(fair, wish.spoken + LINGER_MS))
    if clock.cuts:
        lowest = max(need, wish.spoken - clock.late, end - SNAP_MS)
        cuts = clock.cuts_between(lowest + clock.before_cut, latest + clock.before_cut)
        if cuts:
            end = min(cuts, key=lambda cut: abs(cut - clock.before_cut - end)) - clock.before_cut
    if following is None or not clock.gap < following - end < FLASH_MS:
        return end
    # The gap would flash: up to the next cue, else back a little, else up to it all the same – and always up to it
    # where it starts on a cut: text and picture change together.
    closed, back = following - clock.gap, following - FLASH_MS
    on_cut = bool(clock.cuts and clock.cuts_between(following, following))
    if not on_cut and closed > latest and back >= max(fair, wish.spoken):
        return back
    return min(closed, room)


def _settled(wishes: Sequence[Wish], starts: Sequence[int], clock: Clock) -> list[tuple[int, int]]:
    """Spans that never overlap and keep the gap, whatever the words' times: starts move on where they must."""
    result: list[tuple[int, int]] = []
    clear = 0
    for k, wish in enumerate(wishes):
        start = max(starts[k], clear)
        following = starts[k + 1] if k + 1 < len(starts) else None
        stop = max(_end(wish, start, following, clock), start + clock.tick)
        result.append((start, stop))
        clear = stop + clock.gap
    if clock.end is None or result[-1][1] <= clock.end:
        return result
    return _pushed_back(result, clock.end, clock)


def _pushed_back(spans: list[tuple[int, int]], end: int, clock: Clock) -> list[tuple[int, int]]:
    """The spans pressed together before `end`, the media's; where even that is too little, even shares."""
    result = list(spans)
    room = end
    for k in reversed(range(len(spans))):
        start, stop = spans[k]
        if stop <= room:
            break
        stop = room
        start = min(start, stop - clock.tick)
        result[k] = start, stop
        room = start - clock.gap
    if result[0][0] >= 0:
        return result
    count = len(spans)
    total = max(end, count * 2)  # 2 ms a cue: a media shorter than that cannot be captioned at all
    gap = min(clock.gap, total // count // 2)
    edges = [total * k // count for k in range(count + 1)]
    return [(start, stop - gap) for start, stop in pairwise(edges)]
