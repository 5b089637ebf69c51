"""Rules about when a cue comes and goes: with the voice, and with the cuts of the picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.captions.limits import NEVER_MS, brief_ms, frames, frames_within
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import Hit, Remedy
from pipeline.check.marks import reading_ms
from pipeline.check.view import View
from pipeline.cues import Word
from pipeline.subtitles.timecode import srt_time


def sync_in(view: View, k: int) -> Iterator[Hit]:
    """SYNC-IN: within three frames of the first word (industry practice of quality control); BBC §5.4: never more than
    two seconds away. A cue that starts on a cut near its first word is where Netflix wants it. In a translation, only
    a cue that opens a sentence has a voice to be in time with: that of the sentence it translates."""
    cue, first = view.cues[k], view.said[k].first
    if first is None or not speaks(cue) or in_sync(view, k, first):
        return
    off, wanted = cue.start - first.start, start_on_shot_change(view, k) or first.start
    clear = last.end + view.gap if (last := view.before(k)) else 0
    far = abs(off) > NEVER_MS
    yield Hit(
        round(off / view.context.counted_frame_ms, 1),
        view.context.profile.sync_frames,
        lambda: Remedy("start-at", off < 0 or clear <= wanted, {"start": srt_time(wanted)}),
        note=("far-" if far else "") + ("early" if off < 0 else "late"),
        values={"seconds": abs(off) / 1000},
    )


def in_sync(view: View, k: int, first: Word) -> bool:
    """Whether cue k comes with its first word, or on a cut near it."""
    start = view.cues[k].start
    off = abs(start - first.start)
    if off <= frames_within(view.context.profile.sync_frames, view.context.fps) + 1:
        return True
    cut = nearest_shot_change(view, start)
    return cut is not None and abs(start - cut) <= view.context.frame_ms and off <= view.context.profile.snap_ms


def sync_out(view: View, k: int) -> Iterator[Hit]:
    """SYNC-OUT: Netflix, timing: half a second after the last word at most, unless it takes longer to read – or unless
    going earlier would leave a gap that flashes, or a caption that jumps."""
    cue, last = view.cues[k], view.said[k].last
    if last is None or not speaks(cue):
        return
    end = trimmed_end(view, k, last.end)
    if cue.end > end + view.context.frame_ms:
        measured = (cue.end - last.end) / 1000
        yield Hit(measured, view.context.profile.linger_ms / 1000, lambda: Remedy("trim", True, {"end": srt_time(end)}))


def trimmed_end(view: View, k: int, spoken: int) -> int:
    """The end that cue k may have after its last word has ended at `spoken`: as late as all other rules ask for."""
    cue, profile, following = view.cues[k], view.context.profile, view.after(k)
    end = max(
        spoken + profile.linger_ms,
        cue.start + brief_ms(view.context.lang, profile),
        cue.start + reading_ms(cue.text, profile.cps),
    )
    if following and following.start - end < profile.flash_ms:
        end = max(end, following.start - view.gap)
    cut = nearest_shot_change(view, cue.end)
    if cut is not None and cut - profile.snap_ms <= end <= cue.end:
        return cue.end  # near a cut, the cut decides
    return end


def shot_snap(view: View, k: int) -> Iterator[Hit]:
    """SHOT-SNAP: Netflix, timing: a start within half a second of a cut goes to the cut – within three frames where its
    first word is heard, since the voice outranks the cut (see `captions._clock`); an end, two frames before it, or,
    where the voice goes on over the cut, to half a second after it. A start that SYNC-IN faults is left to SYNC-IN."""
    if not view.context.cuts:
        return
    cue, frame = view.cues[k], view.context.frame_ms
    start = start_on_shot_change(view, k)
    first = view.said[k].first
    if start is not None and abs(cue.start - start) > frame / 2 + 1 and (not first or in_sync(view, k, first)):
        free = start >= (last.end + view.gap if (last := view.before(k)) else 0)
        off = abs(cue.start - start) / 1000
        yield Hit(off, 0, lambda: Remedy("start-at", free, {"start": srt_time(start)}), note="start")
    end = end_on_shot_change(view, k)
    if end is not None and abs(cue.end - end) > frame + 1:
        off = abs(cue.end - end) / 1000
        needed = reading_ms(cue.text, view.context.profile.cps)
        enough = end >= cue.end or end - cue.start >= max(needed, brief_ms(view.context.lang, view.context.profile))
        yield Hit(off, 0, lambda: Remedy("end-at", enough, {"end": srt_time(end)}), note="end")


def nearest_shot_change(view: View, ms: int, reach: float | None = None) -> int | None:
    """The cut nearest to `ms` within `reach` ms (half a second), or None."""
    cuts = view.context.cuts
    reach = view.context.profile.snap_ms if reach is None else reach
    at = bisect_left(cuts, ms)
    near = [cut for cut in cuts[max(0, at - 1) : at + 1] if abs(cut - ms) <= reach]
    return min(near, key=lambda cut: abs(cut - ms), default=None)


def start_on_shot_change(view: View, k: int) -> int | None:
    """Where the start of cue k belongs because of a cut, or None. No start leaves its first word by more than three
    frames for it, or comes while the word before is still said."""
    cue, first = view.cues[k], view.said[k].first
    if first is None:
        cut = nearest_shot_change(view, cue.start)
    else:
        cut = nearest_shot_change(view, first.start, frames_within(view.context.profile.sync_frames, view.context.fps))
        last = view.said[before].last if (before := view.preceding(k)) is not None else None
        if cut is not None and last and cut < min(first.start - view.early, last.end + view.gap):
            return None
    return cut if cut is not None and cut < cue.end else None


def end_on_shot_change(view: View, k: int) -> int | None:
    """Where the end of cue k belongs because of a cut, or None: before it, unless somebody still speaks over it, or the
    next cue begins before it, or so soon after it that the gap would flash."""
    cue, last, following = view.cues[k], view.said[k].last, view.after(k)
    cut = nearest_shot_change(view, cue.end)
    if cut is None or cut <= cue.start:
        return None
    before = cut - frames(view.context.profile.cut_frames, view.context.fps)
    if following and (following.start - view.gap < before or _flashes(view, following.start - before)):
        return None
    if last is None or last.end <= cut:
        return before if before > cue.start else None
    beyond = cut + view.context.profile.snap_ms
    if following:
        beyond = min(beyond, following.start - view.gap)
    return None if cue.end >= beyond else beyond


def _flashes(view: View, gap: int) -> bool:
    return view.gap < gap < view.context.profile.flash_ms
