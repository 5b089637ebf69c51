"""Looking at videos: their pictures as arrays, their packets, and where two of them differ."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from pipeline.media import ffmpeg as ff
from pipeline.media.probe import probe
from pipeline.video.visibility import DIFFERENCE


def packets(path: Path, kind: str) -> list[bytes]:
    """The coded pictures ("video") or sounds ("audio"), as they lie in the file."""
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[0]
        return [bytes(packet) for packet in container.demux(stream) if packet.size]


def picture_times(path: Path) -> list[float]:
    """When each picture is shown, in ms after the first."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        times = sorted(float(packet.pts * packet.time_base) for packet in container.demux(stream) if packet.size)
    return [(at - times[0]) * 1000 for at in times]


def streams(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return [stream.type for stream in container.streams]


def grey(path: Path, at_ms: int, size: tuple[int, int]) -> np.ndarray:
    """The picture `at_ms` after the first one: height × width."""
    facts = probe(path)
    at = f"{(at_ms + facts.offset_ms) / 1000:.3f}"
    picture = ff.grey(ff.stream(path, facts.picture).filter("trim", start=at), size, path, at_ms)
    return np.frombuffer(picture, dtype=np.uint8).reshape(size[1], size[0]).astype(np.int16)


def drawn(footage: Path, rendition: Path, at_ms: int, size: tuple[int, int]) -> np.ndarray:
    """Which pixels of the rendition were drawn upon."""
    return abs(grey(rendition, at_ms, size) - grey(footage, at_ms, size)) > DIFFERENCE
