"""What is known of a piece of footage, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.typedjson import read_json


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """codec: ffmpeg's name. offset_ms: when the sound starts after the first picture (negative: before)."""

    codec: str
    channels: int
    sample_rate: int  # Hz
    offset_ms: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """One probed video file. Zero of all times is its first picture.

    width, height: px as a viewer sees them (rotation and pixel shape applied). fps: frames a second, the average
    where the rate is variable. duration_ms: of the picture. rotation: degrees clockwise the player must turn it.
    offset_ms: when the first picture comes on the file's own clock. interlaced: whether a picture is two halves, every
    other line, from two moments.
    """

    container: str
    duration_ms: int
    width: int
    height: int
    coded_width: int
    coded_height: int
    fps: Fraction
    variable_rate: bool
    rotation: int
    codec: str
    pixel_format: str
    bit_depth: int
    sample_aspect: Fraction
    color: dict[str, str]
    offset_ms: int
    audio: AudioFacts | None
    interlaced: bool = False

    @property
    def frame_ms(self) -> float:
        return float(1000 / self.fps)

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["fps"] = str(self.fps)
        data["sample_aspect"] = str(self.sample_aspect)
        return data


def read_facts(path: Path) -> MediaFacts:
    """What was written of `to_json`. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, MediaFacts)
