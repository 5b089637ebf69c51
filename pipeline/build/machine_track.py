"""Transcript → the machine's track in a language: cut into cues, and translated where something else was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.code_version import TRACK, TRANSLATION, code_version
from pipeline.build.outcome import Advance
from pipeline.build.source_words import signs_beside, source_words
from pipeline.build.translation_task import TranslationRequest, make_translation, routes_into
from pipeline.captions.segmentation import segment
from pipeline.cues import Cue, Sound, Track, Transcript, Word
from pipeline.dictionaries import NAMES, installed
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.project.caption_profile import CaptionProfile
from pipeline.project.settings import Term
from pipeline.project.story import Story
from pipeline.review.track_file import TrackFile
from pipeline.translation import translation_memory
from pipeline.translation.data_digest import digest
from pipeline.translation.route import Hear, Route
from pipeline.translation.sign_translation import as_signs, sign_words
from pipeline.translation.translate import Rendered, lay_out
from pipeline.typedjson import read_json


@dataclass(frozen=True, slots=True)
class CaptionInputs:
    """All that is known of a story before its captions. cuts: ms at which a new shot begins. moved: people's captions
    stand where other footage had them, and are left alone."""

    facts: MediaInfo
    transcript: Transcript
    cuts: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Material:
    """What a track is made of. words: what is said. signs: what people have put at the top beside it, and its words.
    routes: by language of the words, the way into the track's. names: what the voices are called."""

    lang: str
    heard: CaptionInputs
    profile: CaptionProfile
    words: Sequence[Word]
    signs: tuple[Cue, ...]
    sign_words: Sequence[Word]
    routes: Mapping[str, Route]
    glossary: Sequence[Term]
    names: Mapping[str, str]
    sounds: tuple[Sound, ...]

    def key(self) -> dict[str, Any]:
        return {
            "words": files.sha256_json([asdict(word) for word in self.words]),
            "signs": [asdict(sign) for sign in self.signs],
            "lang": self.lang,
            "profile": self.profile.model_dump(),
            "cuts": self.heard.cuts,
            "sounds": [asdict(sound) for sound in self.sounds],
            "names": self.names,
            "fps": str(self.heard.facts.fps),
            "end": self.heard.facts.duration_ms,
            "glossary": [term.model_dump() for term in self.glossary] if self.routes else [],
            "routes": {source: [route.name, route.version()] for source, route in self.routes.items()},
            "dictionaries": digest(path for lang in NAMES for path in installed(lang)) if self.routes else "",
            "code": code_version(TRACK, glue=("build.machine_track", "build.source_words", "build.translation_task")),
        }

    def request(self, known: Iterable[Rendered]) -> TranslationRequest:
        """known: earlier translations."""
        return TranslationRequest(
            tuple(self.words),
            tuple(self.sign_words),
            self.lang,
            tuple(self.glossary),
            routes={source: (route.name, route.version()) for source, route in self.routes.items()},
            known=tuple(known),
            made_by=code_version(TRANSLATION),
        )

    def cues(self, rendered: Sequence[Rendered], signs_read: Sequence[Word]) -> tuple[Cue, ...]:
        """rendered, signs_read: the sentences of the words, and the words of the signs, in the language of the
        track."""
        facts = self.heard.facts
        cues = segment(
            lay_out(self.words, rendered, self.lang),
            self.profile,
            facts.fps,
            facts.duration_ms,
            cuts=self.heard.cuts,
            names=self.names,
            lang=self.lang,
            sounds=self.sounds,
        )
        signs = as_signs(signs_read, self.signs, self.profile, self.lang) if self.signs else []
        return tuple(sorted([*cues, *signs], key=lambda cue: cue.start))


def machine_track(context: BuildContext, of: TrackFile, heard: CaptionInputs, hear: Hear | None) -> Track:
    """hear: for the translation route of last resort. Raises RouteError, SubtitleError, OSError."""
    lang = of.lang
    path, remembered = of.paths.machine_track(lang), of.paths.memory(lang)
    material = _material(of, heard, hear)
    routes = material.routes

    name = tr(LANGUAGES[lang].english)
    what = tr("translating into {language}", language=name) if routes else tr("captions in {language}", language=name)

    def make(advance: Advance) -> None:
        rendered, signs = _translated(context, what, material, remembered, advance)
        track = Track(lang, material.cues(rendered, signs), of.kind, provenance(heard.transcript, routes))
        files.write_json(path, asdict(track), context.layout.temp)

    context.once(f"track.{lang}", material.key(), [path, remembered] if routes else [path], make, what=what)
    if routes and any(one.trouble for one in translation_memory.rendered(remembered) or ()):
        context.ledger.forget(f"track.{lang}")  # the next build tries again
    return read_machine_track(path)


def _translated(
    context: BuildContext, what: str, material: _Material, memory: Path, advance: Advance
) -> tuple[Sequence[Rendered], Sequence[Word]]:
    """The sentences that are in another language than the track, and the words of the signs, in that of the track."""
    if not material.routes:
        return (), material.sign_words
    known = translation_memory.read(memory, code_version(TRANSLATION))
    signs = make_translation(context, what, material.request(known.values()), material.routes, memory, advance)
    return translation_memory.rendered(memory) or (), signs


def _material(track: TrackFile, heard: CaptionInputs, hear: Hear | None) -> _Material:
    story, settings, lang, transcript = track.story, track.series.settings, track.lang, heard.transcript
    words, signs = source_words(track, transcript), signs_beside(track)
    beside = sign_words(signs, story.info.spoken[0])
    return _Material(
        lang,
        heard,
        profile=settings.captions.resolved(),
        words=words,
        signs=signs,
        sign_words=beside,
        routes=routes_into(lang, [*words, *beside], hear, f"{transcript.model} {transcript.model_sha256}"),
        glossary=[*settings.glossary, *(Term(ca=person.name) for person in story.info.people)],
        names=names_of(story, transcript),
        sounds=_sounds(track, transcript),
    )


def names_of(story: Story, transcript: Transcript) -> dict[str, str]:
    """What the voices are called: the people of story.toml in the order in which they are first heard, but for those
    who may not be named.

    Empty when the numbers differ: better no name than somebody else's.
    """
    voices = sorted({word.speaker for word in transcript.words if word.speaker}, key=_number)
    people = [person for person in story.info.people if person.speaks]
    if len(voices) != len(people):
        return {}
    return {voice: person.name for voice, person in zip(voices, people, strict=True) if person.publish_name}


def _number(voice: str) -> tuple[int, str]:
    """The tenth voice comes after the ninth."""
    return int(voice) if voice.isdecimal() else 0, voice


def _sounds(track: TrackFile, transcript: Transcript) -> tuple[Sound, ...]:
    """Sounds are described in captions, and in Catalan always: those are the tracks deaf viewers rely on."""
    return transcript.sounds if track.kind == "captions" or track.lang == PAGE_LANGUAGES[0] else ()


def provenance(transcript: Transcript, routes: Mapping[str, Route]) -> dict[str, Any]:
    """How a track came about: how its speech was heard, and by which routes it was translated."""
    speech = {
        "engine": transcript.engine,
        "model": transcript.model,
        "model_sha256": transcript.model_sha256,
        "options": transcript.options,
    }
    translated = {source: {"route": route.name, "version": route.version()} for source, route in routes.items()}
    return {"speech": speech} | ({"translation": translated} if translated else {})


def read_machine_track(path: Path) -> Track:
    """The machine's version of a track. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, Track)
