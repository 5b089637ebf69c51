"""Which captions of a rendition are looked at, each in the segment that it begins in.

Only segments that no finished rendition has yet are looked at, before they are joined. Most have just been made, and
the picture of the footage to compare with came from the same decode.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import ceil, floor
from pathlib import Path

from pipeline.cues import Cue
from pipeline.video.rendition_plan import PlacedSegment, RenditionPlan, RenditionTimeline
from pipeline.video.segments import PlainPicture, Segment, SegmentSource
from pipeline.video.shapes import Form
from pipeline.video.visibility import SAMPLES, Before, FrameCheck, drawn_share, looks

#: For so many new segments a rendition is looked at once more: after one changed caption, one look is as sure as three.
A_LOOK = 4


@dataclass(frozen=True, slots=True)
class SegmentLook:
    """A caption, and when (ms of the footage) it is looked at, while `segment` is shown. begins_ms: when that is."""

    segment: Segment
    check: FrameCheck
    begins_ms: int

    @property
    def place(self) -> tuple[str, int]:
        """Tells it from others: two languages look at the same moment, but never in the same segment."""
        return self.segment.key, self.check.at_ms

    def share(self, before: Before, path: Path) -> float:
        """How much of the picture is drawn upon (0..1) in the segment, which is at `path`. Raises RenderError."""
        return drawn_share(before, path, self.check.at_ms, self.segment.form, -self.begins_ms)


def segment_looks(
    source: SegmentSource, rendition: RenditionPlan, film: RenditionTimeline, used: AbstractSet[str]
) -> list[SegmentLook]:
    """For the segments of `film`, made of `source`, that are not among `used`."""
    new = [placed for placed in film.footage if placed.segment.key not in used]
    begin = {cue: placed for cue in rendition.cues if (placed := _segment_of(cue, new))}
    checks = looks(list(begin), source.facts, max(1, min(SAMPLES, len(new) // A_LOOK)))
    return [_within(begin[check.cue], check) for check in checks]


def plain_pictures(looked: Iterable[SegmentLook], before: Before) -> dict[tuple[int, Form], PlainPicture]:
    """What is to be asked for while the segments of `looked` are made, for `before.give`. Two languages often look at
    one picture."""
    wanted = {}
    for look in looked:
        span, form, at_ms = look.segment.span, look.segment.form, look.check.at_ms
        wanted[at_ms, form] = PlainPicture(span, form, at_ms - look.begins_ms, before.size(form))
    return wanted


def _segment_of(cue: Cue, segments: Sequence[PlacedSegment]) -> PlacedSegment | None:
    """That of `segments`, in order, which the cue begins in."""
    if not segments:
        return None
    first = segments[0].source.frames.at(cue.start)
    at = bisect_right(segments, first, key=lambda placed: placed.segment.span.first) - 1
    return segments[at] if at >= 0 and first < segments[at].segment.span.end else None


def _within(placed: PlacedSegment, check: FrameCheck) -> SegmentLook:
    """Its beginning is rounded so that counted from there, no moment is too late."""
    frames, span = placed.source.frames, placed.segment.span
    begins, latest = ceil(frames.ms(span.first)), floor(frames.ms(span.end - 1))
    return SegmentLook(placed.segment, replace(check, at_ms=max(begins, min(check.at_ms, latest))), begins)
