"""Rules about when a cue comes and goes: with the voice, and with the cuts of the picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.check.finding import Hit, Remedy
from pipeline.check.limits import FLASH_MS, LINGER_MS, NEVER_MS, SHOT_FRAMES, SHOT_MS, SYNC_FRAMES, brief_ms
from pipeline.check.marks import is_sound, reading_ms
from pipeline.check.texts import stamp
from pipeline.check.view import View


def sync_in(view: View, k: int) -> Iterator[Hit]:
    """SYNC-IN: within three frames of the first word (industry practice of quality control); BBC §5.4: never more than
    two seconds away. A cue that starts on a cut near its first word is where Netflix wants it."""
    cue, first = view.cues[k], view.said[k].first
    if first is None or is_sound(cue):
        return
    frame = view.context.frame_ms
    off = cue.start - first.start
    cut = nearest_cut(view, cue.start)
    on_cut = cut is not None and abs(cue.start - cut) <= frame and abs(off) <= SHOT_MS
    if abs(off) <= SYNC_FRAMES * frame + 1 or on_cut:
        return
    clear = view.cues[k - 1].end + view.gap if k else 0
    far = abs(off) > NEVER_MS
    yield Hit(
        round(off / frame, 1),
        SYNC_FRAMES,
        lambda: Remedy("start-at", off < 0 or clear <= first.start, {"start": stamp(first.start)}),
        note=("far-" if far else "") + ("early" if off < 0 else "late"),
        values={"seconds": abs(off) / 1000},
    )


def sync_out(view: View, k: int) -> Iterator[Hit]:
    """SYNC-OUT: Netflix, timing: half a second after the last word at most, unless it takes longer to read – or unless
    going earlier would leave a gap that flashes, or a caption that jumps."""
    cue, last = view.cues[k], view.said[k].last
    if last is None or is_sound(cue):
        return
    end = trimmed_end(view, k, last.end)
    if cue.end > end + view.context.frame_ms:
        measured = (cue.end - last.end) / 1000
        yield Hit(measured, LINGER_MS / 1000, lambda: Remedy("trim", True, {"end": stamp(end)}))


def trimmed_end(view: View, k: int, spoken: int) -> int:
    """The end that cue k may have after its last word has ended at `spoken`: as late as all other rules ask for."""
    cue, context, following = view.cues[k], view.context, view.after(k)
    end = max(
        spoken + LINGER_MS,
        cue.start + brief_ms(context.lang, context.profile),
        cue.start + reading_ms(cue.text, context.profile.cps),
    )
    if following and following.start - end < FLASH_MS:
        end = max(end, following.start - view.gap)
    cut = nearest_cut(view, cue.end)
    if cut is not None and cut - SHOT_MS <= end <= cue.end:
        return cue.end  # near a cut, the cut decides
    return end


def shot_snap(view: View, k: int) -> Iterator[Hit]:
    """SHOT-SNAP: Netflix, timing: a start within half a second of a cut goes to the cut; an end, two frames before it –
    or, where the voice goes on over the cut, to half a second after it."""
    if not view.context.cuts:
        return
    cue, frame = view.cues[k], view.context.frame_ms
    start = start_on_cut(view, k)
    if start is not None and abs(cue.start - start) > frame / 2 + 1:
        free = start >= (view.cues[k - 1].end + view.gap if k else 0)
        off = abs(cue.start - start) / 1000
        yield Hit(off, 0, lambda: Remedy("start-at", free, {"start": stamp(start)}), note="start")
    end = end_on_cut(view, k)
    if end is not None and abs(cue.end - end) > frame + 1:
        off = abs(cue.end - end) / 1000
        needed = reading_ms(cue.text, view.context.profile.cps)
        enough = end >= cue.end or end - cue.start >= max(needed, brief_ms(view.context.lang, view.context.profile))
        yield Hit(off, 0, lambda: Remedy("end-at", enough, {"end": stamp(end)}), note="end")


def nearest_cut(view: View, ms: int) -> int | None:
    """The cut nearest to `ms` within half a second, or None."""
    cuts = view.context.cuts
    at = bisect_left(cuts, ms)
    near = [cut for cut in cuts[max(0, at - 1) : at + 1] if abs(cut - ms) <= SHOT_MS]
    return min(near, key=lambda cut: abs(cut - ms), default=None)


def start_on_cut(view: View, k: int) -> int | None:
    """Where the start of cue k belongs because of a cut, or None. No start leaves its first word by more than half a
    second for it."""
    cue, first = view.cues[k], view.said[k].first
    cut = nearest_cut(view, cue.start)
    if cut is None or cut >= cue.end or (first and abs(cut - first.start) > SHOT_MS):
        return None
    return cut


def end_on_cut(view: View, k: int) -> int | None:
    """Where the end of cue k belongs because of a cut, or None: before it, unless somebody still speaks over it, or the
    next cue begins before it."""
    cue, last, following = view.cues[k], view.said[k].last, view.after(k)
    cut = nearest_cut(view, cue.end)
    if cut is None or cut <= cue.start:
        return None
    before = cut - round(SHOT_FRAMES * view.context.frame_ms)
    if following and following.start - view.gap < before:
        return None
    if last is None or last.end <= cut:
        return before if before > cue.start else None
    beyond = cut + SHOT_MS
    if following:
        beyond = min(beyond, following.start - view.gap)
    return None if cue.end >= beyond else beyond
