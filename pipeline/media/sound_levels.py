"""How loud sound is, moment by moment, and whether two sounds are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Hz at which is listened: the rate of the voice detector, and of Whisper.
RATE = 16_000

#: ms of one value of an envelope.
FRAME_MS = 50

#: dBFS of the louder moments under which a track or a channel is silent. The louder moments are a twentieth of the
#: time, and no more than LOUD_MS: who says one word in a long film has said it.
SILENT = -60.0
LOUD_MS = 300

#: Correlation of two envelopes from which they are of the same speech; ms by which one may come later.
SAME_SPEECH = 0.5
LAG_MS = 500


def same_speech(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether two envelopes rise and fall together, one perhaps a little later."""
    size, most = min(len(one), len(other)), LAG_MS // FRAME_MS
    if size <= 2 * most:
        return False
    a = one[:size]
    return any(
        alike(a[max(0, lag) : size + min(0, lag)], other[max(0, -lag) : size - max(0, lag)]) > SAME_SPEECH
        for lag in range(-most, most + 1)
    )


def alike(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Correlation, −1..1; 0 where one of them does not change."""
    import numpy as np

    a, b = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale > 1e-12 else 0.0


def loud_rms(envelope: NDArray[np.float64]) -> float:
    """RMS (0..1) that the louder moments have at least; 0 where there are none."""
    import numpy as np

    if not len(envelope):
        return 0.0
    count = max(1, min(LOUD_MS // FRAME_MS, len(envelope) // 20))
    return float(np.partition(envelope, -count)[-count])


def loud_db(envelope: NDArray[np.float64]) -> float:
    """`loud_rms` in dBFS."""
    import numpy as np

    return float(decibels(np.array([loud_rms(envelope)]))[0])


def envelope_of(mono: NDArray[Any]) -> NDArray[np.float64]:
    """RMS (0..1) of each whole frame."""
    import numpy as np

    size = RATE * FRAME_MS // 1000
    frames = mono[: len(mono) // size * size].reshape(-1, size)
    return np.asarray(np.sqrt(np.square(frames, dtype=np.float64).mean(axis=1)))


def decibels(envelope: NDArray[np.float64]) -> NDArray[np.float64]:
    """RMS (0..1) in dBFS; silence is −180."""
    import numpy as np

    return np.asarray(20 * np.log10(envelope + 1e-9))
