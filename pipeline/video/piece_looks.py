"""Which captions of a rendition are looked at, each in the piece that it begins in.

Only pieces that no finished rendition has yet are looked at, before they are joined. Most have just been made, and the
picture of the footage to compare with came from the same decode.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import ceil, floor
from pathlib import Path

from pipeline.cues import Cue
from pipeline.video.rendition_plan import Film, Placed, RenditionPlan
from pipeline.video.segments import PieceSource, PlainPicture
from pipeline.video.shapes import Form
from pipeline.video.visibility import SAMPLES, Before, FrameCheck, check_visible, looks

#: For so many new pieces a rendition is looked at once more: after one changed caption, one look is as sure as three.
A_LOOK = 4


@dataclass(frozen=True, slots=True)
class PieceLook:
    """A caption, and when (ms of the footage) it is looked at, while the piece is shown."""

    placed: Placed
    check: FrameCheck

    def check_piece(self, before: Before, path: Path) -> None:
        """Raises RenderError when the caption cannot be seen in the piece, which is at `path`."""
        check_visible(before, path, [self.check], self.placed.piece.form, -_begins_ms(self.placed))


def piece_looks(source: PieceSource, rendition: RenditionPlan, film: Film, used: AbstractSet[str]) -> list[PieceLook]:
    """For the pieces of `film`, made of `source`, that are not among `used`."""
    new = [placed for placed in film.footage if placed.piece.key not in used]
    begin = {cue: placed for cue in rendition.cues if (placed := _piece_of(cue, new))}
    checks = looks(list(begin), source.facts, max(1, min(SAMPLES, len(new) // A_LOOK)))
    return [_within(begin[check.cue], check) for check in checks]


def plain_pictures(
    looked: Iterable[PieceLook], made: Sequence[Placed], before: Before
) -> dict[tuple[int, Form], PlainPicture]:
    """What is to be asked for while `made` are made, for `before.give`. Two languages often look at one picture."""
    keys = {placed.piece.key for placed in made}
    wanted = {}
    for look in looked:
        piece, at_ms = look.placed.piece, look.check.at_ms
        if piece.key in keys:
            after_ms = at_ms - _begins_ms(look.placed)
            wanted[at_ms, piece.form] = PlainPicture(piece.span, piece.form, after_ms, before.size(piece.form))
    return wanted


def _piece_of(cue: Cue, pieces: Sequence[Placed]) -> Placed | None:
    """That of `pieces`, in order, which the cue begins in."""
    if not pieces:
        return None
    first = pieces[0].source.frames.at(cue.start)
    at = bisect_right(pieces, first, key=lambda placed: placed.piece.span.first) - 1
    return pieces[at] if at >= 0 and first < pieces[at].piece.span.end else None


def _within(placed: Placed, check: FrameCheck) -> PieceLook:
    latest = floor(placed.source.frames.ms(placed.piece.span.end - 1))
    return PieceLook(placed, replace(check, at_ms=max(_begins_ms(placed), min(check.at_ms, latest))))


def _begins_ms(placed: Placed) -> int:
    """When the piece begins in the footage; rounded so that counted from there, no moment is too late."""
    return ceil(placed.source.frames.ms(placed.piece.span.first))
