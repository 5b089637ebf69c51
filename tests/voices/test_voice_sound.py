"""What any voice gave becomes one kind of sound."""

from __future__ import annotations

import re
import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from pipeline.voices.voice_sound import LOUDNESS, PEAK, RATE, finished, loudness_of, resampled, trimmed
from pipeline.voices.voices import VoiceError, VoiceSound


def tone(ms: int, hz: int = RATE, level: float = 0.1, pitch: float = 440.0) -> np.ndarray:
    at = np.arange(ms * hz // 1000) / hz
    return (level * np.sin(2 * np.pi * pitch * at)).astype(np.float32)


def babble(ms: int) -> np.ndarray:
    """Loud and soft stretches of noise and tones, with pauses between them."""
    random = np.random.default_rng(7)
    noise = random.standard_normal(ms * RATE // 1000).astype(np.float32) * np.float32(0.05)
    gate = np.repeat(random.choice([0.0, 0.2, 1.0], size=ms // 250), RATE // 4).astype(np.float32)
    return (noise[: len(gate)] + tone(ms)[: len(gate)]) * gate


@pytest.mark.parametrize("sound", [babble(6_000), tone(3_000, pitch=80), tone(3_000, pitch=5_000)], ids=["b", "l", "h"])
def test_loudness_is_what_ffmpeg_measures(sound: np.ndarray) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    done = subprocess.run([*command, "-af", "ebur128", "-f", "null", "-"], input=sound.tobytes(), capture_output=True)
    summary = done.stderr.decode().rpartition("Summary:")[2]
    assert loudness_of(sound) == pytest.approx(float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0]), abs=0.15)


@pytest.mark.parametrize("hz", [16_000, 22_050, 24_000, 48_000])
def test_other_rates_keep_length_and_pitch(hz: int) -> None:
    sound = resampled(VoiceSound(tone(1_000, hz), hz))
    assert len(sound) == pytest.approx(RATE, abs=64)
    assert np.argmax(np.abs(np.fft.rfft(sound))) == pytest.approx(440, abs=2)
    assert resampled(VoiceSound(tone(1_000, hz), hz)).tobytes() == sound.tobytes()


def test_silence_and_its_noise_are_cut_at_both_ends_and_not_within() -> None:
    hiss = np.random.default_rng(1).standard_normal(RATE // 2).astype(np.float32) * np.float32(1e-5)
    spoken = np.concatenate([hiss, tone(300), hiss, tone(300), hiss])
    cut = trimmed(spoken)
    assert len(cut) == pytest.approx(RATE * 1.1, abs=RATE * 0.02)
    assert cut[0] == cut[-1] == 0


@pytest.mark.parametrize("level", [0.003, 0.1, 0.9])
def test_quiet_and_loud_voices_become_equally_loud(level: float) -> None:
    assert loudness_of(finished(VoiceSound(tone(2_000, 16_000, level), 16_000))) == pytest.approx(LOUDNESS, abs=0.1)


def test_no_peak_is_cut_for_loudness() -> None:
    clicks = np.zeros(RATE, dtype=np.float32)
    clicks[:: RATE // 10] = 0.5
    sound = finished(VoiceSound(clicks, RATE))
    assert np.abs(sound).max() <= PEAK + 1e-6


@pytest.mark.parametrize("silence", [np.zeros(0), np.zeros(3), np.zeros(RATE), np.full(RATE, 1e-5)])
def test_silence_is_no_speech(silence: np.ndarray) -> None:
    with pytest.raises(VoiceError, match="no sound"):
        finished(VoiceSound(silence.astype(np.float32), 16_000))
