"""Whether captions stand where somebody speaks, as a whole, and the command that puts them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import files
from pipeline.build.footage_sound import read_sound
from pipeline.captions.moves import Move
from pipeline.check.misplaced import FilmSpeech, behind, misplaced, told, written_words
from pipeline.cues import Cue, Lang
from pipeline.errors import SubtitleError
from pipeline.media.media_info import read_facts
from pipeline.project.story import Story, find_footage
from pipeline.review import track_store
from pipeline.subtitles.srt import read_srt
from pipeline.subtitles.timecode import srt_time

#: Two moves of this many ms between them are one.
_SAME_MS = 500


def heard_of(story: Story) -> FilmSpeech:
    """What the last build has seen and heard; nothing where there was none, or one of another version."""
    from pipeline.speech.transcribe import read_transcript

    try:
        duration = read_facts(story.paths.probe).duration_ms
    except (OSError, ValueError):
        duration = None
    try:
        transcript = read_transcript(story.paths.transcript)
    except (OSError, ValueError):
        return FilmSpeech(duration_ms=duration)
    return FilmSpeech(transcript.words, transcript.speech, duration)


def refuse_misplaced(story: Story, lang: Lang, cues: Sequence[Cue], path: Path) -> None:
    """Raises SubtitleError for a file that as a whole stands elsewhere than the voice does, and than the track here; or
    behind the end of the film."""
    heard = _heard(story, lang)
    move = misplaced(cues, heard)
    if move is None and behind(cues, heard):
        first = srt_time(cues[0].start)
        raise SubtitleError(
            f"all captions of this file begin after the film has ended, the first at {first}, so nothing was imported.",
            where=path,
            remedy="Look whether it is of this film; if so, say by how much they are late, and at which rate: "
            f"veus import {story.slug} {lang} {path} --shift -MILLISECONDS --rate TRUE/READ",
        )
    if move is None or _alike(move, _of_track(story, lang)):
        return
    command = f"veus import {story.slug} {lang} {path} {_options(move, f'--shift {move.ms}')}"
    raise SubtitleError(
        f"the captions of this file {told(move)}, so nothing was imported;",
        where=path,
        remedy=f"bring them in where they belong with: {command}",
    )


def note_misplaced(story: Story, lang: Lang, cues: Sequence[Cue], langs: Sequence[Lang]) -> str | None:
    """One sentence about a track that as a whole stands elsewhere than the voice does; None for any other."""
    move = misplaced(cues, _heard(story, lang))
    if move is None:
        return None
    others = [other for other in langs if other != lang and track_store.belongs_to_person(story.paths, other)]
    alone = any(not _alike(move, _of_track(story, other)) for other in others)
    in_all = move.ms + _already(story, lang if alone else None).ms
    command = f"veus shift {story.slug} {_options(move, f'--by {in_all}')}" + (f" --only {lang}" if alone else "")
    return f"its captions {told(move)}: `{command}` puts them right."


def _already(story: Story, lang: Lang | None) -> Move:
    """By how much captions were moved before, for the footage that is there: `veus shift` counts from the first."""
    known = read_sound(story.paths)
    already = known.moved(lang) if known else Move()
    if known is None or already == Move() or known.footage_sha256 != files.sha256_file(find_footage(story)):
        return Move()
    return already


def _heard(story: Story, lang: Lang) -> FilmSpeech:
    """The same, and where the machine put the words of the track in this language."""
    try:
        machine = read_srt(files.read_if_any(story.paths.base_srt(lang)) or b"").cues
    except SubtitleError:
        machine = ()
    return replace(heard_of(story), written=written_words(machine, lang))


def _of_track(story: Story, lang: Lang) -> Move | None:
    data = track_store.read(story.paths, lang)
    try:
        return misplaced(read_srt(data or b"").cues, _heard(story, lang))
    except SubtitleError:
        return None


def _alike(one: Move, other: Move | None) -> bool:
    return other is not None and one.rate == other.rate and abs(one.ms - other.ms) <= _SAME_MS


def _options(move: Move, shift: str) -> str:
    """shift: the option for the part of `move` that is no rate."""
    return " ".join([f"--rate {move.rate}"] * bool(move.rate) + [shift] * bool(move.ms))
