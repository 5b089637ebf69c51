"""When each picture of a video is shown, to the tick: what pieces are cut by and captions are timed by.

Of footage of hours these are many numbers, and the index by which libav finds packets is many times as large: so they
are kept in arrays, and on disk, and footage is opened once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.ffmpeg import ONLY_FILES, file_url

#: Containers that name the time of every picture and can be entered at any key picture. In others (transport streams,
#: AVI, camera tapes) times are guessed while decoding, so that a part of them is not known to be the part of the whole.
INDEXED = frozenset({"mov", "mp4", "matroska", "webm"})


def indexed(container: str) -> bool:
    """Whether a container, by ffmpeg's names for it, is one of INDEXED."""
    return bool(INDEXED & set(container.split(",")))


@dataclass(frozen=True, slots=True)
class Frames:
    """times: presentation times of all pictures in ticks of `time_base` (s), ascending. keys: of those that decoding
    can start at, ascending. exact: whether a part of the file is sure to hold the pictures that the whole has at that
    time. rate: pictures a second, as ffmpeg takes them to come even where they don't; 0: not known.
    """

    time_base: Fraction
    times: array[int]
    keys: array[int]
    exact: bool
    rate: Fraction = Fraction(0)

    def ms(self, number: int) -> Fraction:
        """When picture `number` is shown, in ms from the first one."""
        return (self.times[number] - self.times[0]) * self.time_base * 1000

    def at(self, ms: int | Fraction) -> int:
        """The number of the first picture at or after `ms`; one past the last where there is none."""
        return bisect_left(self.times, ceil(Fraction(ms) / 1000 / self.time_base) + self.times[0])

    def is_key(self, number: int) -> bool:
        """Whether decoding can start at picture `number`."""
        at = bisect_left(self.keys, self.times[number])
        return at < len(self.keys) and self.keys[at] == self.times[number]

    def gaps(self) -> Any:
        """The ticks between two pictures, ascending (int64, one fewer than pictures)."""
        import numpy as np

        return np.sort(np.diff(_numbers(self.times)))


def read_frames(path: Path) -> Frames:
    """Reads all packets of the first stream of moving pictures, without decoding (about 0.1 s a 10 min).

    `path`: footage that `probe` has accepted. Raises RenderError.
    """
    import av

    pictures = Pictures()
    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            stream = moving(container)[0]
            for packet in container.demux(stream):
                pictures.take(packet)
            return pictures.frames(container, stream)
    except av.error.FFmpegError as error:
        remedy = "Copy the footage again and run the same command again."
        raise RenderError("this video can no longer be read.", where=path, remedy=remedy) from error


def moving(container: Any) -> list[Any]:
    """The streams of moving pictures of an open file (PyAV): cover art is none."""
    from av.stream import Disposition

    cover = Disposition.attached_pic | Disposition.timed_thumbnails
    return [stream for stream in container.streams.video if not stream.disposition & cover]


class Pictures:
    """Takes the packets of one stream of pictures (PyAV) in the order of the file, and gives their Frames."""

    def __init__(self) -> None:
        self._times, self._keys = array("q"), array("q")
        self._whole = True

    def take(self, packet: Any) -> None:
        if packet.pts is None:
            self._whole = self._whole and packet.size == 0  # the empty packet that ends the stream has no time either
        elif not packet.is_discard:
            self._times.append(packet.pts)
            if packet.is_keyframe:
                self._keys.append(packet.pts)

    def frames(self, container: Any, stream: Any) -> Frames:
        import numpy as np

        ticks = _numbers(self._times)
        ticks.sort()  # in place: numbers of Python's own would take five times the memory
        _numbers(self._keys).sort()
        distinct = bool((np.diff(ticks) > 0).all())
        exact = self._whole and distinct and indexed(container.format.name)
        return Frames(Fraction(stream.time_base), self._times, self._keys, exact, Fraction(stream.guessed_rate or 0))


def save_frames(path: Path, frames: Frames, temp_dir: Path | None = None) -> None:
    """Keeps `frames` at `path` (.npz), for `saved_frames`. temp_dir: on the same file system. Raises OSError."""
    import numpy as np

    clock = [*frames.time_base.as_integer_ratio(), *frames.rate.as_integer_ratio(), int(frames.exact)]
    with files.replacing(path, temp_dir) as temp, temp.open("wb") as stream:
        np.savez(stream, times=_numbers(frames.times), keys=_numbers(frames.keys), clock=np.array(clock, np.int64))


def saved_frames(path: Path) -> Frames:
    """What `save_frames` has kept. Raises RenderError where that cannot be read."""
    import numpy as np

    try:
        with np.load(path) as kept:
            base, base_of, rate, rate_of, exact = (int(number) for number in kept["clock"])
            times, keys = array("q", kept["times"].tobytes()), array("q", kept["keys"].tobytes())
        return Frames(Fraction(base, base_of), times, keys, bool(exact), Fraction(rate, rate_of))
    except Exception as error:  # numpy answers damaged files with errors of every kind
        remedy = "Delete it and run the same command again."
        raise RenderError("this file of ours is damaged.", where=path, remedy=remedy) from error


def _numbers(ticks: array[int]) -> Any:
    """The same memory, for numpy."""
    import numpy as np

    return np.frombuffer(ticks, dtype=np.int64)
