"""Rules about how long a cue stands and how far from the next one. Each takes a view and the index of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.captions.limits import FLASH_FRAMES, brief_ms, hard_cps, least_ms
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import Hit, Remedy
from pipeline.check.fixes.resegment import can_resegment, split_places
from pipeline.check.marks import reading_ms, width
from pipeline.check.view import View
from pipeline.subtitles.timecode import srt_time

#: Times are whole ms and frames are not: what lies so close to a limit keeps it.
ROUNDING_MS = 1


def reading_speed(view: View, k: int) -> Iterator[Hit]:
    """CPS: Netflix Timed Text Style Guide, Catalan 17; English 17 as the aim and 20 at most; UNE 153010: 15.
    Characters a second, spaces and punctuation included."""
    cue, profile = view.cues[k], view.context.profile
    measured = width(cue.text) * 1000 / max(1, cue.duration)
    hard = hard_cps(view.context.lang, profile)
    if measured <= profile.cps or not cue.text.strip():
        return
    limit = hard if measured > hard else profile.cps
    yield Hit(
        measured,
        limit,
        lambda: _more_time(view, k, limit),
        severity="error" if measured > hard else "warning",
    )


def _more_time(view: View, k: int, cps: float) -> Remedy:
    """Free time first; then another cut of the sentence; then only fewer words."""
    cue = view.cues[k]
    needed = reading_ms(cue.text, cps)
    if view.room(k) >= needed:
        start = min(cue.start, max(view.earliest(k), view.latest(k) - needed))
        return Remedy("stay", True, {"start": srt_time(start), "end": srt_time(max(cue.end, start + needed))})
    if can_resegment(view, k, cps):
        return Remedy("recut", True)
    spare = width(cue.text) - int(view.room(k) * cps / 1000)
    return Remedy("reword", False, {"count": spare})


def shortest(view: View, k: int) -> Iterator[Hit]:
    """DUR-MIN: ésAdir and UNE 153010: 1 s, and under 1.5 s it jumps; Netflix, English: 5/6 s."""
    cue, context = view.cues[k], view.context
    least, brief = least_ms(context.lang, context.profile), brief_ms(context.lang, context.profile)
    if cue.duration >= brief or cue.end <= cue.start:
        return
    wanted = least if cue.duration < least else brief
    yield Hit(
        cue.duration / 1000,
        wanted / 1000,
        lambda: _longer(view, k, wanted),
        severity="error" if cue.duration < least else "warning",
    )


def _longer(view: View, k: int, wanted: int) -> Remedy:
    cue = view.cues[k]
    if view.room(k) >= wanted:
        start = min(cue.start, max(view.earliest(k), view.latest(k) - wanted))
        return Remedy("stay", True, {"start": srt_time(start), "end": srt_time(max(cue.end, start + wanted))})
    last = view.preceding(k)
    if _fits_one(view, k):
        return Remedy("join-next", True)
    if last is not None and view.following(last) == k and _fits_one(view, last):
        return Remedy("join-last", True)
    return Remedy(None, False)


def _fits_one(view: View, k: int) -> bool:
    """Whether cue k and the next, which goes on where it ends, could be one."""
    one, two, profile = view.cues[k], view.after(k), view.context.profile
    return (
        two is not None
        and view.adjoining(k)
        and width(one.text) + 1 + width(two.text) <= profile.lines * profile.line
        and two.end - one.start <= profile.max_ms
    )


def longest(view: View, k: int) -> Iterator[Hit]:
    """DUR-MAX: Netflix: 7 s; UNE 153010: 6 s. Longer ones are read twice."""
    cue, most = view.cues[k], view.context.profile.max_ms
    if cue.duration <= most:
        return

    def remedy() -> Remedy:
        if can_trim(view, k, cue.start + most):
            return Remedy("trim", True, {"end": srt_time(cue.start + most)})
        return Remedy("split", True) if split_places(view, k) else Remedy(None, False)

    yield Hit(cue.duration / 1000, most / 1000, remedy)


def can_trim(view: View, k: int, end: int) -> bool:
    """Whether cue k may end at `end` (ms): what is said under it is known, is over by then, and has been read."""
    cue, last = view.cues[k], view.said[k].last
    over = last is not None and last.end <= end
    return (over or not speaks(cue)) and end - cue.start >= reading_ms(cue.text, view.context.profile.cps)


def overlap(view: View, k: int) -> Iterator[Hit]:
    """OVERLAP: players show two cues at once, or neither; WebVTT allows it and readers do not."""
    cue, number = view.cues[k], view.following(k)
    following = None if number is None else view.cues[number]
    if number is None or following is None or cue.end <= following.start or cue.start >= cue.end:
        return
    end = following.start - view.gap
    yield Hit(
        cue.end - following.start,
        0,
        lambda: Remedy("trim", end > cue.start, {"end": srt_time(end)}),
        values={"next": number + 1},
    )


def least_gap(view: View, k: int) -> Iterator[Hit]:
    """GAP-MIN: Netflix: two frames between cues, so that a change is seen."""
    cue, following, wanted = view.cues[k], view.after(k), view.context.profile.gap_frames
    if following is None or not wanted:
        return
    gap = following.start - cue.end
    if 0 <= gap < view.gap - ROUNDING_MS:
        end = following.start - view.gap
        lang, profile = view.context.lang, view.context.profile
        needed = max(least_ms(lang, profile), reading_ms(cue.text, hard_cps(lang, profile)))
        kept = end - cue.start >= needed
        yield Hit(gap / view.context.counted_frame_ms, wanted, lambda: Remedy("trim", kept, {"end": srt_time(end)}))


def flash(view: View, k: int) -> Iterator[Hit]:
    """GAP-FLASH: Netflix: no gap from three frames to half a second; the screen would blink."""
    cue, following = view.cues[k], view.after(k)
    if following is None:
        return
    gap, frame, flashes = following.start - cue.end, view.context.counted_frame_ms, view.context.profile.flash_ms
    least = max(FLASH_FRAMES, view.context.profile.gap_frames + 1) * frame - frame / 2
    if least <= gap < flashes - ROUNDING_MS:
        end = following.start - view.gap
        closed = end - cue.start <= view.context.profile.max_ms
        yield Hit(gap / 1000, flashes / 1000, lambda: Remedy("stay-until", closed, {"end": srt_time(end)}))
