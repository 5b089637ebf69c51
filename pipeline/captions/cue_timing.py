"""Times of cues, all chosen together. Pure; integer milliseconds.

Times are not rounded to frames: a player shows a cue from the first frame after its time anyway, and rounding would
eat into the gaps of footage whose frames are no whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.captions.time_costs import (
    AWAY_EARLY,
    AWAY_LATE,
    AWAY_ON_CUT,
    FLASHES,
    LINGER_MS,
    ON_CUT_END,
    ON_CUT_START,
    TimingModel,
)


@dataclass(frozen=True, slots=True)
class DesiredTiming:
    """What a cue is made of, for its times. start: of the first word; spoken: end of the last; width: characters.

    heard: whether a viewer hears when the first word begins.
    """

    start: int
    spoken: int
    width: int
    heard: bool = True


def placed(wishes: Sequence[DesiredTiming], clock: TimingModel) -> list[tuple[int, int]]:
    """The best times of cues in order: start and end of each, never overlapping, `gap` apart, inside the media.

    A cue starts with its first word; on a cut within a few frames of it (half a second where nobody hears when it
    begins); or a few frames off where it, or the cue before it, could not be read otherwise. All starts are chosen
    together, so that time goes where it is needed most. Only where more cues than time remain do they start before
    their words.
    """
    if not wishes:
        return []
    return _settled(wishes, _chosen(wishes, clock), clock)


def _chosen(wishes: Sequence[DesiredTiming], clock: TimingModel) -> list[int]:
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


def _choices(wishes: Sequence[DesiredTiming], clock: TimingModel) -> list[list[int]]:
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
            found += clock.cuts_for(wish.start, wishes[k - 1].spoken if k else -clock.snap, wish.heard)
        if pressed[k]:
            found += [low, (low + wish.start) // 2]
        if k and pressed[k - 1]:
            found += [wish.start + clock.late * part // 3 for part in (1, 2, 3)]
        result.append(list(dict.fromkeys(found)))
    return result


def _start_price(wish: DesiredTiming, start: int, clock: TimingModel) -> float:
    away = wish.start - start
    if clock.cuts and clock.on_cut(start):
        late = AWAY_LATE if wish.heard else AWAY_ON_CUT
        return (away * AWAY_ON_CUT if away > 0 else -away * late) - ON_CUT_START
    return away * AWAY_EARLY if away > 0 else -away * AWAY_LATE


def _span_price(wish: DesiredTiming, start: int, following: int | None, clock: TimingModel) -> float:
    """What the time from `start` costs the cue, when the next one starts at `following`."""
    end = _end(wish, start, following, clock)
    price = clock.haste(wish.width, end - start)
    if following is not None and clock.gap < following - end < clock.flash:
        price += FLASHES
    if clock.cuts and clock.on_cut(end + clock.before_cut):
        price -= ON_CUT_END
    return price


def _end(wish: DesiredTiming, start: int, following: int | None, clock: TimingModel) -> int:
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
    latest = min(room, max(fair, wish.spoken + clock.linger))
    end = min(latest, max(fair, wish.spoken + LINGER_MS))
    if clock.cuts:
        lowest = max(need, wish.spoken - clock.late, end - clock.snap)
        cuts = clock.shot_changes_between(lowest + clock.before_cut, latest + clock.before_cut)
        if cuts:
            end = min(cuts, key=lambda cut: abs(cut - clock.before_cut - end)) - clock.before_cut
    if following is None or not clock.gap < following - end < clock.flash:
        return end
    # The gap would flash: up to the next cue, else back a little, else up to it all the same – and always up to it
    # where it starts on a cut, since text and picture change together; back rather than over a cut before it.
    closed, back = following - clock.gap, following - clock.flash
    over = bool(clock.cuts) and bool(clock.shot_changes_between(end, following - 1))
    if back >= max(fair, wish.spoken) and (over or closed > latest) and not (clock.cuts and clock.on_cut(following)):
        return back
    return min(closed, room)


def _settled(wishes: Sequence[DesiredTiming], starts: Sequence[int], clock: TimingModel) -> list[tuple[int, int]]:
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


def _pushed_back(spans: list[tuple[int, int]], end: int, clock: TimingModel) -> list[tuple[int, int]]:
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
