"""What is lacking of renditions, dealt out in pieces. How it is dealt changes no byte: each segment is what it is
alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.video.pieces import Piece, SegmentRun
from pipeline.video.rendition_plan import PlacedSegment, RenditionTimeline
from pipeline.video.segment_borders import FrameSpan
from pipeline.video.segment_looks import SegmentLook
from pipeline.video.shapes import form_size

#: Pixels of one picture of all that is encoded side by side, where several segments are made from one decode: each
#: encoder keeps some dozens of pictures, and until the last segment is done. Sixteen segments of 720p are 2 GB.
MOST_PIXELS = 16 * 1280 * 720

#: Pieces for each pair of hands: where one is slower, or has been given more, it makes fewer of them.
PIECES_EACH = 8


@dataclass(frozen=True, slots=True)
class Team:
    """hands: how many processes make pieces at the same time. workers: how many segments each encodes side by side."""

    hands: int
    workers: int


def pieces_of(
    films: Sequence[RenditionTimeline], lacking: Collection[str], looks: Sequence[SegmentLook], team: Team
) -> list[Piece]:
    """All sounds and segments of `films` whose keys are `lacking`, and all `looks`: one piece for one pair of hands,
    several of about the same size for more."""
    missing: dict[tuple[str, FrameSpan], dict[str, PlacedSegment]] = defaultdict(dict)
    for placed in (one for film in films for one in film.placed):
        if placed.segment.key in lacking:
            missing[placed.source.sha256, placed.segment.span][placed.segment.key] = placed
    sounds = {film.sound.key: film.sound for film in films if film.sound and film.sound.key in lacking}
    grouped = _grouped([list(group.values()) for group in missing.values()], team)
    runs = [*_with_looks(grouped, looks, lacking)]
    shares = _shares(runs, team) if team.hands > 1 else [runs]
    if not sounds and not runs:
        return []
    first, *others = shares or [[]]
    return [Piece(tuple(sounds.values()), tuple(first)), *(Piece((), tuple(share)) for share in others)]


def _grouped(groups: Sequence[Sequence[PlacedSegment]], team: Team) -> list[list[PlacedSegment]]:
    """What one ffmpeg makes. groups: segments of one source and time each.

    A segment that begins at a key picture of the footage costs no decoding of what is before it, and begins a run. No
    run is more than half of what each worker has to do.
    """
    most = len(groups) // (2 * team.workers * team.hands)
    runs: list[list[PlacedSegment]] = []
    counts: list[int] = []
    for group in sorted(groups, key=lambda one: (one[0].source.sha256, one[0].segment.span.first)):
        if runs and counts[-1] < most and _may_follow(runs[-1], group, MOST_PIXELS // team.workers):
            runs[-1] += group
            counts[-1] += 1
        else:
            runs.append(list(group))
            counts.append(1)
    return runs


def _may_follow(run: Sequence[PlacedSegment], group: Sequence[PlacedSegment], most_pixels: int) -> bool:
    source, first = group[0].source, group[0].segment.span.first
    adjacent = run[-1].source.sha256 == source.sha256 and run[-1].segment.span.end == first
    whole = run[0].segment.span.first == 0 and group[0].segment.span.end == len(source.frames.times)  # is never trimmed
    cheap = _pixels([*run, *group]) <= most_pixels
    return adjacent and cheap and not whole and not source.frames.is_key(first)


def _pixels(placed: Sequence[PlacedSegment]) -> int:
    """Of one picture of each."""
    sizes = (form_size(one.source.facts, one.segment.form) for one in placed)
    return sum(width * height for width, height in sizes)


def _with_looks(
    grouped: Iterable[Sequence[PlacedSegment]], looks: Sequence[SegmentLook], lacking: Collection[str]
) -> Iterable[SegmentRun]:
    """Each look with the run that makes its segment; those at segments that are there, in runs that make nothing."""
    at = defaultdict[str, list[SegmentLook]](list)
    for look in {look.place: look for look in looks}.values():
        at[look.segment.key].append(look)
    for placed in grouped:
        segments = tuple(one.segment for one in placed)
        yield SegmentRun(segments, tuple(look for one in segments for look in at[one.key]), placed[0].card)
    yield from (SegmentRun((), tuple(those)) for key, those in at.items() if key not in lacking)


def _shares(runs: Sequence[SegmentRun], team: Team) -> list[list[SegmentRun]]:
    """`runs` in order, so many in each that they keep the workers of one pair of hands busy to the end."""
    size = -(-len(runs) // (PIECES_EACH * team.hands * team.workers)) * team.workers
    return [list(runs[at : at + size]) for at in range(0, len(runs), max(1, size))]
