"""How a voice sounds, as a vector: voices of one person lie close together.

The network is the speaker encoder of Resemblyzer (Apache-2.0; generalised end-to-end loss, Wan et al. 2018): three
LSTM layers over 40 mel bands. Only the weights of that package are used; its own loading code would bring a compiler
and half a gigabyte of packages for what is a few lines here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.media.audio import SPEECH_RATE, clip
from pipeline.packaged import check_packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.audio import Audio

    Matrix = NDArray[np.float32]

PACKAGE = "resemblyzer"
WEIGHTS = "resemblyzer/pretrained.pt"

#: The encoder's own numbers: 25 ms windows every 10 ms, 40 mel bands, pieces of 160 frames (1.6 s), 256 units.
WINDOW, HOP, BANDS, PIECE, UNITS, LAYERS = 400, 160, 40, 160, 256, 3

#: Frames from one piece to the next: about 1.3 pieces a second, as the encoder's authors use it.
STEP = 77

#: Pieces that go through the network together, at least.
AT_ONCE = 64

#: dBFS to which quiet speech is raised, as in training.
LOUDNESS = -30.0


def weights_file() -> Path | None:
    """Where the weights lie, or None when the package is not installed."""
    try:
        found = Path(str(metadata.distribution(PACKAGE).locate_file(WEIGHTS)))
    except metadata.PackageNotFoundError:
        return None
    return found if found.is_file() else None


def load() -> None:
    """Loads what `embeddings` needs, which takes a second and a half; nothing without the weights."""
    if weights_file() is not None:
        _encoder()


def embeddings(audio: Audio, spans: Sequence[tuple[int, int]]) -> Matrix:
    """One vector of length 1 for each span (ms): shape (spans, 256). The weights must be installed."""
    import numpy as np

    if not spans:
        return np.zeros((0, UNITS), dtype=np.float32)
    cut = (_pieces(clip(audio, start, end)) for start, end in spans)
    vectors, counts = _encoded(cut)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    mean = np.add.reduceat(vectors, first, axis=0) / np.asarray(counts, np.float32)[:, None]
    return np.asarray(mean / (np.linalg.norm(mean, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def _encoded(cut: Iterable[Matrix]) -> tuple[Matrix, list[int]]:
    """The vectors of all pieces of all spans, and how many pieces each span has: many at once, for the network goes
    through a piece frame by frame, and through many hardly slower than through one."""
    import numpy as np
    import torch

    vectors: list[Matrix] = []
    waiting: list[Matrix] = []
    counts: list[int] = []

    def encode() -> None:
        with torch.no_grad():
            vectors.append(_encoder()(torch.from_numpy(np.concatenate(waiting))).numpy())
        waiting.clear()

    for pieces in cut:
        counts.append(len(pieces))
        waiting.append(pieces)
        if sum(map(len, waiting)) >= AT_ONCE:
            encode()
    if waiting:
        encode()
    return np.concatenate(vectors), counts


def _pieces(sound: Matrix) -> Matrix:
    """What the network is given of a sound: shape (pieces, PIECE, BANDS), at least one piece."""
    import numpy as np

    mel = _mel(_raised(sound))
    starts = list(range(0, max(1, len(mel) - PIECE + 1), STEP))
    if starts[-1] + PIECE < len(mel):
        starts.append(len(mel) - PIECE)
    cut = [mel[start : start + PIECE] for start in starts]
    return np.stack([np.pad(piece, ((0, PIECE - len(piece)), (0, 0)), mode="wrap") for piece in cut])


def _raised(sound: Matrix) -> Matrix:
    import numpy as np

    power = float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))) if len(sound) else 0.0
    if not power:
        return sound
    gain = LOUDNESS - 20 * np.log10(power)
    return sound * np.float32(10 ** (gain / 20)) if gain > 0 else sound


def _mel(sound: Matrix) -> Matrix:
    """Mel power spectrum, shape (frames, 40); not its logarithm, as the encoder was trained."""
    import numpy as np

    padded = np.pad(sound, WINDOW // 2)
    if len(padded) < WINDOW:
        padded = np.pad(padded, (0, WINDOW - len(padded)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    return np.asarray(power @ _filters().T, dtype=np.float32)


@functools.cache
def _filters() -> Matrix:
    import numpy as np
    from faster_whisper.feature_extractor import FeatureExtractor

    filters = FeatureExtractor.get_mel_filters(SPEECH_RATE, WINDOW, n_mels=BANDS)
    return np.asarray(filters, dtype=np.float32)


@functools.cache
def _encoder() -> Any:
    """The network as a function: (pieces, 160, 40) → (pieces, 256). Raises EngineError for other weights."""
    import torch

    path = weights_file()
    assert path is not None, "ask weights_file() first"
    check_packaged(path)
    state = torch.load(path, map_location="cpu", weights_only=True)["model_state"]
    lstm = torch.nn.LSTM(BANDS, UNITS, LAYERS, batch_first=True)
    linear = torch.nn.Linear(UNITS, UNITS)
    lstm.load_state_dict({key[5:]: value for key, value in state.items() if key.startswith("lstm.")})
    linear.load_state_dict({key[7:]: value for key, value in state.items() if key.startswith("linear.")})

    def encode(mels: Any) -> Any:
        _, (hidden, _) = lstm(mels)
        raw = torch.relu(linear(hidden[-1]))
        return raw / (torch.norm(raw, dim=1, keepdim=True) + 1e-9)

    return encode
