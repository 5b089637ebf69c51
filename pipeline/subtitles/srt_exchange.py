"""SubRip: the file that people edit, byte for byte. It has no room to say which version it was exported from."""

from __future__ import annotations

from pipeline.subtitles import plain
from pipeline.subtitles.exchanged import Outgoing

read = plain.read


def write(outgoing: Outgoing) -> bytes:
    """The track's own bytes."""
    return outgoing.data
