"""SubViewer's format as YouTube writes it, in: times with a comma between, `[br]` for a new line.

pysubs2 has no reader for it; with its times written as SubRip's, the reader of SubRip has.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.messages import tr
from pipeline.subtitles.exchanged import FilmInfo, Incoming, understood
from pipeline.subtitles.foreign_text import decoded_text
from pipeline.subtitles.srt import read_srt

_TIME = r"[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,3}"
_LINE = re.compile(rf"^[ ]*({_TIME})[ ]*,[ ]*({_TIME})[ ]*$", re.MULTILINE)
#: What SubViewer 2 writes above the first time.
_HEAD = re.compile(r"(?:\s*\[[A-Z ]+\][^\n]*(?:\n|\Z))+")
_BREAK = re.compile(r"\[br\]", re.IGNORECASE)


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError."""
    text, remarks = decoded_text(data)
    if head := _HEAD.match(text):
        words = " / ".join(head[0].split("\n"))[:80].strip(" /")
        remarks.append(tr("the header is no caption; left out: “{words}”.", words=words))
        text = text[head.end() :]
    text = _BREAK.sub("\n", _LINE.sub(r"\1 --> \2", text))
    reading = read_srt(text.encode("utf-8"), path, film.names, film.fps)
    cues, mended = understood(reading.cues, film, marked=bool(reading.formatted))
    return Incoming(cues, (*remarks, *reading.remarks, *reading.formatted, *mended))
