"""When the pictures of a file end, by its packets and by what it says itself; and whether it was cut short."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.errors import MediaError
from pipeline.media.frames import Frames, Pictures
from pipeline.media.matroska import is_whole
from pipeline.messages import tr

#: A file that ends more than this before its own header says is taken as cut short.
MISSING_END_MS = 1000


def end_of(path: Path, frames: Frames, pictures: Pictures, container: Any, video: Any, last_ms: int) -> int:
    """When the last picture is gone, in ticks: it stands as long as the typical one, or longer where the file says so
    and is no longer as a whole. last_ms: end of the last packet of all streams."""
    gaps = frames.gaps()
    if len(gaps):
        typical = frames.times[-1] + int(gaps[len(gaps) // 2])
    else:
        typical = frames.times[-1] + round(1 / (Fraction(video.average_rate or 25) * frames.time_base))
    declared = _declared(container, video)
    if _is_matroska(container) and to_ms(declared, video.time_base) - last_ms > MISSING_END_MS and is_whole(path):
        return declared  # its packets need not say how long they are
    return max(typical, min(pictures.end, declared))


def _declared(container: Any, video: Any) -> int:
    """When the file says that its pictures end, in their ticks. Matroska and WebM say it only of the file as a whole,
    and some programs count from zero there, others from the first picture."""
    if video.duration and not _is_matroska(container):  # what FFmpeg says of one with few pictures is the file's
        return int((video.start_time or 0) + video.duration)
    begins = 0 if _is_matroska(container) else container.start_time or 0
    return int(Fraction(begins + (container.duration or 0), 1_000_000) / video.time_base)


def _is_matroska(container: Any) -> bool:
    return "matroska" in container.format.name


def refuse_cut_short(path: Path, container: Any, video: Any, end: int, last_ms: int) -> None:
    """last_ms: of all streams. Where a file says only how long it is as a whole, any of them may be that long."""
    declared = to_ms(_declared(container, video), video.time_base)
    own = video.duration and not _is_matroska(container)
    found = to_ms(end, video.time_base) if own else max(last_ms, to_ms(end, video.time_base))
    if declared - found > MISSING_END_MS:
        raise MediaError(
            tr(
                "the file is cut short: it says {declared:.1f} s but ends after {found:.1f} s.",
                declared=declared / 1000,
                found=found / 1000,
            ),
            where=path,
            remedy=tr("Copy it again from the camera or the editor."),
        )


def to_ms(ticks: int, time_base: Fraction) -> int:
    """A time in ticks of `time_base` (s), in ms."""
    return round(ticks * time_base * 1000)
