"""SubRip: the file that people edit, byte for byte. It has no room to say which version it was exported from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.captions.srt import read_srt
from pipeline.exchange.exchanged import Incoming, Outgoing, understood


def write(outgoing: Outgoing) -> bytes:
    return outgoing.data


def read(data: bytes, names: Sequence[str], path: Path | None) -> Incoming:
    """Raises SubtitleError."""
    reading = read_srt(data, path, names)
    cues, _ = understood(reading.cues, names)
    return Incoming(cues, reading.remarks)
