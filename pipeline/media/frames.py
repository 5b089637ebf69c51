"""When each picture of a video is shown, to the tick: what pieces are cut by and captions are timed by.

Of footage of hours these are many numbers, and the index by which libav finds packets is many times as large: so they
are kept in arrays, and on disk, and footage is opened once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.ffmpeg import ONLY_FILES, file_url
from pipeline.messages import tr

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

    sources: where pictures are held, for each the time of the one of the file that is shown, in ticks of `clock`; empty
    where they are shown as they come.
    """

    time_base: Fraction
    times: array[int]
    keys: array[int]
    exact: bool
    rate: Fraction = Fraction(0)
    sources: array[int] = field(default_factory=lambda: array("q"))
    clock: Fraction = Fraction(0)

    def ms(self, number: int) -> Fraction:
        """When picture `number` is shown, in ms from the first one."""
        return (self.times[number] - self.times[0]) * self.time_base * 1000

    def at(self, ms: int | Fraction) -> int:
        """The number of the first picture at or after `ms`; one past the last where there is none."""
        return bisect_left(self.times, ceil(Fraction(ms) / 1000 / self.time_base) + self.times[0])

    def came(self, number: int) -> Fraction:
        """When the picture comes that is held at `number`, in s on the file's clock."""
        return self.sources[number] * self.clock

    def is_key(self, number: int) -> bool:
        """Whether decoding can start at picture `number`."""
        at = bisect_left(self.keys, self.times[number])
        return at < len(self.keys) and self.keys[at] == self.times[number]

    def gaps(self) -> Any:
        """The ticks between two pictures, ascending (int64, one fewer than pictures)."""
        import numpy as np

        return np.sort(np.diff(_numbers(self.times)))


def read_frames(path: Path) -> Frames:
    """Reads all packets of the pictures of a video of ours, without decoding (about 0.1 s a 10 min). Raises
    RenderError."""
    import av

    pictures = Pictures()
    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            stream = container.streams.video[0]
            for packet in container.demux(stream):
                pictures.take(packet)
            return pictures.frames(container, stream)
    except av.error.FFmpegError as error:
        remedy = tr("Copy the footage again and run the same command again.")
        raise RenderError(tr("this video can no longer be read."), where=path, remedy=remedy) from error


class Pictures:
    """Takes the packets of one stream of pictures (PyAV) in the order of the file, and gives their Frames.

    end: when the last one is gone, by what it says itself.
    """

    def __init__(self) -> None:
        self._times, self._keys = array("q"), array("q")
        self._whole = True
        self.end = 0

    def take(self, packet: Any) -> None:
        pts = packet.pts
        if pts is None:
            self._whole = self._whole and packet.size == 0  # the empty packet that ends the stream has no time either
        elif not packet.is_discard:
            self._times.append(pts)
            end = pts + (packet.duration or 0)
            if end > self.end:
                self.end = end
            if packet.is_keyframe:
                self._keys.append(pts)

    def frames(self, container: Any, stream: Any, since: int | None = None) -> Frames:
        """since: time of the first picture that can be decoded; None where it says none. What comes before it – a
        broadcast is entered between two key pictures – is shown by nobody."""
        import numpy as np

        ticks = _numbers(self._times)
        ticks.sort()  # in place: numbers of Python's own would take five times the memory
        _numbers(self._keys).sort()
        if since is not None and len(ticks) and ticks[0] < since <= ticks[-1]:
            self._times = self._times[bisect_left(self._times, since) :]
            self._keys = self._keys[bisect_left(self._keys, since) :]
            ticks = _numbers(self._times)
        distinct = bool((np.diff(ticks) > 0).all())
        exact = self._whole and distinct and indexed(container.format.name)
        return Frames(Fraction(stream.time_base), self._times, self._keys, exact, Fraction(stream.guessed_rate or 0))


def save_frames(path: Path, frames: Frames, temp_dir: Path | None = None) -> None:
    """Keeps `frames` at `path` (.npz), for `saved_frames`. temp_dir: on the same file system. Raises OSError."""
    import numpy as np

    rates = (frames.time_base, frames.rate, frames.clock)
    clock = [*(number for rate in rates for number in rate.as_integer_ratio()), int(frames.exact)]
    with files.replacing(path, temp_dir) as temp, temp.open("wb") as stream:
        np.savez(
            stream,
            times=_numbers(frames.times),
            keys=_numbers(frames.keys),
            clock=np.array(clock, np.int64),
            sources=_numbers(frames.sources),
        )


def saved_frames(path: Path) -> Frames:
    """What `save_frames` has kept. Raises RenderError where that cannot be read."""
    import numpy as np

    try:
        with np.load(path) as kept:
            numbers = [int(number) for number in kept["clock"]]
            times, keys, sources = (array("q", kept[name].tobytes()) for name in ("times", "keys", "sources"))
        base, rate, clock = (Fraction(*numbers[at : at + 2]) for at in (0, 2, 4))
        return Frames(base, times, keys, bool(numbers[6]), rate, sources, clock)
    except Exception as error:  # numpy answers damaged files with errors of every kind
        remedy = tr("Delete it and run the same command again.")
        raise RenderError(tr("this file of ours is damaged."), where=path, remedy=remedy) from error


def _numbers(ticks: array[int]) -> Any:
    """The same memory, for numpy."""
    import numpy as np

    return np.frombuffer(ticks, dtype=np.int64)
