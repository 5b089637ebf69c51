"""Times of cues made better without a word moved: into free time, away from each other, with the voice and the cuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.captions.limits import brief_ms, hard_cps, least_ms
from pipeline.check.fixes.score import Cost, cost
from pipeline.check.marks import reading_ms
from pipeline.check.rules.durations import can_trim
from pipeline.check.rules.sync import end_on_shot_change, start_on_shot_change, trimmed_end
from pipeline.check.view import View

#: Rules that the times of a cue and of the next decide.
TIME_RULES = (
    "CPS", "DUR-MIN", "DUR-MAX", "OVERLAP", "GAP-MIN", "GAP-FLASH", "SYNC-IN", "SYNC-OUT", "SHOT-SNAP", "VTT",
)  # fmt: skip

#: New times (ms) of some cues, by index.
Move = dict[int, tuple[int, int]]


#: Cues looked at on each side of one that moves: as far as any rule of time sees, and one more.
REACH = 4


def retimed(view: View) -> View:
    """The same cues at times that break fewer rules: the first change that improves a place is taken, until none does.

    Every change taken makes the track better in a measure that cannot fall for ever, so this ends.
    """
    cues, said = list(view.cues), view.said
    todo = list(range(len(cues)))
    while todo:
        again: set[int] = set()
        for k in todo:
            low, high = max(0, k - REACH), min(len(cues), k + REACH + 1)
            near = replace(view, cues=tuple(cues[low:high]))
            near.__dict__["said"] = said[low:high]
            better = _best(near, k - low)
            if better.cues != near.cues:
                cues[low:high] = better.cues
                again.update(at for at in range(k - 2, k + 3) if 0 <= at < len(cues))
        todo = sorted(again)
    return view.with_cues(cues)


def _best(view: View, k: int) -> View:
    """`view` with cue k and its neighbours moved as long as that makes it better."""
    while True:
        now: dict[range, Cost] = {}
        for move in _moves(view, k):
            other = _moved(view, move)
            if other is None:
                continue
            around = range(max(0, min(move) - 2), min(len(view.cues), max(move) + 3))
            if around not in now:
                now[around] = cost(view, around, TIME_RULES)
            if cost(other, around, TIME_RULES).improves(now[around]):
                view = other
                break
        else:
            return view


def _moved(view: View, move: Move) -> View | None:
    """`view` with some cues at other times; None where nothing changes, or order or length would be lost."""
    cues = list(view.cues)
    for at, (start, end) in move.items():
        if start < 0 or end <= start:
            return None
        cues[at] = replace(cues[at], start=start, end=end)
    low, high = max(0, min(move) - 1), min(len(cues), max(move) + 2)
    if any(one.start > two.start for one, two in pairwise(cues[low:high])) or tuple(cues) == view.cues:
        return None
    return view.with_cues(cues)


def _moves(view: View, k: int) -> Iterator[Move]:
    """Times worth trying for cue k, its neighbours giving way where they can. The order is that of what matters."""
    cue, following, said = view.cues[k], view.after(k), view.said[k]
    latest, earliest = view.latest(k), view.earliest(k)
    yield from _apart(view, k)
    for wanted in _lengths(view, k):
        end = min(latest, cue.start + wanted)
        if end > cue.end:
            yield {k: (cue.start, end)}
        start = max(earliest, min(latest, max(cue.end, end)) - wanted)
        if start < cue.start:
            yield {k: (start, max(cue.end, end))}
    if cue.duration > view.context.profile.max_ms and can_trim(view, k, cue.start + view.context.profile.max_ms):
        yield {k: (cue.start, cue.start + view.context.profile.max_ms)}
    for wished in [said.first.start if said.first else None, start_on_shot_change(view, k)]:
        if wished is not None:
            yield from _start_at(view, k, wished)
    if (on_cut := end_on_shot_change(view, k)) is not None:
        yield {k: (cue.start, on_cut)}
    if said.last:
        yield {k: (cue.start, min(cue.end, trimmed_end(view, k, said.last.end)))}
    if following:
        yield {k: (cue.start, following.start - view.gap)}


def _apart(view: View, k: int) -> Iterator[Move]:
    """Cue k out of the way of the next, inside the media, and with a length."""
    cue, number, end = view.cues[k], view.following(k), view.context.duration_ms
    following = None if number is None else view.cues[number]
    if end is not None and cue.end > end:
        yield {k: (cue.start, end)}
    if cue.end <= cue.start:
        yield {k: (cue.start, view.latest(k))}
    if number is not None and following and cue.end > following.start - view.gap:
        yield {k: (cue.start, following.start - view.gap)}
        yield {number: (cue.end + view.gap, following.end)}
        yield {k: (cue.start, following.start)}
        yield {number: (cue.end, following.end)}


def _lengths(view: View, k: int) -> Iterator[int]:
    """Durations (ms) that cue k would like, the longest first."""
    lang, profile, text = view.context.lang, view.context.profile, view.cues[k].text
    yield max(reading_ms(text, profile.cps), brief_ms(lang, profile))
    yield max(reading_ms(text, hard_cps(lang, profile)), least_ms(lang, profile))


def _start_at(view: View, k: int, start: int) -> Iterator[Move]:
    """Cue k from `start` on: alone, with its length kept, or with the cue before it ending just in time."""
    cue, number = view.cues[k], view.preceding(k)
    last = None if number is None else view.cues[number]
    spans: Sequence[tuple[int, int]] = [(start, cue.end), (start, min(view.latest(k), start + cue.duration))]
    for span in spans:
        yield {k: span}
        if number is not None and last and last.end != start - view.gap:
            yield {number: (last.start, start - view.gap), k: span}
