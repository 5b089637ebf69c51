"""How loud the sound is, moment by moment: what a waveform is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.media.audio import SPEECH_RATE, floats

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: ms of sound in one peak.
PEAK_MS = 50


def peaks(audio: Audio) -> bytes:
    """A byte for each PEAK_MS of `audio` (mono, SPEECH_RATE): its loudest sample, 255 for the loudest of all.

    The square root of it, as ears hear: quiet speech stays visible beside a shout. Empty for no audio.
    """
    import numpy as np

    size = SPEECH_RATE * PEAK_MS // 1000
    count = -(-len(audio) // size)
    padded = np.zeros(count * size, dtype=np.float32)
    padded[: len(audio)] = np.abs(floats(audio))
    loudest = padded.reshape(count, size).max(axis=1) if count else padded
    top = float(loudest.max()) if count else 0.0
    shown = np.sqrt(loudest / top) if top > 0 else loudest
    return bytes(np.rint(shown * 255).astype(np.uint8))
