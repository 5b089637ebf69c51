"""`veus import`: a track that comes back from a reviewer's own tool, merged into the file that people edit.

Three versions: what was exported, what came back, and the file as it is now (`review/returning`). What only the
reviewer changed is taken; where the file was changed since, it keeps its words, and the reviewer's are listed as an
open item; so is what a person had written or approved, where the reviewer's took its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import files
from pipeline.actions.export import handed_out, nearest
from pipeline.actions.foreign import check_owner
from pipeline.actions.imported import ImportResult, brought
from pipeline.actions.imported_beside import other_language
from pipeline.actions.origin import known_versions, origin_of
from pipeline.actions.placing import refuse_misplaced
from pipeline.actions.typed_import import TypedImport
from pipeline.build.last_build import known_media_info
from pipeline.captions.moves import Move, moved
from pipeline.cues import Cue, Track
from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later
from pipeline.review import review_record
from pipeline.review.formatted import unformatted
from pipeline.review.grid import grid_of
from pipeline.review.history import Reason, Why
from pipeline.review.moved_since import moved_since
from pipeline.review.review_record import Comment
from pipeline.review.story_lock import changing
from pipeline.review.track_file import TrackFile
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing, ReviewerComment
from pipeline.subtitles.rolling import rolls
from pipeline.subtitles.srt import write_srt

_SINCE = tr_later(
    "the track was moved as a whole since this file was made: what it says was brought in at the new times."
)
_NEW = 200  # comments taken from one file: more would be a mistake


def import_file(
    track: TrackFile,
    path: Path,
    *,
    by: str = "",
    at: str | None = None,
    insist: bool = False,
    move: Move | None = None,
) -> ImportResult:
    """Merges the file at `path` into a track. by: who edited it. at: now, ISO 8601. insist: also where the file seems
    to be another track's. move: of the times in the file, before anything else; None: they are taken as they are,
    unless they stand as a whole where nobody speaks.

    Raises StoryError, SubtitleError (the file cannot be read, or is another track's), StaleFileError, BusyError,
    OSError.
    """
    reason = track.reason(Why.IMPORT, by, at)
    typed = TypedImport(track.story.slug, track.name, path, by, at, insist, move)
    incoming = formats.read(path, film_of(track))
    if not insist:
        check_owner(track, incoming, typed)
    if move is not None:
        incoming = _moved(incoming, move)
    with changing(track.paths):
        done = _merged(track, incoming, typed, reason)
        noted = _note_comments(track, _moved(incoming, done.since) if done.since else incoming, reason)
    return replace(done, comments=noted)


def _moved(incoming: Incoming, move: Move) -> Incoming:
    comments = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in incoming.comments)
    beside = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in incoming.beside)
    return replace(incoming, cues=moved(incoming.cues, move), comments=comments, beside=beside)


def film_of(track: TrackFile) -> FilmInfo:
    """What is known of a story to who reads a file for it: of the footage, what a build has seen. Raises BusyError,
    OSError."""
    text = track.read()
    film = FilmInfo(track.names, track.lang, rolls=rolls((text.readable if text else None) or ()))
    facts = known_media_info(track.paths)
    return replace(film, fps=facts.fps, duration_ms=facts.duration_ms) if facts else film


def _merged(track: TrackFile, incoming: Incoming, typed: TypedImport, reason: Reason) -> ImportResult:
    """Times that were moved as somebody wanted are taken wherever the voice is."""
    now = track.cues()
    if now and not incoming.cues:
        raise SubtitleError(
            tr("there is no caption in this file: it would delete all of them."),
            where=typed.path,
            remedy=tr("Look whether it is the right file. To begin anew, empty the track in an editor."),
        )
    versions = known_versions(track, incoming.sha256)
    known = [version.cues for version in versions]
    grid = grid_of(incoming.cues, known, film_of(track).fps)
    against, origin = origin_of(incoming.cues, incoming.sha256, versions, grid)
    if typed.move is None and moved_since(origin.cues, now) is None:
        refuse_misplaced(track, incoming.cues, typed)
    cues = grid.settled(incoming.cues, origin.cues, now, *known) if grid else incoming.cues
    held = _held(origin.cues, formats.form_of(typed.path), track)
    theirs = unformatted(cues, held.cues, origin.cues) if len(held.cues) == len(origin.cues) else cues
    done = brought(track, theirs, origin, versions, reason)
    other = other_language(track, incoming, origin.cues, reason)
    # What is told of every file of this version, as it was handed out, is no news of this one.
    news = [remark for remark in incoming.remarks if remark not in held.remarks]
    remarks = (*news, *([tr(_SINCE)] if done.since else []))
    return replace(done, base=against, remarks=remarks, beside=other)


def _held(base: tuple[Cue, ...], form: str, track: TrackFile) -> Incoming:
    """What a format makes of a version: known by handing it out, and reading it, once more. Nothing where it is not
    handed out in it: what such a file says is what its author wants."""
    if form not in formats.WRITTEN:
        return Incoming(())
    text = write_srt(base).encode("utf-8")
    again = Outgoing(track.story.slug, Track(track.lang, base), text, files.sha256_bytes(text))
    return formats.read_bytes(formats.write(again, form), form, replace(film_of(track), rolls=True))


def _note_comments(track: TrackFile, incoming: Incoming, reason: Reason) -> int:
    """Adds the comments that are not there yet, line by line; how many those were."""
    there: dict[str, list[Comment]] = {}
    for known in track.review().comments:
        for words in _as_written(known) if known.lang == track.name else ():
            there.setdefault(words, []).append(known)
    new: list[ReviewerComment] = []
    for said in incoming.comments:
        fresh = [
            line
            for line in said.comment.split("\n")
            if line.strip() and not any(_stands_at(one, said, incoming.cues) for one in there.get(_bare(line), ()))
        ]
        new += [replace(said, comment="\n".join(fresh))] if fresh else []
    for one in new[:_NEW]:
        at = (one.start, one.end)
        review_record.add_comment(track.paths, track.name, at, one.text, one.comment, by=reason.by, when=reason.when)
    return len(new[:_NEW])


def _as_written(comment: Comment) -> Iterator[str]:
    """The lines by which a comment of the review may come back: as it came in, and as tables show it – earlier, with
    whose it is in any case."""
    lines = map(_bare, comment.comment.split("\n"))
    yield from {*lines, handed_out(comment), f"{comment.by}: {_bare(comment.comment)}"}


def _stands_at(comment: Comment, said: ReviewerComment, cues: Sequence[Cue]) -> bool:
    """Whether a comment of the review stands where a reviewer's of the same words does, or is shown there: it may be
    about a caption that is gone. Elsewhere, the same words are a new one."""
    if _meet(comment, said):
        return True
    return bool(cues) and _meet(cues[nearest(cues, comment.start, comment.end)], said)


def _meet(one: Comment | Cue, other: ReviewerComment) -> bool:
    """Whether two are on screen at once; what begins together is, however short."""
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _bare(line: str) -> str:
    return " ".join(line.split())
