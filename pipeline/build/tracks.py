"""The machine's tracks, offered to people → the tracks that count."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build.build_context import BuildContext
from pipeline.build.machine_track import CaptionInputs, machine_track, provenance, read_machine_track
from pipeline.build.source_words import text_of
from pipeline.cues import Cue, Track, TrackStatus, Transcript
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES
from pipeline.messages import together, tr, tr_many
from pipeline.project.story import find_footage
from pipeline.project.track_names import ROLES, language_in, name_of
from pipeline.review.links import links_of
from pipeline.review.open_items import in_words
from pipeline.review.review_record import Approval
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.review.track_store import Offer
from pipeline.subtitles.srt import write_srt
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import for_shell
from pipeline.translation import translation_memory
from pipeline.translation.route import Hear
from pipeline.translation.translate import UNTRANSLATED, Rendered

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EffectiveTrack:
    """The track that is burned in and published, and how far people have come with it. approval: of exactly it."""

    track: Track
    status: TrackStatus
    approval: Approval | None = None


def make_tracks(context: BuildContext, heard: CaptionInputs, hear: Hear | None) -> list[EffectiveTrack]:
    """A track for each language of the story that can be made; the language of the speech comes first.

    A language without a route is a problem in the report, and does not keep the others from being made.
    """
    spoken = context.story.info.spoken
    found = []
    for track in sorted(context.tracks(), key=lambda track: track.lang not in spoken):
        try:
            _offer(context, track, machine_track(context, track, heard, hear), heard.moved)
        except VeusError as error:
            _log.warning("%s: no track in %s", context.story.slug, track.lang, exc_info=error)
            if not track.path.is_file():
                context.report.problems.append(error)
                context.reporter.problem(error)
                continue
            context.note(tr("{problem} The file {file} is used as it stands.", problem=error, file=track.path.name))
        found.append(_effective_track(context, track, heard))
    _note_left_out(context)
    return found


def _note_left_out(context: BuildContext) -> None:
    """Tells of captions in languages that the story has no track in: nobody else would."""
    stems = {path.stem for path in context.story.paths.source.glob("*.srt")}
    there = {stem for stem in stems if language_in(stem) in LANGUAGES}
    every = {name_of(track.lang, role) for track in context.tracks() for role in ROLES}
    for name in sorted(there - every):
        context.note(
            tr(
                "{track}.srt is left out, as this story has no track in {language}: name it under `spoken` "
                "in story.toml where it is spoken, or under `languages` in series.toml.",
                track=name,
                language=tr(LANGUAGES[language_in(name)].english),
            )
        )
    for name, path in _copies(context.story.paths.source, every):
        command = f"veus import {context.story.slug} {name} {for_shell(str(path))}"
        context.note(
            tr(
                "{file} is left out, as only {track}.srt counts. It may be a copy that a synchronised folder has made "
                "of what somebody wrote: take it in, and then delete it: {command}",
                file=path.name,
                track=name,
                command=command,
            )
        )


def _copies(folder: Path, names: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Files named after a track that are not its file, each with the name of the track: what Nextcloud and Dropbox
    ("ca (conflicted copy 2026-11-30).srt"), OneDrive ("ca-LAPTOP.srt") and Syncthing ("ca.sync-conflict-….srt")
    make where two computers have saved it, and file managers ("ca - Copy.srt")."""
    for path in sorted(folder.glob("*.srt")):
        for name in sorted(names):
            if path.stem not in names and path.name.startswith((f"{name} ", f"{name}-", f"{name}.")):
                yield name, path


def tracks_there(context: BuildContext, heard: CaptionInputs) -> list[EffectiveTrack]:
    """The tracks as people's files are now, as `make_tracks` has them; makes nothing. Raises SubtitleError, OSError."""
    tracks = sorted(context.tracks(), key=lambda track: track.lang not in context.story.info.spoken)
    return [_effective_track(context, track, heard) for track in tracks if track.path.is_file()]


