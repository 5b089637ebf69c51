"""Sound becomes a transcript with everything that decided it, and goes through its file unchanged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_speech import Said
from searching import examples

from pipeline.cues import Transcript, Word
from pipeline.media.audio import SPEECH_RATE
from pipeline.speech import transcribe as transcribing
from pipeline.speech.engines import Options, SpeechEngine, make_engine
from pipeline.speech.fake_engines import ScriptedEngine
from pipeline.speech.language_id import languages_of
from pipeline.speech.sound_events import Events
from pipeline.speech.speech_coverage import uncovered_spans
from pipeline.speech.transcribe import key_of, read_transcript, transcribe, write_transcript
from pipeline.speech.vad_windows import make_windows, speech_spans
from pipeline.speech.whisper_models import LocalModel

NOWHERE = LocalModel("base", Path("/nowhere"), "ab" * 32)

texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
numbers = st.integers(0, 10**8)
words = st.builds(
    Word,
    start=numbers,
    end=numbers,
    text=texts,
    lang=st.sampled_from(["ca", "es"]),
    probability=st.none() | st.floats(0, 1),
    speaker=st.none() | texts,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
transcripts = st.builds(
    Transcript,
    words=st.lists(words, max_size=8).map(tuple),
    duration=numbers,
    languages=st.lists(st.sampled_from(["ca", "es"]), max_size=2).map(tuple),
    engine=texts,
    model=texts,
    model_sha256=texts,
    options=st.dictionaries(texts | st.just("words"), json_values, max_size=4),
    unheard=st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple),
)


@settings(max_examples=examples(40))
@given(transcripts)
def test_a_transcript_goes_through_its_file(transcript: Transcript):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcript.json"
        write_transcript(path, transcript)
        assert read_transcript(path) == transcript


@settings(max_examples=examples(20))
@given(st.lists(words, min_size=1, max_size=8))
def test_people_find_one_word_a_line(said: list[Word]):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcript.json"
        write_transcript(path, Transcript(tuple(said), 1, ("ca",), "e", "m", "s"))
        lines = path.read_text("utf-8").split("\n")
    assert sum(line.startswith('    {"start"') for line in lines) == len(said)


def key(**changes: object) -> str:
    engine = ScriptedEngine()
    model = replace(NOWHERE, sha256=str(changes.pop("sha256", NOWHERE.sha256)))
    spoken = changes.pop("spoken", ["ca"])
    if name := changes.pop("name", ""):
        engine.name = str(name)
    if versions := changes.pop("versions", None):
        engine.versions = lambda: versions  # type: ignore[assignment, method-assign, return-value]
    return json.dumps(key_of(engine, model, spoken, Options(**changes)), sort_keys=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "other"},
        {"sha256": "cd" * 32},
        {"spoken": ["es"]},
        {"spoken": ["ca", "es"]},
        {"beam": 3},
        {"hearings": 4},
        {"hints": ("Joel",)},
        {"versions": {"scripted": "2"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_words_changes_the_key(change: dict[str, object]):
    assert key(**change) != key()
    assert key(**change) == key(**change)


def test_how_many_windows_are_heard_at_once_is_no_reason_to_hear_again():
    assert key(batch=16) == key()


def test_the_key_is_cheap_and_needs_no_model():
    """The model's folder does not exist and the real engines are not open."""
    for name in ("faster-whisper", "openai-whisper"):
        found = key_of(make_engine(name), NOWHERE, ["ca"], Options())
        assert found["model_sha256"] == NOWHERE.sha256
        assert all(found["versions"].values())


def test_what_was_used_is_written_into_the_transcript(said: Said):
    engine = ScriptedEngine()
    engine.open(NOWHERE.folder)
    transcript = transcribe(said.joel, ["ca"], engine, NOWHERE, Options(hints=("Joel",)))
    assert (transcript.engine, transcript.model, transcript.model_sha256) == ("scripted", "base", NOWHERE.sha256)
    assert transcript.options["hints"] == ["Joel"]
    assert transcript.options["device"] == "none"
    assert transcript.duration == len(said.joel) * 1000 // SPEECH_RATE
    assert json.loads(json.dumps(transcript.options)) == transcript.options


