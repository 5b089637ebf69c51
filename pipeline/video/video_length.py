"""How long a made video is, from the packets that are in it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff

#: ffmpeg's AV_PKT_FLAG_DISCARD: a packet that an edit list hides.
HIDDEN = 4


def shown_ms(video: Path) -> Fraction:
    """From the first picture of an MP4 to its last, in ms.

    ffmpeg reads it, not we: the index of a long video takes many times the memory of all else that we keep of it.
    Raises RenderError, also where there is no picture.
    """
    span = _Span()
    graph = ff.picture(video, **ff.NO_DECODER).output("pipe:1", codec="copy", f="framecrc")
    ff.run(graph, subject=video, on_line=span.take)
    if span.last is None:
        raise RenderError("there is no picture in this video.", where=video)
    return (span.last - span.first) * span.time_base * 1000


class _Span:
    """Takes ffmpeg's framecrc line by line: "#tb 0: 1/12800", then "0, dts, pts, duration, size, CRC, F=flags"."""

    def __init__(self) -> None:
        self.time_base = Fraction(1)
        self.first: int = 0
        self.last: int | None = None

    def take(self, line: str) -> None:
        if line.startswith("#tb 0:"):
            self.time_base = Fraction(line.partition(":")[2].strip())
        elif not line.startswith("#"):
            _, _, pts, _, _, _, *flags = line.split(",")
            if not (flags and int(flags[0].partition("=")[2], 16) & HIDDEN):
                self._add(int(pts))

    def _add(self, pts: int) -> None:
        self.first = pts if self.last is None else min(self.first, pts)
        self.last = pts if self.last is None else max(self.last, pts)
