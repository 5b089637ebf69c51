"""SubRip, in, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from pipeline.subtitles import vtt_exchange
from pipeline.subtitles.exchanged import FilmInfo, Incoming, as_subrip
from pipeline.subtitles.webvtt_reading import is_webvtt


def read_subrip(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. A file that says that it is WebVTT is, whatever it is called."""
    if is_webvtt(data):
        return vtt_exchange.read(data, film, path)
    return as_subrip(data, film, path)
