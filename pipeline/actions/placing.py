"""Whether captions stand where somebody speaks, as a whole, and the command that puts them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline import files
from pipeline.actions.typed_import import TypedImport
from pipeline.build.footage_sound import is_of, read_sound
from pipeline.build.last_build import known_media_info, known_transcript
from pipeline.captions.moves import Move
from pipeline.check.misplaced import FilmSpeech, behind, misplaced, told, written_words
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.project.story import Story, find_footage
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.timecode import srt_time

#: Two moves of this many ms between them are one.
_SAME_MS = 500


def heard_of(story: Story) -> FilmSpeech:
    """What the last build has seen and heard; nothing where there was none, or one of another version."""
    facts, transcript = known_media_info(story.paths), known_transcript(story.paths)
    duration = facts.duration_ms if facts else None
    if transcript is None:
        return FilmSpeech(duration_ms=duration)
    return FilmSpeech(transcript.words, transcript.speech, duration)


def refuse_misplaced(track: TrackFile, cues: Sequence[Cue], typed: TypedImport) -> None:
    """Raises SubtitleError for a file that as a whole stands elsewhere than the voice does, and than the track here; or
    behind the end of the film."""
    if track.describes:  # it is to stand where nobody speaks
        return
    heard = _heard(track)
    move = misplaced(cues, heard)
    if move is None and behind(cues, heard):
        first = srt_time(cues[0].start)
        raise SubtitleError(
            tr(
                "all captions of this file begin after the film has ended, the first at {time}, so nothing was "
                "imported.",
                time=first,
            ),
            where=typed.path,
            remedy=tr(
                "Look whether it is of this film; if so, say by how much they are late, and at which rate: {command}",
                command=f"{typed.command()} --shift -MILLISECONDS --rate TRUE/READ",
            ),
        )
    if move is None or _alike(move, _of_track(track)):
        return
    raise SubtitleError(
        tr("the captions of this file {how}, so nothing was imported;", how=told(move)),
        where=typed.path,
        remedy=tr("bring them in where they belong with: {command}", command=replace(typed, move=move).command()),
    )


def note_misplaced(track: TrackFile, cues: Sequence[Cue]) -> str | None:
    """One sentence about a track that as a whole stands elsewhere than the voice does; None for any other."""
    move = None if track.describes else misplaced(cues, _heard(track))
    if move is None:
        return None
    story, lang = track.story, track.lang
    others = [track.beside(other) for other in track.series.languages(story) if other != lang]
    alone = any(not _alike(move, _of_track(other)) for other in others if other.belongs_to_person())
    in_all = move.ms + _already(story, lang if alone else None).ms
    options = [f"--rate {move.rate}"] * bool(move.rate) + [f"--by {in_all}"] * bool(move.ms)
    command = " ".join(["veus shift", story.slug, *options, *([f"--only {lang}"] if alone else [])])
    return tr("its captions {how}: `{command}` puts them right.", how=told(move), command=command)


def _already(story: Story, lang: str | None) -> Move:
    """By how much `veus shift` says that captions were moved before, for it counts from the first: one language alone
    until all were moved for other footage, all for the footage that is there."""
    known = read_sound(story.paths)
    already = known.moved(lang) if known else Move()
    if known is None or already == Move():
        return Move()
    return already if lang or is_of(known, story, files.sha256_file(find_footage(story))) else Move()


def _heard(track: TrackFile) -> FilmSpeech:
    """The same, and where the machine put the words of the track in this language."""
    base = track.base()
    machine = base.readable if base else None
    return replace(heard_of(track.story), written=written_words(machine or (), track.lang))


def _of_track(track: TrackFile) -> Move | None:
    text = track.read()
    cues = text.readable if text else ()
    return None if cues is None else misplaced(cues, _heard(track))


def _alike(one: Move, other: Move | None) -> bool:
    return other is not None and one.rate == other.rate and abs(one.ms - other.ms) <= _SAME_MS
