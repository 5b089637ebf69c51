"""Transcript → one track a language, offered to people → the tracks that count."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.build.build_context import Workshop
from pipeline.build.code_version import TRACK, TRANSLATION, code_version
from pipeline.build.outcome import Advance
from pipeline.captions.align import spoken_words
from pipeline.captions.places import asides
from pipeline.captions.segmentation import segment
from pipeline.cues import Cue, Sound, Track, Transcript, Word
from pipeline.errors import RouteError, VeusError
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.media.media_info import MediaFacts
from pipeline.project.settings import Term
from pipeline.project.story import Story, find_footage, languages_of
from pipeline.review import track_store as people
from pipeline.review.approval import state_of
from pipeline.review.links import links_of
from pipeline.review.open_items import in_words, note_gaps, read_open
from pipeline.review.review_record import Approval
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.timestamps import moment
from pipeline.translation import translation_memory
from pipeline.translation.route import Hear, Route
from pipeline.translation.routes import NoRoute, choose
from pipeline.translation.sign_translation import as_signs, sign_words
from pipeline.translation.translate import UNTRANSLATED, Rendered, languages_to_translate, lay_out, render, translate
from pipeline.typedjson import read_json

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CountingTrack:
    """The track that is burned in and published, and how far people have come with it. approval: of exactly it."""

    track: Track
    status: people.TrackStatus
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class CaptionInputs:
    """All that is known of a story before its captions. cuts: ms at which a new shot begins. moved: people's captions
    stand where other footage had them, and are left alone."""

    facts: MediaFacts
    transcript: Transcript
    cuts: tuple[int, ...]
    moved: bool = False


def make_tracks(shop: Workshop, heard: CaptionInputs, hear: Hear | None) -> list[CountingTrack]:
    """A track for each language of the story that can be made; the language of the speech comes first.

    A language without a route is a problem in the report, and does not keep the others from being made.
    """
    spoken = shop.story.info.spoken
    wanted = sorted(languages_of(shop.settings, shop.story), key=lambda lang: lang not in spoken)
    found = []
    for lang in wanted:
        try:
            _offer(shop, lang, _machine_track(shop, lang, heard, hear), heard.moved)
        except VeusError as error:
            _log.warning("%s: no track in %s", shop.story.slug, lang, exc_info=error)
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


def _machine_track(shop: Workshop, lang: str, heard: CaptionInputs, hear: Hear | None) -> Track:
    path, facts, transcript = shop.story.paths.machine_track(lang), heard.facts, heard.transcript
    remembered = shop.story.paths.memory(lang)
    words = source_words(shop.story, lang, transcript)
    signs = _signs(shop.story, lang)
    beside = sign_words(signs, shop.story.info.spoken[0])
    model = f"{transcript.model} {transcript.model_sha256}"
    routes = _routes([*words, *beside], lang, hear, model)
    profile = shop.settings.captions.resolved()
    glossary = [*shop.settings.glossary, *(Term(ca=person.name) for person in shop.story.info.people)]
    key = {
        "words": files.sha256_json([asdict(word) for word in words]),
        "signs": [asdict(sign) for sign in signs],
        "lang": lang,
        "profile": profile.model_dump(),
        "cuts": heard.cuts,
        "sounds": [asdict(sound) for sound in _sounds(shop, lang, transcript)],
        "names": names_of(shop.story, transcript),
        "fps": str(facts.fps),
        "end": facts.duration_ms,
        "glossary": [term.model_dump() for term in glossary] if routes else [],
        "routes": {source: [route.name, route.version()] for source, route in routes.items()},
        "code": code_version(TRACK, glue=("build.tracks",)),
    }

    def make(advance: Advance) -> None:
        known = translation_memory.read(remembered, code_version(TRANSLATION)) if routes else {}
        rendered = render(words, lang, routes.__getitem__, lambda done, _: advance(done), glossary, known)
        cues = segment(
            lay_out(words, rendered, lang),
            profile,
            facts.fps,
            facts.duration_ms,
            cuts=heard.cuts,
            names=names_of(shop.story, transcript),
            lang=lang,
            sounds=_sounds(shop, lang, transcript),
        )
        if signs:
            read = translate(beside, lang, routes.__getitem__, None, glossary)
            cues = tuple(sorted([*cues, *as_signs(read, signs, profile, lang)], key=lambda cue: cue.start))
        provenance = _provenance(transcript, routes)
        _write(path, Track(lang, cues, shop.story.kind_of(lang), provenance), shop.layout.temp)
        if routes:
            translation_memory.write(remembered, rendered, code_version(TRANSLATION), shop.layout.temp)

    name = LANGUAGES[lang].english
    what = f"translating into {name}" if routes else f"captions in {name}"
    shop.once(f"track.{lang}", key, [path, remembered] if routes else [path], make, what=what)
    if routes and any(one.trouble for one in translation_memory.rendered(remembered) or ()):
        shop.ledger.forget(f"track.{lang}")  # the next build tries again
    return read_machine_track(path)


def _routes(words: Sequence[Word], lang: str, hear: Hear | None, model: str) -> dict[str, Route]:
    """By language of the speech, the way into `lang`. Raises RouteError where there is none for any word; for some of
    them it costs only these."""
    found: dict[str, Route] = {}
    for source in languages_to_translate(words, lang):
        try:
            found[source] = choose(source, lang, hear=hear, model=model)
        except RouteError as error:
            _log.warning("translation: no way from %s to %s", source, lang)
            found[source] = NoRoute(source, lang, error)
    lost = [route for route in found.values() if isinstance(route, NoRoute)]
    if lost and len(lost) == len({word.lang for word in words}):
        raise lost[0].why
    return found


def source_words(story: Story, lang: str, transcript: Transcript) -> Sequence[Word]:
    """What is translated: the speech as people have corrected it, where it is in one language with a track."""
    cues = _corrected(story, lang)
    if cues is None:
        return transcript.words
    beside = asides(cues)
    speech = [cue for k, cue in enumerate(cues) if k not in beside]
    return spoken_words(speech, transcript.words, story.info.spoken[0], story.info.speaker_names)


def _signs(story: Story, lang: str) -> tuple[Cue, ...]:
    """What people have put at the top beside the speech, to be translated by itself; sounds are described anew."""
    cues = _corrected(story, lang) or ()
    return tuple(cues[k] for k in sorted(asides(cues)) if not cues[k].sound)


def _corrected(story: Story, lang: str) -> tuple[Cue, ...] | None:
    """The track that `lang` is translated from, where people have corrected one; None where it is not."""
    spoken, paths = story.info.spoken, story.paths
    source = spoken[0]
    if len(spoken) > 1 or source == lang or not people.belongs_to_person(paths, source):
        return None
    return read_srt(_bytes(story, source), paths.srt(source), story.info.speaker_names).cues


def names_of(story: Story, transcript: Transcript) -> dict[str, str]:
    """What the voices are called: the people of story.toml in the order in which they are first heard.

    Empty when the numbers differ: better no name than somebody else's.
    """
    voices = sorted({word.speaker for word in transcript.words if word.speaker})
    people = story.info.speaker_names
    return dict(zip(voices, people, strict=True)) if len(voices) == len(people) else {}


def _sounds(shop: Workshop, lang: str, transcript: Transcript) -> tuple[Sound, ...]:
    """Sounds are described in captions, and in Catalan always: those are the tracks deaf viewers rely on."""
    return transcript.sounds if shop.story.kind_of(lang) == "captions" or lang == PAGE_LANGUAGES[0] else ()


def _provenance(transcript: Transcript, routes: dict[str, Route]) -> dict[str, Any]:
    speech = {
        "engine": transcript.engine,
        "model": transcript.model,
        "model_sha256": transcript.model_sha256,
        "options": transcript.options,
    }
    translated = {source: {"route": route.name, "version": route.version()} for source, route in routes.items()}
    return {"speech": speech} | ({"translation": translated} if translated else {})


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
    data = _bytes(shop.story, lang)
    state = state_of(paths, lang, lambda: shop.ledger.sha256(find_footage(shop.story)), data)
    cues, remarks = _cues_in(data, shop.story, lang, facts.duration_ms)
    if state.why:
        shop.note(f"{lang}.srt is no longer approved: {state.why}.")
    if state.status != "draft":
        for remark in remarks:
            shop.note(f"{lang}.srt, {remark}")
    shop.report.cues[lang] = len(cues)
    provenance = _machine_provenance(paths.machine_track(lang), transcript)
    track = Track(lang, cues, shop.story.kind_of(lang), provenance)
    return CountingTrack(track, state.status or "draft", state.approval)


def _machine_provenance(machine: Path, transcript: Transcript) -> dict[str, Any]:
    """How the machine's version came about; how the speech was heard, where there is none that can be read."""
    try:
        return read_machine_track(machine).provenance
    except (FileNotFoundError, ValueError):
        return _provenance(transcript, {})


def counting_cues(story: Story, lang: str, end: int) -> tuple[tuple[Cue, ...], list[str]]:
    """The cues of the file that people edit, as far as the video goes (ms), and what was odd about them.

    Raises SubtitleError, OSError.
    """
    return _cues_in(_bytes(story, lang), story, lang, end)


def _bytes(story: Story, lang: str) -> bytes:
    """The file that people edit. Raises FileNotFoundError where there is none."""
    return people.read(story.paths, lang) or files.read_bytes(story.paths.srt(lang))


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


def _write(path: Path, track: Track, temp_dir: Path) -> None:
    files.write_json(path, asdict(track), temp_dir)


def read_machine_track(path: Path) -> Track:
    """The machine's version of a track. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, Track)
