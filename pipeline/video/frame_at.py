"""The picture of the footage that is shown at a time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.media import ffmpeg as ff
from pipeline.media.frames import Frames
from pipeline.media.media_info import MediaInfo
from pipeline.video.picture_filters import hold, progressive, steadied


def shown_at(footage: Path, facts: MediaInfo, at_ms: int, frames: Frames | None = None) -> Any:
    """The (progressive) pictures from the one at `at_ms` of the film on, as an ffmpeg-python stream: the first at or
    after it, or where pictures are held, the last one before. frames: without them held pictures are looked for from
    the beginning of the file on."""
    at = Fraction(at_ms + facts.offset_ms, 1000)
    if not facts.held:
        near = max(Fraction(0), at - (Fraction(ff.UNINDEXED_LEAD_MS, 1000) if facts.container in ff.UNINDEXED else 0))
        return _opened(footage, facts, near).filter("trim", start=f"{float(at):.3f}")
    came = Fraction(facts.offset_ms, 1000)
    if frames is not None and frames.exact:
        came = frames.came(min(frames.at(at_ms), len(frames.times) - 1))
    return hold(_opened(footage, facts, came or None), facts, at, came, 1)


def _opened(footage: Path, facts: MediaInfo, near: Fraction | None) -> Any:
    """Seeking alone would count from the first packet of any stream; so ffmpeg only jumps near, on the file's clock."""
    jump = {"ss": f"{float(near):.6f}", "seek_timestamp": 1, "noaccurate_seek": None} if near is not None else {}
    return progressive(ff.stream(footage, facts.picture, **jump, **steadied(facts)), facts)
