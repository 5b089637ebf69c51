"""Footage → the sound that recognition listens to."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.media import ffmpeg as ff
from pipeline.media.facts import MediaFacts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Mono sound at SPEECH_RATE: samples as they are decoded, or −1..1. An hour is 115 MB, or 230.
    Audio = NDArray[np.int16] | NDArray[np.float32]

#: Hz. Whisper's own rate (Radford et al. 2022, section 2.2).
SPEECH_RATE = 16_000

#: dBFS of silence.
SILENT = -180.0

#: How ffmpeg's astats begins a line of its metadata.
_LEVEL = "lavfi.astats.Overall.RMS_level="

#: What 1.0 is in samples of 16 bits.
FULL = 32768

#: Samples that are worked on at once in double precision: an hour of it would be half a gigabyte.
BLOCK = 1 << 20


def speech_audio(path: Path, facts: MediaFacts) -> NDArray[np.int16]:
    """The first sound track, mono at 16 kHz; sample 0 is the first picture of the video.

    Sound that starts late is preceded by silence, and sound from before the first picture is cut, so that every
    time measured in it is a time of the video. Holes in the sound are filled with silence. Empty without a sound
    track. Raises RenderError.
    """
    import numpy as np

    if facts.audio is None:
        return np.zeros(0, dtype=np.int16)
    graph = _speech(path, facts).output("pipe:1", f="s16le", acodec="pcm_s16le", ac=1, ar=SPEECH_RATE)
    raw = ff.run(graph, subject=path, length_ms=facts.duration_ms)
    return np.frombuffer(raw, dtype="<i2").astype(np.int16, copy=False)


def speech_levels(path: Path, facts: MediaFacts, frame_ms: int) -> NDArray[np.float32]:
    """dBFS of every `frame_ms` ms of what `speech_audio` gives, which is itself never held as a whole; silence is −180.

    Raises RenderError.
    """
    import numpy as np

    levels = array("f")
    if facts.audio is None:
        return np.frombuffer(levels, dtype=np.float32)

    def keep(line: str) -> None:
        if line.startswith(_LEVEL):
            levels.append(max(SILENT, float(line.removeprefix(_LEVEL))))

    frames = _speech(path, facts).filter("asetnsamples", n=SPEECH_RATE * frame_ms // 1000)
    measured = frames.filter("astats", metadata=1, reset=1, measure_perchannel="none", measure_overall="RMS_level")
    graph = measured.filter("ametadata", mode="print", file="pipe:1").output("-", format="null")
    ff.run(graph, subject=path, length_ms=facts.duration_ms, on_line=keep)
    return np.frombuffer(levels, dtype=np.float32)


def _speech(path: Path, facts: MediaFacts) -> Any:
    """An ffmpeg-python stream: mono at SPEECH_RATE, its zero the first picture."""
    return aligned(ff.sound(path), facts, SPEECH_RATE).filter("aformat", channel_layouts="mono")


def aligned(sound: Any, facts: MediaFacts, rate: int) -> Any:
    """An ffmpeg-python audio stream whose time zero is the first picture, at `rate` Hz."""
    shifted = sound.filter("asetpts", f"PTS-{facts.offset_ms / 1000:.3f}/TB")
    return shifted.filter("aresample", rate, **{"async": 1, "first_pts": 0})


def floats(audio: Audio) -> NDArray[np.float32]:
    """`audio` as −1..1."""
    import numpy as np

    if audio.dtype == np.int16:
        return audio.astype(np.float32) / np.float32(FULL)
    return audio.astype(np.float32, copy=False)


def loudness(audio: Audio, frame_ms: int) -> NDArray[np.float64]:
    """dBFS of each whole frame of `frame_ms` ms; silence is −180."""
    import numpy as np

    size = SPEECH_RATE * frame_ms // 1000
    frames = audio[: len(audio) // size * size].reshape(-1, size)
    step = max(1, BLOCK // size)
    powers = [
        (floats(frames[at : at + step]).astype(np.float64) ** 2).mean(axis=1) for at in range(0, len(frames), step)
    ]
    return np.asarray(20 * np.log10(np.sqrt(np.concatenate([np.zeros(0), *powers])) + 1e-9))


def clip(audio: Audio, start: int, end: int) -> NDArray[np.float32]:
    """The part of `audio` from `start` to `end` (ms), as far as there is any, as −1..1."""
    per_ms = SPEECH_RATE // 1000
    return floats(audio[max(0, start) * per_ms : max(0, end) * per_ms])
