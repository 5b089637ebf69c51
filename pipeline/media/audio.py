"""Footage → the sound that recognition listens to."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.channels import panned
from pipeline.media.media_info import AudioInfo, MediaInfo
from pipeline.media.sound_levels import RATE
from pipeline.messages import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Mono sound at SPEECH_RATE: samples as they are decoded, or −1..1. An hour is 115 MB, or 230.
    Audio = NDArray[np.int16] | NDArray[np.float32]

#: Hz. Whisper's own rate (Radford et al. 2022, section 2.2).
SPEECH_RATE = RATE

#: ms by which decoded sound may be longer than its packets say.
MORE_MS = 1_000

#: dBFS of silence.
SILENT = -180.0

#: How ffmpeg's astats begins a line of its metadata.
_LEVEL = "lavfi.astats.Overall.RMS_level="

#: What 1.0 is in samples of 16 bits.
FULL = 32768

#: Samples that are worked on at once in double precision: an hour of it would be half a gigabyte.
BLOCK = 1 << 20


def speech_audio(path: Path, facts: MediaInfo) -> NDArray[np.int16]:
    """The film's sound, mono at 16 kHz; sample 0 is the zero of its facts.

    Sound that starts late is preceded by silence, and sound from before that zero is cut, so that every time measured
    in it is a time of the video. Holes in the sound are filled with silence. Empty without a sound track. Raises
    RenderError.
    """
    import numpy as np

    if facts.audio is None:
        return np.zeros(0, dtype=np.int16)
    graph = _speech(path, facts, facts.audio).output("pipe:1", f="s16le", acodec="pcm_s16le", ac=1, ar=SPEECH_RATE)
    raw = ff.run(graph, subject=path, length_ms=facts.duration_ms)
    heard = np.frombuffer(raw, dtype="<i2").astype(np.int16, copy=False)
    _refuse_more_than_there_is(path, facts, facts.audio, len(heard) * 1000 // SPEECH_RATE)
    return heard


def speech_levels(path: Path, facts: MediaInfo, frame_ms: int) -> NDArray[np.float32]:
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

    frames = _speech(path, facts, facts.audio).filter("asetnsamples", n=SPEECH_RATE * frame_ms // 1000)
    measured = frames.filter("astats", metadata=1, reset=1, measure_perchannel="none", measure_overall="RMS_level")
    graph = measured.filter("ametadata", mode="print", file="pipe:1").output("-", format="null")
    ff.run(graph, subject=path, length_ms=facts.duration_ms, on_line=keep)
    return np.frombuffer(levels, dtype=np.float32)


def _speech(path: Path, facts: MediaInfo, audio: AudioInfo) -> Any:
    """The film's sound as an ffmpeg-python stream, mono at SPEECH_RATE."""
    return film_sound(path, facts, audio, SPEECH_RATE).filter("aformat", channel_layouts="mono")


def _refuse_more_than_there_is(path: Path, facts: MediaInfo, audio: AudioInfo, length_ms: int) -> None:
    """ffmpeg begins anew where the rate of the samples changes, with silence for all the time before. Where that is for
    less than a second, it has not been seen before."""
    end = max((each.end_ms for each in facts.streams if each.index in audio.streams), default=0)
    if end and length_ms > end - facts.offset_ms + MORE_MS:
        raise RenderError(
            tr("the sound of this file changes its sample rate on the way, so that its times cannot be known."),
            where=path,
            remedy=tr("Export it again as MP4 (H.264, AAC)."),
        )


def film_sound(path: Path, facts: MediaInfo, audio: AudioInfo, rate: int) -> Any:
    """The film's sound as an ffmpeg-python stream, at `rate` Hz: its tracks mixed, each channel where it belongs, time
    zero that of `facts`. Within ±1 at most but for tracks that are loud at the same time, which floats keep whole."""
    import ffmpeg

    opened, tables = ff.source(path), {stream.index: stream for stream in facts.streams}
    sounds = []
    for index, pan in zip(audio.streams, audio.pan, strict=True):
        sound = opened[str(index)].filter("asetpts", f"PTS-{facts.offset_ms / 1000:.3f}/TB")
        sound = panned(sound, tables[index], pan)
        sounds.append(sound.filter("aresample", rate, **{"async": 1, "first_pts": 0}))
    if len(sounds) == 1:
        return sounds[0]
    layout = "mono" if audio.channels == 1 else "stereo"
    even = [sound.filter("aformat", sample_fmts="fltp", channel_layouts=layout) for sound in sounds]
    return ffmpeg.filter(even, "amix", inputs=len(even), duration="longest", normalize=0)


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
