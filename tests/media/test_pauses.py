"""Where nobody speaks, by the loudness of the sound alone: beside what is around it, not in decibels of its own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.audio import loudness, speech_audio, speech_levels
from pipeline.media.pauses import LEAST_PAUSE_MS, LEVEL_MS, Pause, find_pauses, pauses
from pipeline.media.probe import probe

#: dBFS of a voice near the microphone.
VOICE = -18.0


def sound(*parts: tuple[int, float]) -> np.ndarray:
    """Levels of parts of so many ms, each of one dBFS."""
    return np.concatenate([np.full(ms // LEVEL_MS, level, dtype=np.float32) for ms, level in parts])


@pytest.mark.parametrize("ground", [-90.0, -60.0, -32.0])
def test_a_pause_is_where_the_voice_stops_whatever_is_behind_it(ground: float):
    heard = sound((1_000, ground), (2_000, VOICE), (500, ground), (3_000, VOICE))
    assert pauses(heard) == [Pause(0, 1_000), Pause(3_000, 3_500)]


def test_silence_within_a_word_is_no_pause_and_a_click_ends_none():
    heard = sound((1_000, -60), (1_000, VOICE), (100, -60), (1_000, VOICE), (300, -60), (30, VOICE), (300, -60))
    assert pauses(heard) == [Pause(0, 1_000), Pause(3_100, 3_730)]


def test_music_has_no_pauses_and_no_sound_has_none():
    assert pauses(sound((5_000, -20), (300, -26), (5_000, -20))) == []
    assert pauses(sound((5_000, -180))) == []
    assert pauses(np.zeros(0, dtype=np.float32)) == []


def test_a_quiet_speaker_after_a_loud_one_has_pauses_too():
    loud = [(2_000, -10.0), (400, -60.0)] * 10
    quiet = [(2_000, -34.0), (400, -60.0)] * 10
    assert len(pauses(sound(*loud, *quiet))) == 20


@given(st.lists(st.floats(-180, 0, width=32), max_size=3_000))
def test_pauses_are_in_order_apart_and_inside(levels: list[float]):
    found = pauses(np.array(levels, dtype=np.float32))
    assert all(pause.end - pause.start >= LEAST_PAUSE_MS for pause in found)
    assert all(one.end < two.start for one, two in pairwise(found))
    assert all(pause.start >= 0 and pause.end <= len(levels) * LEVEL_MS for pause in found)


def test_levels_are_those_of_the_sound_that_is_listened_to(clips: Clips):
    path = clips["late picture"]
    facts = probe(path)
    levels, heard = speech_levels(path, facts, LEVEL_MS), loudness(speech_audio(path, facts), LEVEL_MS)
    assert np.abs(levels[: len(heard)] - heard[: len(levels)]).max() < 0.01
    assert abs(len(levels) - len(heard)) <= 1


def test_footage_without_sound_has_no_pauses(clips: Clips):
    silent: Path = clips["25"]
    assert find_pauses(silent, probe(silent)) == []
