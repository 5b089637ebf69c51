"""The machine's tracks, offered to people → the tracks that count."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build.build_context import Workshop
from pipeline.build.machine_track import CaptionInputs, machine_track, provenance, read_machine_track, text_of
from pipeline.cues import Cue, Track, Transcript
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES
from pipeline.project.story import find_footage
from pipeline.review.links import links_of
from pipeline.review.open_items import in_words
from pipeline.review.review_record import Approval
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.review.track_store import Offer, TrackStatus
from pipeline.subtitles.srt import write_srt
from pipeline.translation import translation_memory
from pipeline.translation.route import Hear
from pipeline.translation.translate import UNTRANSLATED, Rendered

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CountingTrack:
    """The track that is burned in and published, and how far people have come with it. approval: of exactly it."""

    track: Track
    status: TrackStatus
    approval: Approval | None = None


def make_tracks(shop: Workshop, heard: CaptionInputs, hear: Hear | None) -> list[CountingTrack]:
    """A track for each language of the story that can be made; the language of the speech comes first.

    A language without a route is a problem in the report, and does not keep the others from being made.
    """
    spoken = shop.story.info.spoken
    found = []
    for track in sorted(shop.tracks(), key=lambda track: track.lang not in spoken):
        try:
            _offer(shop, track, machine_track(shop, track, heard, hear), heard.moved)
        except VeusError as error:
            _log.warning("%s: no track in %s", shop.story.slug, track.lang, exc_info=error)
            if not track.path.is_file():
                shop.report.problems.append(error)
                shop.reporter.problem(error)
                continue
            shop.note(f"{error} The file {track.path.name} is used as it stands.")
        found.append(_counting_track(shop, track, heard))
    _note_left_out(shop)
    return found


def _note_left_out(shop: Workshop) -> None:
    """Tells of captions in languages that the story has no track in: nobody else would."""
    there = {path.stem for path in shop.story.paths.source.glob("*.srt")} & set(LANGUAGES)
    for lang in sorted(there - {track.lang for track in shop.tracks()}):
        shop.note(
            f"{lang}.srt is left out, as this story has no track in {LANGUAGES[lang].english}: name it under `spoken` "
            "in story.toml where it is spoken, or under `languages` in series.toml."
        )


def tracks_there(shop: Workshop, heard: CaptionInputs) -> list[CountingTrack]:
    """The tracks as people's files are now, as `make_tracks` has them; makes nothing. Raises SubtitleError, OSError."""
    tracks = sorted(shop.tracks(), key=lambda track: track.lang not in shop.story.info.spoken)
    return [_counting_track(shop, track, heard) for track in tracks if track.path.is_file()]


def _offer(shop: Workshop, track: TrackFile, machine: Track, moved: bool) -> None:
    name, memory = track.path.name, track.paths.memory(track.lang)
    sentences = translation_memory.rendered(memory) if "translation" in machine.provenance else None
    links = None if sentences is None else links_of(machine.cues, sentences)
    outcome = track.offer(write_srt(machine.cues), links, moved=moved)
    if outcome is Offer.KEPT:
        why = "is approved" if track.status() == "approved" else "has been edited by a person"
        shop.note(f"{name} {why}: it was left exactly as it is.")
    if outcome is Offer.MERGED:
        shop.note(f"{name} has been edited by a person: what else the machine changed was taken in beside that.")
    _note_gaps(shop, track, machine, sentences or ())
    if waiting := in_words(track.open_items(), shop.story.slug, track.lang):
        shop.note(waiting)


def _note_gaps(shop: Workshop, track: TrackFile, machine: Track, sentences: Sequence[Rendered]) -> None:
    """Tells which sentences could not be translated, and has them wait for a person."""
    gaps = [sentence for sentence in sentences if sentence.trouble]
    if not gaps:
        return
    track.note_gaps(machine.cues, gaps)
    first, many = gaps[0], "1 sentence" if len(gaps) == 1 else f"{len(gaps)} sentences"
    shop.note(
        f"{track.path.name}: {many} could not be translated: what was said stands there, marked {UNTRANSLATED}; "
        f'the first at {first.start / 1000:.1f} s: "{first.source}" – {first.trouble}'
    )


def _counting_track(shop: Workshop, track: TrackFile, heard: CaptionInputs) -> CountingTrack:
    text = text_of(track)
    state = track.state(lambda: shop.ledger.sha256(find_footage(shop.story)), text)
    cues, remarks = _cues_in(text, heard.facts.duration_ms)
    if state.why:
        shop.note(f"{track.path.name} is no longer approved: {state.why}.")
    if state.status != "draft":
        for remark in remarks:
            shop.note(f"{track.path.name}, {remark}")
    shop.report.cues[track.lang] = len(cues)
    machine = track.paths.machine_track(track.lang)
    counting = Track(track.lang, cues, track.kind, _provenance(machine, heard.transcript))
    return CountingTrack(counting, state.status or "draft", state.approval)


def _provenance(machine: Path, transcript: Transcript) -> dict[str, Any]:
    """How the machine's version came about; how the speech was heard, where there is none that can be read."""
    try:
        return read_machine_track(machine).provenance
    except (FileNotFoundError, ValueError):
        return provenance(transcript, {})


def counting_cues(track: TrackFile, end: int) -> tuple[tuple[Cue, ...], list[str]]:
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
    kept, remarks = [], []
    for number, cue in enumerate(cues, 1):
        if cue.start >= end:
            remarks.append(f'cue {number} begins after the end of the video and is not shown: "{cue.lines[0]}"')
        else:
            kept.append(replace(cue, end=min(cue.end, end)))
    return tuple(kept), remarks
