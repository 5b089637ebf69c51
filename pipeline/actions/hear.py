"""What somebody hears while they review a track: noted for whoever approves it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.check.risk import Risk
from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.review.heard_entries import Hearing, Tick
from pipeline.review.hearing import UNTICKED_KINDS, add_tick, mark_of, note_heard, remove_tick
from pipeline.review.names import tidy
from pipeline.review.track_file import TrackFile
from pipeline.spans import Span, joined


def hear(
    track: TrackFile,
    footage_sha256: str,
    *,
    played: Iterable[Span] = (),
    opened: Iterable[Cue] = (),
    by: str = "",
    at: str | None = None,
) -> None:
    """Notes what `by` ("": nobody knows who) has heard of a track. played: spans (ms) of the film that were played with
    sound while the track was open. opened: captions that this person had before them, as they stood there.
    footage_sha256: as approvals of the track are bound to (`TrackFile.bound_to`).

    Raises StoryError (damaged review.json), BusyError, VeusError (name, time), OSError."""
    heard = Hearing(
        lang=track.name,
        by=tidy(by) if by.strip() else "",
        footage_sha256=footage_sha256,
        when=track.moment(at),
        played=tuple(joined(span for span in played if span[0] < span[1])),
        opened=tuple(sorted({mark_of(cue) for cue in opened})),
    )
    if heard.played or heard.opened:
        note_heard(track.paths, heard)


def tick(track: TrackFile, footage_sha256: str, doubt: Risk, *, by: str, at: str | None = None) -> Tick:
    """Notes that `by` has heard a doubtful place, and that its words are right. Raises as `hear`, and VeusError for
    speech without a caption."""
    if doubt.kind in UNTICKED_KINDS:
        raise VeusError(
            tr("speech without a caption cannot be ticked off."),
            where=track.path,
            remedy=tr("Write what is said, or waive the finding."),
        )
    made = _tick(track, footage_sha256, doubt, tidy(by), track.moment(at))
    add_tick(track.paths, made)
    return made


def untick(track: TrackFile, given: Tick) -> None:
    """Takes such a word back. Raises as `hear`."""
    remove_tick(track.paths, given)


def _tick(track: TrackFile, footage_sha256: str, doubt: Risk, by: str, when: str) -> Tick:
    return Tick(
        lang=track.name,
        kind=doubt.kind,
        start=doubt.start,
        end=doubt.end,
        text=doubt.text,
        footage_sha256=footage_sha256,
        by=by,
        when=when,
    )
