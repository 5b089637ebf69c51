"""How much memory it takes to make renditions."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cores import cores
from pipeline.media.media_info import MediaInfo
from pipeline.video.dealing import MOST_PIXELS
from pipeline.video.shapes import Form, form_size

#: MB of memory that as many pixels take; and what one worker takes besides: an ffmpeg that decodes.
MOST_PIXELS_MB, DECODING_MB = 2000, 200


def memory_mb(facts: MediaInfo, forms: Sequence[Form], workers: int) -> int:
    """MB that it takes at most to make renditions of these forms, so many segments side by side (0: one a core)."""
    workers = workers or cores()
    at_once = sum(width * height for width, height in (form_size(facts, form) for form in forms))
    return DECODING_MB * workers + max(MOST_PIXELS, at_once * workers) * MOST_PIXELS_MB // MOST_PIXELS
