"""When each picture of a video is shown, to the tick: what pieces are cut by and captions are timed by."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.errors import RenderError
from pipeline.media.ffmpeg import FORMATS, file_url

#: Containers that name the time of every picture and can be entered at any key picture. In others (transport streams,
#: AVI, camera tapes) times are guessed while decoding, so that a part of them is not known to be the part of the whole.
INDEXED = frozenset({"mov", "mp4", "matroska", "webm"})


def indexed(container: str) -> bool:
    """Whether a container, by ffmpeg's names for it, is one of INDEXED."""
    return bool(INDEXED & set(container.split(",")))


@dataclass(frozen=True, slots=True)
class Frames:
    """times: presentation times of all pictures in ticks of `time_base` (s), ascending. keys: of those that decoding
    can start at. exact: whether a part of the file is sure to hold the pictures that the whole has at that time.
    rate: pictures a second, as ffmpeg takes them to come even where they don't; 0: not known.
    """

    time_base: Fraction
    times: array[int]
    keys: frozenset[int]
    exact: bool
    rate: Fraction = Fraction(0)

    def ms(self, number: int) -> Fraction:
        """When picture `number` is shown, in ms from the first one."""
        return (self.times[number] - self.times[0]) * self.time_base * 1000

    def at(self, ms: int | Fraction) -> int:
        """The number of the first picture at or after `ms`; one past the last where there is none."""
        return bisect_left(self.times, ceil(Fraction(ms) / 1000 / self.time_base) + self.times[0])


def read_frames(path: Path) -> Frames:
    """Reads all packets of the first stream of moving pictures, without decoding (about 0.1 s a 10 min).

    `path`: footage that `probe` has accepted. Raises RenderError.
    """
    import av
    from av.stream import Disposition

    cover = Disposition.attached_pic | Disposition.timed_thumbnails
    options = {"protocol_whitelist": "file", "format_whitelist": FORMATS}
    try:
        with av.open(file_url(path), options=options) as container:
            return _frames(container, next(s for s in container.streams.video if not s.disposition & cover))
    except av.error.FFmpegError as error:
        remedy = "Copy the footage again and run the same command again."
        raise RenderError("this video can no longer be read.", where=path, remedy=remedy) from error


def _frames(container: Any, stream: Any) -> Frames:
    import numpy as np

    times, keys, whole = array("q"), set(), True
    for packet in container.demux(stream):
        if packet.pts is None:
            whole = whole and packet.size == 0  # the empty packet that ends the stream has no time either
        elif not packet.is_discard:
            times.append(packet.pts)
            if packet.is_keyframe:
                keys.add(packet.pts)
    ticks = np.frombuffer(times, dtype=np.int64)
    ticks.sort()  # in place: numbers of Python's own would take five times the memory
    distinct = bool((np.diff(ticks) > 0).all())
    exact = whole and distinct and indexed(container.format.name)
    return Frames(Fraction(stream.time_base), times, frozenset(keys), exact, Fraction(stream.guessed_rate or 0))
