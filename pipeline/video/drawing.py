"""Which captions are drawn into one segment of a video, timed by its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.captions.places import asides
from pipeline.cues import Cue, Lang
from pipeline.media.frames import Frames
from pipeline.project.style import StyleSettings
from pipeline.video.ass_script import to_ass
from pipeline.video.segment_borders import FrameSpan


def script(
    cues: Sequence[Cue],
    frames: Frames,
    span: FrameSpan,
    size: tuple[int, int],
    style: StyleSettings,
    lang: Lang = "",
    picture: tuple[int, int] | None = None,
) -> str | None:
    """The ASS script of a segment, its clock starting at the segment's first picture; None where no caption is seen.

    size, picture: as in `to_ass`.

    What doesn't change a picture doesn't change the script: cues elsewhere, their numbers, times between two pictures.
    """
    # Most cues are elsewhere: two whole numbers tell, and no picture is looked for.
    first, last = int(frames.ms(span.first)), int(frames.ms(span.end - 1))
    near = [(k, cue) for k, cue in enumerate(cues) if cue.start <= last and cue.end > first]
    seen = [(k, shown) for k, cue in near if (shown := _seen(cue, frames, span))]
    if not seen:
        return None
    places = asides(cues) if any(cue.top for _, cue in seen) else frozenset[int]()
    beside = [place for place, (k, _) in enumerate(seen) if k in places]
    return to_ass([cue for _, cue in seen], *size, style, lang, beside, picture)


def _seen(cue: Cue, frames: Frames, span: FrameSpan) -> Cue | None:
    """`cue` with the times of the pictures of `span` that it is seen in: from the first picture at or after its start
    up to the first at or after its end."""
    first = max(span.first, frames.at(cue.start))
    end = min(span.end, frames.at(cue.end))
    if first >= end:
        return None
    return replace(cue, start=_script_ms(frames, span, first), end=_script_ms(frames, span, end))


def _script_ms(frames: Frames, span: FrameSpan, number: int) -> int:
    """A time by which libass begins at picture `number` and not at the one before.

    Scripts count in 10 ms, and ffmpeg tells libass the time of a picture in whole ms, rounded down from a number that
    may be a hair too small already; so this is up to 11 ms early: less than the time between two pictures.
    """
    if number >= len(frames.times):
        return _script_ms(frames, span, number - 1) + 1000  # to the end, whatever the last picture lasts
    ms = frames.ms(number) - frames.ms(span.first)
    return max(0, int((ms - 1) // 10 * 10))
