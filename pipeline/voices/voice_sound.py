"""What any voice gave → one kind of sound: 48 kHz, without silence at its ends, equally loud.

Loudness is that of ITU-R BS.1770-4 (K-weighting, blocks of 400 ms, both gates) of the mono sound, as ffmpeg's `ebur128`
measures it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.messages import tr
from pipeline.voices.voices import VoiceError, VoiceSound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.voices.voices import Samples

#: Hz of all that is spoken: the rate of sound in video.
RATE = 48_000

#: LUFS of all that is spoken, as broadcasters have it (EBU R 128); where that would push a peak over PEAK, less.
LOUDNESS = -23.0
PEAK = 10 ** (-1 / 20)

#: Silence is what lies this many dB below the loudest FRAME_MS; of what is left, EDGE_MS are faded at both ends.
FLOOR_DB, FRAME_MS, EDGE_MS = -50.0, 10, 5

#: dBFS of its loudest moment under which a voice has said nothing.
SILENT = -60.0

#: BS.1770-4, annex 1, tables 1 and 2: the two filters of K-weighting at 48 kHz, numerators and denominators.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_BLOCK, _STEP = RATE * 4 // 10, RATE // 10


def finished(sound: VoiceSound) -> Samples:
    """`sound` at RATE, trimmed of silence, at LOUDNESS. Raises VoiceError where there is nothing to hear."""
    import numpy as np

    spoken = trimmed(resampled(sound))
    return (spoken * np.float32(gain_of([spoken]))).astype(np.float32)


def gain_of(parts: Sequence[Samples]) -> float:
    """The factor by which samples (at RATE) are together at LOUDNESS, or as near as PEAK allows. Of several, the mean
    counts as that of blocks does (ITU-R BS.1770): measured at once, an hour would take gigabytes."""
    import numpy as np

    powers = [10 ** (loudness_of(part) / 10) for part in parts]
    together = 10 * np.log10(np.average(powers, weights=[len(part) for part in parts]))
    return float(min(10 ** ((LOUDNESS - together) / 20), PEAK / max(float(np.abs(part).max()) for part in parts)))


def resampled(sound: VoiceSound, hz: int = RATE) -> Samples:
    """The samples of `sound` at `hz`."""
    import av
    import numpy as np

    samples = np.ascontiguousarray(sound.samples, dtype=np.float32)
    if sound.hz == hz or not len(samples):
        return samples
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = sound.hz
    resampler = av.AudioResampler(format="flt", layout="mono", rate=hz)
    parts = [part.to_ndarray().reshape(-1) for given in (frame, None) for part in resampler.resample(given)]
    return np.concatenate([samples[:0], *parts])


def trimmed(samples: Samples) -> Samples:
    """`samples` (at RATE) without silence at both ends. Raises VoiceError where there is nothing else."""
    import numpy as np

    size = RATE * FRAME_MS // 1000
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    levels = 10 * np.log10(np.square(frames, dtype=np.float64).mean(axis=1) + 1e-12)
    loudest = levels.max(initial=-180.0)
    if loudest < SILENT:
        raise VoiceError(
            tr("the voice made no sound of a text."), remedy=tr("Write it in other words, or record it yourself.")
        )
    heard = np.flatnonzero(levels > loudest + FLOOR_DB)
    spoken = samples[heard[0] * size : (heard[-1] + 1) * size].copy()
    edge = min(RATE * EDGE_MS // 1000, len(spoken) // 2)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    spoken[:edge] *= ramp
    spoken[len(spoken) - edge :] *= ramp[::-1]
    return spoken


def loudness_of(samples: Samples) -> float:
    """LUFS of mono samples at RATE. What is shorter than a block is one."""
    import numpy as np

    size = 1 << (len(samples) + RATE // 2 - 1).bit_length()
    turn = np.exp(-1j * np.arange(size // 2 + 1) * (2 * np.pi / size))
    spectrum = np.fft.rfft(samples, size)
    for above, below in (_SHELF, _HIGH_PASS):
        spectrum *= np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    power = np.square(np.fft.irfft(spectrum, size)[: len(samples)])
    block = min(_BLOCK, len(samples))
    sums = np.concatenate([np.zeros(1), np.cumsum(power)])
    at = np.arange(0, len(samples) - block + 1, _STEP)
    return _gated((sums[at + block] - sums[at]) / block)


def _gated(powers: NDArray[np.float64]) -> float:
    """The mean of the blocks over −70 LUFS, and of these over 10 LU less than their own mean."""
    import numpy as np

    def lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(-0.691 + 10 * np.log10(power + 1e-12))

    over = powers[lufs(powers) > -70]
    if not len(over):
        return -70.0
    over = over[lufs(over) > float(lufs(over.mean())) - 10]
    return float(lufs(over.mean()))
