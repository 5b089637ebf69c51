"""Loudness for a drawing."""

from __future__ import annotations

import numpy as np

from pipeline.media.audio import SPEECH_RATE
from pipeline.media.waveform import PEAK_MS, peaks


def test_a_byte_for_each_stretch_the_loudest_is_255() -> None:
    size = SPEECH_RATE * PEAK_MS // 1000
    audio = np.zeros(3 * size + 1, dtype=np.float32)
    audio[size] = -0.5
    audio[3 * size] = 0.125
    assert list(peaks(audio)) == [0, 255, 0, 128]


def test_silence_and_nothing() -> None:
    assert peaks(np.zeros(0, dtype=np.float32)) == b""
    assert set(peaks(np.zeros(SPEECH_RATE, dtype=np.float32))) == {0}
