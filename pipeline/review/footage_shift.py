"""Footage that was replaced or trimmed: by how much its sound has moved, and cues moved with it.

The loudness of the sound, a number every 10 ms, is kept at each build. Where the footage is another one later, the two
are laid over each other at every offset; the one at which they agree best is it, if they agree there as nowhere else.
No I/O here.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.captions.moves import Move
from pipeline.cues import Cue
from pipeline.media.audio import floats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.audio import Audio

#: Values of an envelope a second: 10 ms each, a quarter of a frame.
RATE = 100
STEP_MS = 1000 // RATE

#: Least common sound that can tell an offset: a sentence and the pauses around it (s), and a share of the shorter one.
LEAST_S = 2.5
LEAST_SHARE = 0.4
#: Least correlation of the two at the offset. The same recording cut, encoded again, quieter or with noise gives 0.88
#: to 1.0, other speech up to 0.36 (the four stand-in stories against each other). Seconds of sound can be alike by
#: chance: what is shorter than LONG_S has to agree better, up to ALIKE more.
LEAST_AGREEMENT = 0.55
LONG_S = 10
ALIKE = 0.3
#: … and how much of it must be missing at every other offset, AROUND_S away or more.
LEAST_LEAD = 0.15
AROUND_S = 0.3
#: Offsets (ms) below which nothing has moved: half a frame at 25 a second.
STILL_MS = 20

#: Quieter than this (full scale = 1) is silence: −60 dB.
_FLOOR = 1e-3
#: Changes slower than this (s) are not what tells sounds apart: a microphone turned up, a hum.
_SLOW_S = 1.0


@dataclass(frozen=True, slots=True)
class Offset:
    """ms: how much later in the new sound; agreement: correlation there, 0..1."""

    ms: int
    agreement: float


def envelope(audio: Audio, rate: int) -> str:
    """The loudness of mono `audio` (−1..1, `rate` Hz): a byte for every 10 ms, −60..0 dB as 0..255, in base64."""
    import numpy as np

    step = rate // RATE
    frames = audio[: len(audio) // step * step].reshape(-1, step)
    power = np.sqrt(np.mean(np.square(floats(frames), dtype=np.float64), axis=1))
    decibels = 20 * np.log10(np.maximum(power, _FLOOR))
    levels = np.clip(np.round((decibels + 60) * 255 / 60), 0, 255).astype(np.uint8)
    return base64.b64encode(levels.tobytes()).decode("ascii")


def offset(old: str, new: str) -> Offset | None:
    """How much later the sound of envelope `old` is in `new`; None where it cannot be told: too little in common,
    silence, other sound altogether, or several offsets that fit alike. Precise to about 5 ms."""
    import numpy as np

    a, b = _levels(old), _levels(new)
    least = max(int(LEAST_S * RATE), int(LEAST_SHARE * min(len(a), len(b))))
    if min(len(a), len(b)) < least:
        return None
    agreement = _agreement(a, b, least)
    best = int(np.argmax(agreement))
    around = int(AROUND_S * RATE)
    elsewhere = np.concatenate([agreement[: max(0, best - around)], agreement[best + around + 1 :]])
    rival = float(elsewhere.max()) if len(elsewhere) else 0.0
    lag = best - (len(a) - 1)
    common = (min(len(a), len(b) - lag) - max(0, -lag)) / RATE
    needed = LEAST_AGREEMENT + ALIKE * max(0.0, 1 - common / LONG_S)
    if agreement[best] < needed or agreement[best] - rival < LEAST_LEAD:
        return None
    ms = round((lag + _between(agreement, best)) * STEP_MS)
    return Offset(ms if abs(ms) >= STILL_MS else 0, float(agreement[best]))


def _levels(text: str) -> NDArray[np.float64]:
    """Levels without their slow changes."""
    import numpy as np

    levels = np.frombuffer(base64.b64decode(text), dtype=np.uint8).astype(np.float64)
    if not len(levels):
        return levels
    width = int(_SLOW_S * RATE) | 1
    slow = np.convolve(np.pad(levels, width // 2, mode="edge"), np.ones(width) / width, mode="valid")
    return levels - slow


def _agreement(a: NDArray[np.float64], b: NDArray[np.float64], least: int) -> NDArray[np.float64]:
    """Pearson's correlation of what overlaps at each offset from −(len(a) − 1) on; −1 where too little does, or one of
    the two is silent there. All sums at once by FFT (Padfield, "Masked object registration in the Fourier domain")."""
    import numpy as np

    size = len(a) + len(b) - 1
    width = 1 << (size - 1).bit_length()

    def spectrum(values: NDArray[np.float64]) -> NDArray[np.complex128]:
        return np.fft.rfft(values, width)

    def over(one: NDArray[np.complex128], other: NDArray[np.complex128]) -> NDArray[np.float64]:
        return np.fft.irfft(one * other, width)[:size]

    back = a[::-1]
    ones_a, ones_b = spectrum(np.ones_like(a)), spectrum(np.ones_like(b))
    fa, fb = spectrum(back), spectrum(b)
    count = np.maximum(np.round(over(ones_a, ones_b)), 1)
    sum_a, sum_b = over(fa, ones_b), over(ones_a, fb)
    shared = over(fa, fb) - sum_a * sum_b / count
    power_a = over(spectrum(back**2), ones_b) - sum_a**2 / count
    power_b = over(ones_a, spectrum(b**2)) - sum_b**2 / count
    heard = (count >= least) & (power_a > count) & (power_b > count)  # a deviation of one level or more
    return np.where(heard, shared / np.sqrt(np.where(heard, power_a * power_b, 1)), -1.0)


def _between(agreement: NDArray[np.float64], best: int) -> float:
    """Where between two steps the peak lies: that of the parabola through it and its neighbours."""
    if not 0 < best < len(agreement) - 1:
        return 0.0
    before, at, after = (float(value) for value in agreement[best - 1 : best + 2])
    bend = before - 2 * at + after
    return 0.5 * (before - after) / bend if bend < 0 and min(before, after) > -1 else 0.0


def moved(cues: Sequence[Cue], move: Move, end: int | None) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    """`cues` moved, and those of them (as they were) that now lie outside a video of `end` ms (None: unknown).

    A cue stays as long as half of it is inside, and is cut to that.
    """
    kept, outside = [], []
    for cue in cues:
        start, stop = move(cue.start), move.unclipped(cue.end)
        whole = stop - move.unclipped(cue.start)
        if end is not None:
            stop = min(stop, end)
        if 2 * (stop - start) >= whole > 0:
            kept.append(cue.moved(start, stop))
        else:
            outside.append(cue)
    return tuple(kept), tuple(outside)
