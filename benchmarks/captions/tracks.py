"""SRT files exactly as a program wrote them, and the words that are said in them.

The product's own reader mends what it reads. A measure must not: an overlap that was mended cannot be counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pysrt

from benchmarks.results import BenchmarkError
from pipeline.captions.sound_cues import speaks
from pipeline.cues import Cue
from pipeline.subtitles.srt import write_srt

_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")

#: What stands before a speaker's words: a dash, or a name in capitals with a colon (BBC §7.8).
_DASH = re.compile(r"^\s*[-‐‑–—―]\s*(?=[^\s\d-])")
_LABEL = re.compile(r"^\s*([^\W\d_][^:\n]{0,40}?):\s+")


def read_cues(path: Path) -> tuple[Cue, ...]:
    """The cues of an SRT file in the order of the file, times in ms, tags taken off, nothing mended.

    Cues without text stay: they are a fault to be counted. Raises BenchmarkError for what is no SRT file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError as error:
        raise BenchmarkError("this file cannot be read.", where=path) from error
    items = pysrt.from_string(text)
    if text.strip() and not items:
        raise BenchmarkError("no captions in this file: it is not SubRip.", where=path, remedy="Give an .srt file.")
    found = (Cue(item.start.ordinal, item.end.ordinal, _text(item.text)) for item in items)
    return tuple(replace(cue, sound=not speaks(cue)) for cue in found)


def _text(raw: str) -> str:
    return "\n".join(line.strip() for line in _TAG.sub("", raw).strip().split("\n"))


def said(cues: Sequence[Cue]) -> list[Cue]:
    """Only what is said: cues that describe a sound are left out, and lines lose the dash or the name they open with.

    Lines and times stay. A cue of which nothing is left is left out.
    """
    bare = [
        replace(cue, text="\n".join(text for line in cue.lines if (text := _words_of(line))))
        for cue in cues
        if not cue.sound
    ]
    return [cue for cue in bare if cue.text]


def _words_of(line: str) -> str:
    bare = _DASH.sub("", line, count=1)
    label = _LABEL.match(bare)
    if label and label[1] == label[1].upper():
        bare = bare[label.end() :]
    return bare.strip()


def text_of(cues: Sequence[Cue]) -> str:
    """What is said in the whole track, on one line."""
    return " ".join(" ".join(cue.text.split()) for cue in said(cues))


def plain_srt(cues: Sequence[Cue]) -> str:
    """What is said, as SubRip that the strictest reader takes: ordered by start, ends not before starts."""
    tidy = [cue.moved(cue.start, max(cue.start, cue.end)) for cue in sorted(said(cues), key=lambda cue: cue.start)]
    return write_srt(tidy)
