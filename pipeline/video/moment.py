"""The picture of the footage that is shown at a time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.media import ffmpeg as ff
from pipeline.media.facts import MediaFacts
from pipeline.video.pictures import hold, progressive, steadied


def shown_at(footage: Path, facts: MediaFacts, at_ms: int) -> Any:
    """The (progressive) pictures from the one at `at_ms` of the film on, as an ffmpeg-python stream: the first at or
    after it, or where pictures are held, the last one before."""
    at = Fraction(at_ms + facts.offset_ms, 1000)
    lead = Fraction(ff.UNINDEXED_LEAD_MS, 1000) if facts.container in ff.UNINDEXED else 0
    near = max(Fraction(0), at - lead)
    # Seeking alone would count from the first packet of any stream; so ffmpeg only jumps near, on the file's clock.
    jump = {"ss": f"{float(near):.3f}", "seek_timestamp": 1, "noaccurate_seek": None}
    pictures = progressive(ff.stream(footage, facts.picture, **jump, **steadied(facts)), facts)
    return hold(pictures, facts, at) if facts.held else pictures.filter("trim", start=f"{float(at):.3f}")
