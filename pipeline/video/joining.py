"""Finished segments and sound → a rendition, whose length is that of the footage."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.film_extent import LONGEST_MS
from pipeline.messages import tr
from pipeline.video.concat import ConcatPart, join
from pipeline.video.pieces import PieceRoom
from pipeline.video.remux import copy_pictures
from pipeline.video.rendition_plan import RenditionPlan, RenditionTimeline
from pipeline.video.segments import SegmentSource
from pipeline.video.video_length import last_picture_ms


@dataclass(frozen=True, slots=True)
class Joining:
    """One rendition to be joined. sound: its key, None where there is none. parts: keys of segments, each with the ms
    at which it begins; none where the pictures are copied. length_ms, last_ms: as in `RenditionTimeline`."""

    target: Path
    sound: str | None
    parts: tuple[tuple[str, Fraction], ...]
    length_ms: Fraction
    last_ms: Fraction

    @property
    def keys(self) -> list[str]:
        """Everything in the store that it is made of."""
        return [*([self.sound] if self.sound else []), *(key for key, _ in self.parts)]


def joining_of(rendition: RenditionPlan, film: RenditionTimeline) -> Joining:
    """What `rendition` is joined from."""
    parts = tuple((placed.segment.key, placed.start) for placed in film.placed)
    sound = film.sound.key if film.sound else None
    return Joining(rendition.target, sound, parts, film.length_ms, film.last_ms)


def join_each(room: PieceRoom, joinings: Sequence[Joining]) -> None:
    """Writes the target of each, several at the same time. Raises RenderError, OSError."""
    with ThreadPoolExecutor(room.at_once) as pool:
        for done in [pool.submit(_join, room, one) for one in joinings]:
            done.result()


def _join(room: PieceRoom, joining: Joining) -> None:
    sound = room.store.path(joining.sound) if joining.sound else None
    with files.replacing(joining.target, room.temp_dir) as temp:
        if joining.parts:
            parts = [ConcatPart(room.store.path(key), start) for key, start in joining.parts]
            join(parts, sound, temp, room.temp_dir, subject=room.source.footage)
        else:
            copy_pictures(room.source, sound, temp)
        _check_length(temp, room.source, joining)


def _check_length(made: Path, source: SegmentSource, joining: Joining) -> None:
    """The last picture comes when it should, and stands no longer than one that need not be held."""
    found, wanted, frame = (
        float(last_picture_ms(made, joining.last_ms)),
        float(joining.length_ms),
        source.facts.frame_ms,
    )
    late, stands = abs(found - float(joining.last_ms)), wanted - found
    if late > frame + 1 or stands > max(2 * frame, LONGEST_MS) + 1:
        raise RenderError(
            tr(
                "the encoded video is {found:.2f} s long instead of {wanted:.2f} s.",
                found=(found + frame) / 1000,
                wanted=wanted / 1000,
            ),
            where=source.footage,
            remedy=tr("Export the footage again as MP4 (H.264) and rebuild."),
        )