def test_languages_are_counted_by_what_is_said(said: Said):
    quiet = np.zeros(4 * SPEECH_RATE, np.float32)
    short = said.joel[: 3 * SPEECH_RATE]
    engine = ScriptedEngine({"ca": "un dos", "es": "uno dos tres cuatro"}, spoken=["ca", "es"])
    engine.open(NOWHERE.folder)
    transcript = transcribe(np.concatenate([short, quiet, short]), ["ca", "es"], engine, NOWHERE, Options())
    assert [word.text for word in transcript.words] == ["Un", "dos", "uno", "dos", "tres", "cuatro"]
    assert transcript.languages == ("es", "ca")


def test_of_an_engine_that_stays_silent_it_is_told_where_somebody_speaks(said: Said, monkeypatch: pytest.MonkeyPatch):
    silent = ScriptedEngine({"ca": ""})
    silent.open(NOWHERE.folder)
    heard = transcribe(said.joel, ["ca"], silent, NOWHERE, Options())
    assert heard.words == () and heard.unheard == tuple(uncovered_spans(heard.speech, ()))
    assert heard.unheard
    music = Events((), (), ((0, heard.duration),))
    monkeypatch.setattr(transcribing, "events_of", lambda audio: music)
    assert transcribe(said.joel, ["ca"], silent, NOWHERE, Options()).unheard == (), "nobody speaks in music alone"


@pytest.fixture(scope="module")
def engine(models_home: Path) -> Iterator[SpeechEngine]:
    real = make_engine("faster-whisper")
    real.open(models_home / "whisper" / "base")
    yield real
    real.close()


@pytest.mark.engines
def test_two_languages_in_one_film(said: Said, engine: SpeechEngine, base: LocalModel):
    """Joel in Catalan, a second of silence, Cynthia in Spanish: each part is heard in its own language."""
    audio = np.concatenate([said.joel, np.zeros(SPEECH_RATE, np.float32), said.cynthia])
    turn = (len(said.joel) + SPEECH_RATE // 2) * 1000 // SPEECH_RATE
    spans = speech_spans(audio)
    windows = make_windows(spans, languages_of(audio, spans, ["ca", "es"], engine))
    assert [window.lang for window in windows] == ["ca", "es"]
    assert windows[0].end <= turn <= windows[1].start
    transcript = transcribe(audio, ["ca", "es"], engine, base, Options(hearings=1))
    assert set(transcript.languages) == {"ca", "es"}
    assert all((word.start < turn) == (word.lang == "ca") for word in transcript.words)
    starts = [word.start for word in transcript.words]
    assert starts == sorted(starts)
    for lang, some in (("ca", {"joel", "barri", "quan"}), ("es", {"hola", "camino", "programa"})):
        heard = " ".join(word.text.lower() for word in transcript.words if word.lang == lang)
        assert sum(word in heard for word in some) >= 2, heard


@pytest.mark.engines
@pytest.mark.parametrize("sound", ["noise", "tone", "chord", "beeps"])
def test_what_is_no_speech_is_not_turned_into_words(engine: SpeechEngine, base: LocalModel, sound: str):
    at = np.arange(6 * SPEECH_RATE) / SPEECH_RATE
    sounds = {
        "noise": np.random.default_rng(1).normal(0, 0.05, len(at)),
        "tone": 0.3 * np.sin(2 * np.pi * 440 * at),
        "chord": sum(0.2 * np.sin(2 * np.pi * pitch * at) for pitch in (220, 277, 330)),
        "beeps": 0.3 * np.sin(2 * np.pi * 880 * at) * (at % 0.5 < 0.1),
    }
    transcript = transcribe(np.asarray(sounds[sound], np.float32), ["ca"], engine, base, Options())
    assert transcript.words == ()
