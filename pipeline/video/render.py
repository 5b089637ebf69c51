"""Footage → MP4s for the web: the clean video and those with captions burned in, made of segments.

All share one clock: zero is the first picture of the footage. Nothing personal travels along: the camera's metadata
(place, owner, date) is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.errors import RenderError
from pipeline.video.dealing import Team, pieces_of
from pipeline.video.joining import Joining, join_each, joining_of
from pipeline.video.pieces import Piece, PieceMade, PieceRoom, Tell, make_piece
from pipeline.video.rendition_plan import (
    PlacedSegment,
    RenderJob,
    RenditionPlan,
    RenditionTimeline,
    films_of,
    segment_ms,
)
from pipeline.video.segment_looks import SegmentLook, segment_looks
from pipeline.video.segments import UnevenSegment
from pipeline.video.visibility import check_seen

_log = logging.getLogger(__name__)


class Makers(Protocol):
    """Who makes what `render` has planned."""

    @property
    def hands(self) -> int:
        """How many pieces they make at the same time."""

    def make(self, room: PieceRoom, pieces: Sequence[Piece], tell: Tell) -> list[PieceMade]:
        """Makes all pieces, as `make_piece` does each. tell: of all of them together."""

    def join(self, room: PieceRoom, joinings: Sequence[Joining]) -> None:
        """As `join_each`."""


class OwnMakers:
    """The threads of this process."""

    hands = 1

    def make(self, room: PieceRoom, pieces: Sequence[Piece], tell: Tell) -> list[PieceMade]:
        return [make_piece(room, piece, tell) for piece in pieces]

    def join(self, room: PieceRoom, joinings: Sequence[Joining]) -> None:
        join_each(room, joinings)


def render(
    job: RenderJob,
    renditions: Sequence[RenditionPlan],
    on_progress: Tell | None = None,
    makers: Makers = OwnMakers(),  # noqa: B008  # it keeps nothing
) -> None:
    """Makes every rendition's target, encoding only what is not in the store.

    `on_progress` is called with what is done so far, in ms of video over all renditions, and "5 of 9 pieces".
    Raises RenderError when ffmpeg fails, when a length is not that of the footage, or when captions that should be in
    the picture cannot be seen there; finished segments are kept.
    """
    job.temp_dir.mkdir(parents=True, exist_ok=True)
    if job.store.uneven(job.source.sha256):
        job = _whole(job)
    try:
        films = _made(job, renditions, on_progress, makers)
    except UnevenSegment:
        job.store.note_uneven(job.source.sha256)
        job = _whole(job)
        films = _made(job, renditions, on_progress, makers)
    made = list(zip(renditions, films, strict=True))
    makers.join(_room(job), [joining_of(*one) for one in made])
    for rendition, film in made:
        job.store.use(rendition.name, film.keys)


def _room(job: RenderJob) -> PieceRoom:
    return PieceRoom(job.source, job.settings, job.store, job.temp_dir, job.workers)


def _whole(job: RenderJob) -> RenderJob:
    """`job` with footage that is encoded in one segment."""
    return replace(job, source=replace(job.source, frames=replace(job.source.frames, exact=False)))


def _made(
    job: RenderJob, renditions: Sequence[RenditionPlan], on_progress: Tell | None, makers: Makers
) -> Sequence[RenditionTimeline]:
    """What `renditions` are joined from, now that all of it is in the store and captions are seen in what is new."""
    plan = _planned(job, renditions)
    new = [look for look in plan.all_looks if look.segment.key in plan.lacking]
    seen = _encoded(job, plan, plan.lacking, new, on_progress, makers)
    damaged = job.store.damaged({key for film in plan.films for key in film.keys} - plan.lacking)
    later = [look for look in plan.all_looks if look.place not in seen]
    if damaged or later:
        seen |= _encoded(job, plan, damaged, later, None, makers)
    for rendition, film in zip(renditions, plan.films, strict=True):
        _check_looks(job, plan.looks[rendition.name], film, seen, plan.used)
    return plan.films


@dataclass(frozen=True, slots=True)
class _RenderPlan:
    """films: of the renditions, in their order. lacking: what of them is to be made. used: the segments of finished
    renditions. looks: what is looked at in other segments, by the names of renditions."""

    films: Sequence[RenditionTimeline]
    lacking: AbstractSet[str]
    used: AbstractSet[str]
    looks: Mapping[str, Sequence[SegmentLook]]

    @property
    def all_looks(self) -> Iterator[SegmentLook]:
        return (look for looks in self.looks.values() for look in looks)


def _planned(job: RenderJob, renditions: Sequence[RenditionPlan]) -> _RenderPlan:
    source, used = job.source, job.store.used()
    films = films_of(job, renditions)
    planned = zip(renditions, films, strict=True)
    looks = {rendition.name: segment_looks(source, rendition, film, used) for rendition, film in planned}
    absent = job.store.absent(key for film in films for key in film.keys)
    return _RenderPlan(films, absent, used, looks)


def _encoded(
    job: RenderJob,
    plan: _RenderPlan,
    lacking: AbstractSet[str],
    looks: Sequence[SegmentLook],
    on_progress: Tell | None,
    makers: Makers,
) -> dict[tuple[str, int], float]:
    """Makes what is `lacking` and looks at captions: how much was seen, by the places of `looks`. Raises
    UnevenSegment."""
    pieces = pieces_of(plan.films, lacking, looks, Team(makers.hands, _room(job).at_once))
    wanted = {placed.segment.key: placed for film in plan.films for placed in film.placed}
    _log.info("%d of %d pieces are encoded", len(lacking), len({key for film in plan.films for key in film.keys}))
    there = _ms([one for film in plan.films for one in film.placed]) - _ms(
        [wanted[key] for key in lacking if key in wanted]
    )

    def tell(ms: int, detail: str) -> None:
        if on_progress:
            on_progress(there + ms, detail)

    tell(0, "")
    made = makers.make(_room(job), pieces, tell)
    if any(one.uneven for one in made):
        raise UnevenSegment
    return {seen.place: seen.share for one in made for seen in one.seen}


def _check_looks(
    job: RenderJob,
    looks: Sequence[SegmentLook],
    film: RenditionTimeline,
    seen: Mapping[tuple[str, int], float],
    used: AbstractSet[str],
) -> None:
    """Raises RenderError where a caption cannot be seen, and forgets what is new of the film then."""
    try:
        for look in looks:
            check_seen(seen[look.place], look.check.cue, job.source.footage)
    except RenderError:
        job.store.drop({placed.segment.key for placed in film.footage} - used)
        raise


def _ms(placed: Sequence[PlacedSegment]) -> int:
    return sum(segment_ms(one.source, one.segment.span) for one in placed)
