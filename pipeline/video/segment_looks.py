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
from pipeline.video.segments import PlainPicture, SegmentSource
from pipeline.video.shapes import Form
from pipeline.video.visibility import SAMPLES, Before, FrameCheck, check_visible, looks

#: For so many new segments a rendition is looked at once more: after one changed caption, one look is as sure as three.
A_LOOK = 4


@dataclass(frozen=True, slots=True)
class SegmentLook:
    """A caption, and when (ms of the footage) it is looked at, while the segment is shown."""

    placed: PlacedSegment
    check: FrameCheck

    def check_segment(self, before: Before, path: Path) -> None:
        """Raises RenderError when the caption cannot be seen in the segment, which is at `path`."""
        check_visible(before, path, [self.check], self.placed.segment.form, -_begins_ms(self.placed))


def segment_looks(
    source: SegmentSource, rendition: RenditionPlan, film: RenditionTimeline, used: AbstractSet[str]
) -> list[SegmentLook]:
    """For the segments of `film`, made of `source`, that are not among `used`."""
    new = [placed for placed in film.footage if placed.segment.key not in used]
    begin = {cue: placed for cue in rendition.cues if (placed := _segment_of(cue, new))}
    checks = looks(list(begin), source.facts, max(1, min(SAMPLES, len(new) // A_LOOK)))
    return [_within(begin[check.cue], check) for check in checks]


def plain_pictures(
    looked: Iterable[SegmentLook], made: Sequence[PlacedSegment], before: Before
) -> dict[tuple[int, Form], PlainPicture]:
    """What is to be asked for while `made` are made, for `before.give`. Two languages often look at one picture."""
    keys = {placed.segment.key for placed in made}
    wanted = {}
    for look in looked:
        segment, at_ms = look.placed.segment, look.check.at_ms
        if segment.key in keys:
            after_ms = at_ms - _begins_ms(look.placed)
            wanted[at_ms, segment.form] = PlainPicture(segment.span, segment.form, after_ms, before.size(segment.form))
    return wanted


def _segment_of(cue: Cue, segments: Sequence[PlacedSegment]) -> PlacedSegment | None:
    """That of `segments`, in order, which the cue begins in."""
    if not segments:
        return None
    first = segments[0].source.frames.at(cue.start)
    at = bisect_right(segments, first, key=lambda placed: placed.segment.span.first) - 1
    return segments[at] if at >= 0 and first < segments[at].segment.span.end else None


def _within(placed: PlacedSegment, check: FrameCheck) -> SegmentLook:
    latest = floor(placed.source.frames.ms(placed.segment.span.end - 1))
    return SegmentLook(placed, replace(check, at_ms=max(_begins_ms(placed), min(check.at_ms, latest))))


def _begins_ms(placed: PlacedSegment) -> int:
    """When the segment begins in the footage; rounded so that counted from there, no moment is too late."""
    return ceil(placed.source.frames.ms(placed.segment.span.first))
