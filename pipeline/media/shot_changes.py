"""Where the picture cuts: captions that change with it, not just after it, are calmer to read."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.media.ffmpeg import run, stream
from pipeline.media.media_info import MediaInfo
from pipeline.typedjson import read_json

#: Raise it when other cuts are found in the same pictures.
RULES_VERSION = 1

#: ffmpeg's scene score (0..1) from which a picture is taken for a new shot.
SCENE_SCORE = 0.2

#: px. Pictures are compared this small: cuts show at any size, and decoding is the only cost left.
COMPARE_WIDTH = 320

#: ms. Of cuts closer than this only the first counts: flashes and strobes are no shots.
LEAST_SHOT_MS = 300

_TIME = re.compile(rb"pts_time:(-?[0-9.]+)")


def find_shot_changes(path: Path, facts: MediaInfo) -> list[int]:
    """Times (ms from the first picture) of the first picture of each new shot, in order. Raises RenderError."""
    pictures = (
        stream(path, facts.picture)
        .filter("scale", COMPARE_WIDTH, -2)
        .filter("select", f"gt(scene,{SCENE_SCORE})")
        .filter("metadata", mode="print", file="pipe:1")
    )
    said = run(pictures.output("-", format="null"), subject=path, length_ms=facts.duration_ms)
    cuts: list[int] = []
    for found in _TIME.findall(said):
        at = round(float(found) * 1000) - facts.offset_ms
        if at > 0 and (not cuts or at - cuts[-1] >= LEAST_SHOT_MS):
            cuts.append(at)
    return cuts


def read_shot_changes(path: Path) -> tuple[int, ...]:
    """The times (ms) that were kept as JSON. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, tuple[int, ...])
