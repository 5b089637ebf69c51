"""One track that came in, merged into the file that people edit; and what came of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline.actions.origin import KnownVersion
from pipeline.captions.moves import Move, moved
from pipeline.captions.places import screen_order
from pipeline.cues import Lang
from pipeline.review.history import Reason
from pipeline.review.merge import Change, Conflict, same
from pipeline.review.moved_since import moved_since
from pipeline.review.returning import Origin, TrackVersions, take_in
from pipeline.review.screen_room import Cues
from pipeline.review.track_file import TrackFile
from pipeline.review.waiting import OpenItem
from pipeline.subtitles.srt import write_srt


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import. base: the version that the file was compared with. taken: captions changed. conflicts:
    where the file says something that was not taken. undone: what was taken in place of something that a person wrote,
    or approved. was_approved: the track was approved, and no longer is. since: the move that the whole track had made
    since the file was made, and that the file made with it. beside: what came of another language that the
    file shows, and that was changed there. gone: captions in whose time none stands any more. waiting: how many of
    `conflicts` and `undone` wait for a person's look; others were decided earlier."""

    story: str
    lang: Lang
    base: str
    changed: bool
    taken: int
    conflicts: tuple[Conflict, ...]
    undone: tuple[Change, ...]
    comments: int
    remarks: tuple[str, ...]
    was_approved: bool
    since: Move | None = None
    beside: ImportResult | None = None
    gone: Cues = ()
    waiting: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def brought(
    track: TrackFile, theirs: Cues, origin: Origin, versions: Sequence[KnownVersion], reason: Reason
) -> ImportResult:
    """`theirs`, made from `origin`, merged into the file of the track as it is now. Where that was moved as a whole
    since (`veus shift`), every version is taken to where it would stand now. Call with the story's lock held.
    Raises StoryError, SubtitleError, StaleFileError, BusyError, OSError."""
    text, base = track.read(), track.base()
    now = text.cues if text else ()
    machine = (base.readable if base else None) or ()
    approved = track.status() == "approved"
    since = moved_since(origin.cues, now)
    known = TrackVersions(
        now, _brought_along(machine, now), tuple(_brought_along(one.cues, now) for one in versions), approved
    )
    done = take_in(moved(theirs, since) if since else theirs, _origin(origin, now), known)
    track.keep(write_srt(theirs).encode("utf-8"), reason)
    proposed = track.propose(done.conflicts, done.cues, since=reason.when, undone=done.undone)
    # Which of two that begin at once stands first in the file is no change.
    changed = not same(*(sorted(cues, key=screen_order) for cues in (done.cues, now)))
    if changed:
        track.save(done.cues, text, reason)
    return ImportResult(
        track.story.slug, track.name, "", changed, done.taken, done.conflicts, done.undone, 0, (), approved and changed,
        since=since, gone=_without(now, done.cues), waiting=still_waiting(track, proposed),
    )  # fmt: skip


def still_waiting(track: TrackFile, proposed: Sequence[OpenItem]) -> int:
    """How many of the items proposed wait for a person's look, in the file as it is now. Raises BusyError, OSError."""
    asked = {item.content for item in track.open_items()}
    return sum(item.content in asked for item in proposed)


def _brought_along(cues: Cues, now: Cues) -> Cues:
    """A version where it would stand, had it been moved as the track was."""
    since = moved_since(cues, now)
    return moved(cues, since) if since else cues


def _origin(origin: Origin, now: Cues) -> Origin:
    return replace(
        origin, cues=_brought_along(origin.cues, now), rivals=tuple(_brought_along(one, now) for one in origin.rivals)
    )


def _without(before: Cues, after: Cues) -> Cues:
    """Those of `before` during which nothing of `after` is on screen."""
    starts, ends = sorted(cue.start for cue in after), sorted(cue.end for cue in after)
    return tuple(cue for cue in before if bisect_left(starts, cue.end) == bisect_right(ends, cue.start))
