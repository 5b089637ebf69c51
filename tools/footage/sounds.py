"""Sounds that are not speech, made from noise and waves with a fixed seed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tools.footage.voice import SAMPLE_RATE, VoiceError, Wave, fade, to_level

Floats = npt.NDArray[np.float64]

SOUND_RMS = 10 ** (-23 / 20)
ROOM_RMS = 10 ** (-62 / 20)  # a quiet room: recorded sound is never digital silence


def make_sound(name: str, length_ms: int) -> Wave:
    """The named sound, `length_ms` long; raises `VoiceError` for a name not in `SOUNDS`."""
    if name not in SOUNDS:
        raise VoiceError(f"unknown sound {name!r}; there is: {', '.join(SOUNDS)}")
    wave = SOUNDS[name](np.arange(SAMPLE_RATE * length_ms // 1000) / SAMPLE_RATE)
    return fade(to_level(wave.astype(np.float32), SOUND_RMS), 250)


def room_tone(samples: int) -> Wave:
    """The faint noise of a room, to lie under everything."""
    return to_level(_noise(samples, 60, 2500, seed=3).astype(np.float32), ROOM_RMS)


def siren(time: Floats) -> Floats:
    """A van that comes, passes and goes: a two-tone horn, its engine, the wet road (seconds in)."""
    end = float(time[-1])
    nearness = 0.25 + 0.75 * np.exp(-(((time - end * 0.55) / (end * 0.28)) ** 2))
    # Passing by lowers the pitch: about 4 % up on the way in and 4 % down on the way out.
    passing = 1.04 - 0.08 / (1 + np.exp(-(time - end * 0.55) * 3))
    high = 0.5 + 0.5 * np.tanh(12 * np.sin(2 * np.pi * time / 1.1))
    horn = _tone((435 + 145 * high) * passing, (1.0, 0.55, 0.4, 0.28, 0.16, 0.1))
    engine = _noise(len(time), 40, 220, seed=1) * (1 + 0.6 * np.sin(2 * np.pi * 27 * time))
    road = _noise(len(time), 900, 5000, seed=2)
    return nearness * (0.55 * _echo(horn) + 0.8 * engine) + 0.18 * nearness**2 * road


def _tone(frequency: Floats, harmonics: tuple[float, ...]) -> Floats:
    phase = 2 * np.pi * np.cumsum(frequency) / SAMPLE_RATE
    sound: Floats = sum((level * np.sin((n + 1) * phase) for n, level in enumerate(harmonics)), np.zeros_like(phase))
    return sound / sum(harmonics)


def _echo(wave: Floats) -> Floats:
    """Walls of a street: three late, softer copies."""
    out = wave.copy()
    for delay_ms, level in ((90, 0.4), (170, 0.25), (310, 0.15)):
        size = SAMPLE_RATE * delay_ms // 1000
        out[size:] += level * wave[:-size]
    return out


def _noise(samples: int, low_hz: float, high_hz: float, seed: int) -> Floats:
    """Noise of one band, at a root mean square of about 0.3."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(samples))
    hertz = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    band = np.fft.irfft(spectrum * ((hertz >= low_hz) & (hertz <= high_hz)), samples)
    return np.asarray(0.3 * band / np.sqrt((band**2).mean()), dtype=np.float64)


SOUNDS = {"siren": siren}
