"""`veus import`: a track that comes back from a reviewer's own tool, merged into the file that people edit.

Three versions: what was exported, what came back, and the file as it is now (`review/returning`). What only the
reviewer changed is taken; where the file was changed since, it keeps its words, and the reviewer's are listed as an
open item; so is what a person had written or approved, where the reviewer's took its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import files
from pipeline.actions.foreign import check_owner
from pipeline.actions.imported import BroughtIn, brought
from pipeline.actions.imported_beside import other_language
from pipeline.actions.one import one_track
from pipeline.actions.origin import known_versions, origin_of
from pipeline.actions.placing import refuse_misplaced
from pipeline.captions.moves import Move, moved
from pipeline.cues import Cue, Lang, Track
from pipeline.errors import SubtitleError
from pipeline.media.media_info import read_facts
from pipeline.project.layout import Layout
from pipeline.project.story import Story
from pipeline.review import review_record, track_store
from pipeline.review.formatted import unformatted
from pipeline.review.grid import grid_of
from pipeline.review.history import Reason, Why
from pipeline.review.moved_since import moved_since
from pipeline.review.names import tidy
from pipeline.review.story_lock import changing
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing, ReviewerComment
from pipeline.subtitles.rolling import rolls
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.subtitles.tidy_srt import readable_cues
from pipeline.timestamps import moment

_SINCE = "the track was moved as a whole since this file was made: what it says was brought in at the new times"
_NEW = 200  # comments taken from one file: more would be a mistake


def bring_in(
    layout: Layout,
    slug: str,
    lang: Lang,
    path: Path,
    *,
    by: str = "",
    at: str | None = None,
    insist: bool = False,
    move: Move | None = None,
) -> BroughtIn:
    """Merges the file at `path` into a track. by: who edited it. at: now, ISO 8601. insist: also where the file seems
    to be another track's. move: of the times in the file, before anything else; None: they are taken as they are,
    unless they stand as a whole where nobody speaks.

    Raises ConfigError, StoryError, SubtitleError (the file cannot be read, or is another track's), StaleFileError,
    BusyError, OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by = tidy(by) if by else ""
    now = moment(at, settings.time_zone)
    incoming = formats.read(path, film_of(story, lang))
    if not insist:
        check_owner(layout, settings, story, lang, incoming, path)
    if move is not None:
        incoming = _moved(incoming, move)
    with changing(story.paths):
        done = _merged(story, lang, incoming, path, Reason(Why.IMPORT, by, now), as_it_is=move is not None)
        comments = _moved(incoming, done.since).comments if done.since else incoming.comments
        noted = _note_comments(story, lang, comments, by, now)
    return replace(done, comments=noted)


def _moved(incoming: Incoming, move: Move) -> Incoming:
    comments = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in incoming.comments)
    beside = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in incoming.beside)
    return replace(incoming, cues=moved(incoming.cues, move), comments=comments, beside=beside)


def film_of(story: Story, lang: Lang) -> FilmInfo:
    """What is known of a story to who reads a file for it: of the footage, what a build has seen. Raises BusyError,
    OSError."""
    names = tuple(story.info.speaker_names)
    as_it_is = readable_cues(track_store.read(story.paths, lang) or b"", names)
    film = FilmInfo(names, lang, rolls=rolls(as_it_is or ()))
    try:
        facts = read_facts(story.paths.probe)
    except (OSError, ValueError):  # no build yet, or one of another version
        return film
    return replace(film, fps=facts.fps, duration_ms=facts.duration_ms)


def _merged(story: Story, lang: Lang, incoming: Incoming, path: Path, reason: Reason, *, as_it_is: bool) -> BroughtIn:
    """as_it_is: the times are those that somebody wants, wherever the voice is."""
    paths, names = story.paths, story.info.speaker_names
    now = read_srt(track_store.read(paths, lang) or b"", paths.srt(lang), names).cues
    if now and not incoming.cues:
        raise SubtitleError(
            "there is no caption in this file: it would delete all of them.",
            where=path,
            remedy="Look whether it is the right file. To begin anew, empty the track in an editor.",
        )
    versions = known_versions(story, lang, incoming.sha256)
    known = [version.cues for version in versions]
    grid = grid_of(incoming.cues, known, film_of(story, lang).fps)
    against, origin = origin_of(incoming.cues, incoming.sha256, versions, grid)
    if not as_it_is and moved_since(origin.cues, now) is None:
        refuse_misplaced(story, lang, incoming.cues, path)
    cues = grid.settled(incoming.cues, origin.cues, now, *known) if grid else incoming.cues
    held = _held(origin.cues, formats.form_of(path), story, lang)
    theirs = unformatted(cues, held.cues, origin.cues) if len(held.cues) == len(origin.cues) else cues
    done = brought(story, lang, theirs, origin, versions, reason)
    other = other_language(story, lang, incoming, origin.cues, reason)
    # What is told of every file of this version, as it was handed out, is no news of this one.
    news = [remark for remark in incoming.remarks if remark not in held.remarks]
    remarks = (*news, *([f"{_SINCE}."] if done.since else []))
    return replace(done, base=against, remarks=remarks, beside=other)


def _held(base: tuple[Cue, ...], form: str, story: Story, lang: Lang) -> Incoming:
    """What a format makes of a version: known by handing it out, and reading it, once more. Nothing where it is not
    handed out in it: what such a file says is what its author wants."""
    if form not in formats.WRITTEN:
        return Incoming(())
    text = write_srt(base).encode("utf-8")
    again = Outgoing(story.slug, Track(lang, base), text, files.sha256_bytes(text))
    return formats.read_bytes(formats.write(again, form), form, replace(film_of(story, lang), rolls=True))


def _note_comments(story: Story, lang: Lang, said: Sequence[ReviewerComment], by: str, when: str) -> int:
    """Adds the comments that are not there yet; how many those were."""
    there = {(one.lang, " ".join(one.comment.split())) for one in review_record.read_review(story.paths).comments}
    new = [one for one in said if (lang, " ".join(one.comment.split())) not in there][:_NEW]
    for one in new:
        review_record.add_comment(story.paths, lang, (one.start, one.end), one.text, one.comment, by=by, when=when)
    return len(new)