def _offer(context: BuildContext, track: TrackFile, machine: Track, moved: bool) -> None:
    name, memory = track.path.name, track.paths.memory(track.lang)
    sentences = translation_memory.rendered(memory) if "translation" in machine.provenance else None
    links = None if sentences is None else links_of(machine.cues, sentences)
    footage = _footage_sha256(context)
    outcome = track.offer(write_srt(machine.cues), links, moved=moved, footage_sha256=footage)
    if outcome is Offer.KEPT:
        status = track.state(footage).status
        if status == "approved":
            context.note(tr("{file} is approved: it was left exactly as it is.", file=name))
        elif status == "edited":
            context.note(tr("{file} has been edited by a person: it was left exactly as it is.", file=name))
    if outcome is Offer.MERGED:
        context.note(
            tr("{file} has been edited by a person: what else the machine changed was taken in beside that.", file=name)
        )
    _note_gaps(context, track, machine, sentences or ())
    if waiting := in_words(track.open_items(), context.story.slug, track.lang):
        context.note(waiting)


def _note_gaps(context: BuildContext, track: TrackFile, machine: Track, sentences: Sequence[Rendered]) -> None:
    """Tells which sentences could not be translated, and has them wait for a person."""
    gaps = [sentence for sentence in sentences if sentence.trouble]
    if not gaps:
        return
    track.note_gaps(machine.cues, gaps)
    first = gaps[0]
    context.note(
        tr_many(
            "{file}: {count} sentence could not be translated: what was said stands there, marked "
            '{mark}; the first at {seconds:.1f} s: "{words}" – {trouble}',
            "{file}: {count} sentences could not be translated: what was said stands there, marked "
            '{mark}; the first at {seconds:.1f} s: "{words}" – {trouble}',
            len(gaps),
            file=track.path.name,
            mark=UNTRANSLATED,
            seconds=first.start / 1000,
            words=first.source,
            trouble=first.trouble,
        )
    )


def _effective_track(context: BuildContext, track: TrackFile, heard: CaptionInputs) -> EffectiveTrack:
    text = text_of(track)
    state = track.state(_footage_sha256(context), text)
    cues, remarks = _cues_in(text, heard.facts.duration_ms)
    if state.why:
        context.note(tr("{file} is no longer approved: {why}.", file=track.path.name, why=tr(state.why)))
    if state.status != "draft":
        for remark in remarks:
            context.note(together(track.path.name, remark, between=", "))
    context.report.cues[track.lang] = len(cues)
    machine = track.paths.machine_track(track.lang)
    counting = Track(track.lang, cues, track.kind, _provenance(machine, heard.transcript))
    return EffectiveTrack(counting, state.status or "draft", state.approval)


def _footage_sha256(context: BuildContext) -> Callable[[], str]:
    return lambda: context.ledger.sha256(find_footage(context.story))


def _provenance(machine: Path, transcript: Transcript) -> dict[str, Any]:
    """How the machine's version came about; how the speech was heard, where there is none that can be read."""
    try:
        return read_machine_track(machine).provenance
    except (FileNotFoundError, ValueError):
        return provenance(transcript, {})


def effective_cues(track: TrackFile, end: int) -> tuple[tuple[Cue, ...], list[str]]:
    """The cues of the file that people edit, as far as the video goes (ms), and what was odd about them.

    Raises SubtitleError, OSError.
    """
    return _cues_in(text_of(track), end)


def _cues_in(text: TrackText, end: int) -> tuple[tuple[Cue, ...], list[str]]:
    reading = text.reading()
    cues, remarks = inside(reading.cues, end)
    return cues, [*reading.remarks, *remarks]


def inside(cues: Sequence[Cue], end: int) -> tuple[tuple[Cue, ...], list[str]]:
    """`cues` as far as the video goes (ms), and a remark for each that lies behind: players refuse those."""
    kept: list[Cue] = []
    remarks: list[str] = []
    for number, cue in enumerate(cues, 1):
        if cue.start >= end:
            remarks.append(
                tr(
                    'cue {number} ({time}) begins after the end of the video and is left out: "{words}"',
                    number=number,
                    time=srt_time(cue.start),
                    words=cue.lines[0],
                )
            )
        else:
            kept.append(replace(cue, end=min(cue.end, end)))
    return tuple(kept), remarks
