"""SubRip, in, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from pipeline.captions.srt import read_srt
from pipeline.captions.webvtt import is_webvtt
from pipeline.exchange import vtt
from pipeline.exchange.exchanged import FilmInfo, Incoming, understood


def read_subrip(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. A file that says that it is WebVTT is, whatever it is called."""
    if is_webvtt(data):
        return vtt.read(data, film, path)
    reading = read_srt(data, path, film.names, film.fps)
    cues, remarks = understood(reading.cues, film, marked=bool(reading.formatted))
    return Incoming(cues, (*reading.remarks, *reading.formatted, *remarks))
