"""SubRip, in, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from pipeline.subtitles import vtt_exchange
from pipeline.subtitles.exchanged import FilmInfo, Incoming, understood
from pipeline.subtitles.srt import read_srt
from pipeline.subtitles.webvtt_reading import is_webvtt


def read_subrip(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. A file that says that it is WebVTT is, whatever it is called."""
    if is_webvtt(data):
        return vtt_exchange.read(data, film, path)
    reading = read_srt(data, path, film.names, film.fps)
    cues, remarks = understood(reading.cues, film, marked=bool(reading.formatted))
    return Incoming(cues, (*reading.remarks, *reading.formatted, *remarks))
