"""The pictures of the footage as they are encoded: upright, square pixels, even size, video range, 8 bits."""

from __future__ import annotations

from typing import Any

from pipeline.media.facts import MediaFacts


def picture_size(facts: MediaFacts) -> tuple[int, int]:
    """(width, height) px of encoded pictures: as seen, made even (H.264 with 4:2:0 needs it)."""
    return facts.width // 2 * 2, facts.height // 2 * 2


def suits_the_web(facts: MediaFacts) -> bool:
    """Whether every browser plays these pictures as they are, so that they need no new encode."""
    return (
        facts.codec == "h264"
        and facts.pixel_format == "yuv420p"
        and facts.sample_aspect == 1
        and facts.offset_ms == 0
        and facts.width % 2 == 0
        and facts.height % 2 == 0
    )


def prepared(pictures: Any, facts: MediaFacts) -> Any:
    """An ffmpeg-python stream of the footage's pictures, in the form in which captions are drawn and encoded."""
    width, height = picture_size(facts)
    if _full_range(facts):
        pictures = pictures.filter("scale", width, height, out_range="tv")
    elif facts.sample_aspect != 1 or (facts.width, facts.height) != (width, height):
        pictures = pictures.filter("scale", width, height)
    return pictures.filter("format", "yuv420p").filter("setsar", "1")


def _full_range(facts: MediaFacts) -> bool:
    """Whether black is 0 and white 255, as in stills; players expect 16 to 235 of a video (BT.601, BT.709)."""
    return (
        facts.pixel_format.startswith("yuvj") or facts.color.get("color_range") == "2"
    )  # 2: ffmpeg's AVCOL_RANGE_JPEG
