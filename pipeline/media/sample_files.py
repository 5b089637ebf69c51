"""Samples of ours as files: WAV of 16 bits, one channel, 48 kHz."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Mono at RATE, −1..1.
    Samples = NDArray[np.float32]

#: Hz: the rate of sound in video.
RATE = 48_000

#: 1.0 in samples of 16 bits.
_FULL = 32_767


def write_samples(path: Path, blocks: Iterable[Samples]) -> None:
    """Writes what follows on one another; what is beyond ±1 is cut."""
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for block in blocks:
            file.writeframes(np.round(np.clip(block, -1, 1) * _FULL).astype("<i2").tobytes())


def read_samples(path: Path) -> Samples:
    """What was written. Raises OSError, wave.Error."""
    import numpy as np

    with wave.open(str(path), "rb") as file:
        data = file.readframes(file.getnframes())
    return (np.frombuffer(data, dtype="<i2") / np.float32(_FULL)).astype(np.float32)


def length_ms(samples: Samples) -> int:
    """How long they last."""
    return round(len(samples) * 1000 / RATE)
