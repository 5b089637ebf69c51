"""SubViewer's format as YouTube writes it, in: times with a comma between, `[br]` for a new line.

pysubs2 has no reader for it; with its times written as SubRip's, the reader of SubRip has.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.captions.srt import read_srt
from pipeline.exchange.exchanged import Film, Incoming, understood

_TIME = rb"[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,3}"
_LINE = re.compile(rb"^[ \t]*(" + _TIME + rb")[ \t]*,[ \t]*(" + _TIME + rb")[ \t]*(?=\r?$)", re.MULTILINE)
_BREAK = re.compile(rb"\[br\]", re.IGNORECASE)


def read(data: bytes, film: Film, path: Path | None) -> Incoming:
    """Raises SubtitleError."""
    reading = read_srt(_BREAK.sub(b"\n", _LINE.sub(rb"\1 --> \2", data)), path, film.names, film.fps)
    cues, remarks = understood(reading.cues, film, marked=bool(reading.formatted))
    return Incoming(cues, (*reading.remarks, *reading.formatted, *remarks))
