"""The machine's tracks, offered to people → the tracks that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build.build_context import Workshop
from pipeline.build.machine_track import CaptionInputs as CaptionInputs
from pipeline.build.machine_track import bytes_of, machine_track, provenance
from pipeline.build.machine_track import names_of as names_of
from pipeline.build.machine_track import read_machine_track as read_machine_track
from pipeline.build.machine_track import source_words as source_words
from pipeline.cues import Cue, Track, Transcript
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES
from pipeline.project.story import Story, find_footage, languages_of
from pipeline.review import track_store as people
from pipeline.review.approval import state_of
from pipeline.review.links import links_of
from pipeline.review.open_items import in_words, note_gaps, read_open
from pipeline.review.review_record import Approval
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.timestamps import moment
from pipeline.translation import translation_memory
from pipeline.translation.route import Hear
from pipeline.translation.translate import UNTRANSLATED, Rendered


@dataclass(frozen=True, slots=True)
class CountingTrack:
    """The track that is burned in and published, and how far people have come with it. approval: of exactly it."""

    track: Track
    status: people.TrackStatus
    approval: Approval | None = None


def make_tracks(shop: Workshop, heard: CaptionInputs, hear: Hear | None) -> list[CountingTrack]:
    """A track for each language of the story that can be made; the language of the speech comes first.

    A language without a route is a problem in the report, and does not keep the others from being made.
    """
    spoken = shop.story.info.spoken
    wanted = sorted(languages_of(shop.settings, shop.story), key=lambda lang: lang not in spoken)
    found = []
    for lang in wanted:
        try:
            _offer(shop, lang, machine_track(shop, lang, heard, hear), heard.moved)
        except VeusError as error:
            if not shop.story.paths.srt(lang).is_file():
                shop.report.problems.append(error)
                shop.reporter.problem(error)
                continue
            shop.note(f"{error} The file {lang}.srt is used as it stands.")
        found.append(_counting_track(shop, lang, heard))
    _note_left_out(shop, wanted)
    return found


def _note_left_out(shop: Workshop, langs: Sequence[str]) -> None:
    """Tells of captions in languages that the story has no track in: nobody else would."""
    there = {path.stem for path in shop.story.paths.source.glob("*.srt")} & set(LANGUAGES)
    for lang in sorted(there - set(langs)):
        shop.note(
            f"{lang}.srt is left out, as this story has no track in {LANGUAGES[lang].english}: name it under `spoken` "
            "in story.toml where it is spoken, or under `languages` in series.toml."
        )


def tracks_there(shop: Workshop, heard: CaptionInputs) -> list[CountingTrack]:
    """The tracks as people's files are now, as `make_tracks` has them; makes nothing. Raises SubtitleError, OSError."""
    langs = sorted(languages_of(shop.settings, shop.story), key=lambda lang: lang not in shop.story.info.spoken)
    return [_counting_track(shop, lang, heard) for lang in langs if shop.story.paths.srt(lang).is_file()]


def _offer(shop: Workshop, lang: str, track: Track, moved: bool) -> None:
    paths, now = shop.story.paths, moment(None, shop.settings.time_zone)
    sentences = translation_memory.rendered(paths.memory(lang)) if "translation" in track.provenance else None
    links = None if sentences is None else links_of(track.cues, sentences)
    outcome = people.offer(paths, lang, write_srt(track.cues), links=links, moved=moved, at=now)
    if outcome is people.Offer.KEPT:
        why = "is approved" if people.status(paths, lang) == "approved" else "has been edited by a person"
        shop.note(f"{lang}.srt {why}: it was left exactly as it is.")
    if outcome is people.Offer.MERGED:
        shop.note(f"{lang}.srt has been edited by a person: what else the machine changed was taken in beside that.")
    _note_gaps(shop, lang, track, sentences or (), now)
    if waiting := in_words(read_open(paths, lang), shop.story.slug, lang):
        shop.note(waiting)


def _note_gaps(shop: Workshop, lang: str, track: Track, sentences: Sequence[Rendered], at: str) -> None:
    """Tells which sentences could not be translated, and has them wait for a person."""
    gaps = [sentence for sentence in sentences if sentence.trouble]
    if not gaps:
        return
    note_gaps(shop.story.paths, lang, track.cues, gaps, since=at)
    first, many = gaps[0], "1 sentence" if len(gaps) == 1 else f"{len(gaps)} sentences"
    shop.note(
        f"{lang}.srt: {many} could not be translated: what was said stands there, marked {UNTRANSLATED}; "
        f'the first at {first.start / 1000:.1f} s: "{first.source}" – {first.trouble}'
    )


def _counting_track(shop: Workshop, lang: str, heard: CaptionInputs) -> CountingTrack:
    paths, facts, transcript = shop.story.paths, heard.facts, heard.transcript
    data = bytes_of(shop.story, lang)
    state = state_of(paths, lang, lambda: shop.ledger.sha256(find_footage(shop.story)), data)
    cues, remarks = _cues_in(data, shop.story, lang, facts.duration_ms)
    if state.why:
        shop.note(f"{lang}.srt is no longer approved: {state.why}.")
    if state.status != "draft":
        for remark in remarks:
            shop.note(f"{lang}.srt, {remark}")
    shop.report.cues[lang] = len(cues)
    track = Track(lang, cues, shop.story.kind_of(lang), _provenance(paths.machine_track(lang), transcript))
    return CountingTrack(track, state.status or "draft", state.approval)


def _provenance(machine: Path, transcript: Transcript) -> dict[str, Any]:
    """How the machine's version came about; how the speech was heard, where there is none that can be read."""
    try:
        return read_machine_track(machine).provenance
    except (FileNotFoundError, ValueError):
        return provenance(transcript, {})


def counting_cues(story: Story, lang: str, end: int) -> tuple[tuple[Cue, ...], list[str]]:
    """The cues of the file that people edit, as far as the video goes (ms), and what was odd about them.

    Raises SubtitleError, OSError.
    """
    return _cues_in(bytes_of(story, lang), story, lang, end)


def _cues_in(data: bytes, story: Story, lang: str, end: int) -> tuple[tuple[Cue, ...], list[str]]:
    reading = read_srt(data, story.paths.srt(lang), story.info.speaker_names)
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
