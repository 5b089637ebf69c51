"""How loud sound is, moment by moment, and whether two sounds are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.sound_levels import (
    FRAME_MS,
    LAG_MS,
    LOUD_MS,
    RATE,
    SILENT,
    alike,
    decibels,
    envelope_of,
    loud_db,
    loud_rms,
    same_speech,
)

FRAME = RATE * FRAME_MS // 1000


def speech(seed: int, frames: int = 200) -> np.ndarray:
    """An envelope that rises and falls as no other does."""
    return np.random.default_rng(seed).random(frames)


def test_an_envelope_has_the_rms_of_each_whole_frame() -> None:
    sound = np.concatenate([np.full(FRAME, 0.5), np.tile([1.0, -1.0], FRAME // 2), np.ones(FRAME - 1)])
    assert envelope_of(sound).tolist() == [0.5, 1.0]
    assert len(envelope_of(np.ones(FRAME - 1))) == 0


def test_decibels_of_full_scale_half_and_silence() -> None:
    assert decibels(np.array([1.0, 0.5, 0.0])).round(2).tolist() == [0.0, -6.02, -180.0]


def test_who_says_one_word_in_a_long_film_has_said_it() -> None:
    hour = np.zeros(3_600_000 // FRAME_MS)
    hour[1000 : 1000 + LOUD_MS // FRAME_MS] = 0.1
    assert loud_rms(hour) == 0.1 and loud_db(hour) > SILENT
    hour[1000] = 0
    assert loud_rms(hour) == 0, "a click is no word"


def test_of_a_short_sound_a_twentieth_is_enough() -> None:
    assert loud_rms(np.array([0.0] * 39 + [0.3, 0.2])) == 0.2
    assert loud_rms(np.array([0.0] * 5 + [0.3])) == 0.3
    assert loud_rms(np.array([])) == 0 and loud_db(np.array([])) == pytest.approx(-180)


@given(st.integers(0, 50), st.floats(0.01, 100), st.floats(-5, 5))
def test_a_sound_is_alike_at_any_level_and_the_opposite_upside_down(seed: int, scale: float, offset: float) -> None:
    sound = speech(seed)
    assert alike(sound, sound * scale + offset) == pytest.approx(1)
    assert alike(sound, -scale * sound) == pytest.approx(-1)
    assert alike(sound, np.full(len(sound), offset)) == 0


@given(st.integers(0, 20), st.integers(-LAG_MS // FRAME_MS, LAG_MS // FRAME_MS))
def test_the_same_speech_may_come_a_little_later(seed: int, lag: int) -> None:
    both = speech(seed, 230)
    assert same_speech(both[15:215], both[15 + lag : 215 + lag])


def test_other_speech_and_what_comes_much_later_is_not_the_same() -> None:
    both = speech(1, 260)
    most = LAG_MS // FRAME_MS
    assert not same_speech(speech(2), speech(3))
    assert not same_speech(both[:200], both[most + 2 : most + 202])
    assert not same_speech(both[: 2 * most], both[: 2 * most]), "too short to tell"
