"""When the last picture of a made video comes, from the packets at its end."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.messages import tr

#: ffmpeg's AV_PKT_FLAG_DISCARD: a packet that an edit list hides.
HIDDEN = 4


def last_picture_ms(video: Path, near_ms: Fraction) -> Fraction:
    """When the last picture of an MP4 comes, in ms on the file's clock.

    near_ms: about when; all from the key picture before it on is read, and nothing of what is before that.
    ffmpeg reads it, not we: the index of a long video takes many times the memory of all else that we keep of it.
    Raises RenderError, also where there is no picture.
    """
    last = _Last()
    jump = {"ss": f"{float(near_ms / 1000):.6f}", "seek_timestamp": 1, "noaccurate_seek": None}
    graph = ff.picture(video, **jump, **ff.NO_DECODER).output("pipe:1", codec="copy", f="framecrc")
    ff.run(graph, subject=video, on_line=last.take)
    if last.ticks is None:
        raise RenderError(tr("there is no picture in this video."), where=video)
    return last.ticks * last.time_base * 1000


class _Last:
    """Takes ffmpeg's framecrc line by line: "#tb 0: 1/12800", then "0, dts, pts, duration, size, CRC, F=flags"."""

    def __init__(self) -> None:
        self.time_base = Fraction(1)
        self.ticks: int | None = None

    def take(self, line: str) -> None:
        if line.startswith("#tb 0:"):
            self.time_base = Fraction(line.partition(":")[2].strip())
        elif not line.startswith("#"):
            _, _, pts, _, _, _, *flags = line.split(",")
            if not (flags and int(flags[0].partition("=")[2], 16) & HIDDEN):
                self.ticks = int(pts) if self.ticks is None else max(self.ticks, int(pts))
