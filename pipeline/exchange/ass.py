"""Advanced SubStation Alpha (Aegisub's format) and its predecessor SSA, in.

pysubs2 reads the file; the texts of events are understood here, since its plain text keeps drawings and loses what
stands in braces without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.captions.srt import FORMATTING, PLACE
from pipeline.captions.text import decoded_text
from pipeline.captions.vtt import stamp
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.exchange.exchanged import Film, Incoming, understood

_BRACES = re.compile(r"\{([^{}]*)\}")
_PLACE = re.compile(r"\\an([1-9])|\\a(1[01]|[1-9])(?![0-9])")
#: The upper edge, and the middle: where speech stands is the lower edge alone. \a is SSA's older count.
_TOP = {"an": ("4", "5", "6", "7", "8", "9"), "a": ("5", "6", "7", "9", "10", "11")}
_AT = re.compile(r"\\(?:pos|move)\(\s*[-+0-9.]+\s*,\s*([-+]?[0-9]*\.?[0-9]+)")
_LOOKS = re.compile(r"\\(?!an?[0-9]|pos\(|move\()")
#: Height of the screen that places count in, where the file names none (libass).
_HEIGHT = 288.0
_DRAWING = re.compile(r"\\p[1-9]")
_EVENT = re.compile(r"^Dialogue:", re.MULTILINE | re.IGNORECASE)


def read(data: bytes, film: Film, path: Path | None) -> Incoming:
    """Raises SubtitleError. Comments, drawings and looks are told; whoever is named as actor speaks."""
    text, remarks = decoded_text(data)
    file = _file(text, path)
    events = [(event, file.styles.get(event.style)) for event in file]
    cues = list(dict.fromkeys(_cues(events, _height(file), remarks)))  # layers of one text, for its shadow, are one
    ready, mended = understood(cues, film, marked=any(FORMATTING in remark for remark in remarks))
    return Incoming(ready, (*remarks, *mended))


def _file(text: str, path: Path | None) -> Any:
    """The file as pysubs2 reads it. Raises SubtitleError where an event would be lost."""
    import pysubs2

    if "[events]" not in text.lower():
        raise _unreadable(path, "it has no section of events")
    try:
        file = pysubs2.SSAFile.from_string(text, format_="ass" if "[V4+ Styles]" in text else "ssa")
    except Exception as error:  # pysubs2 answers odd files with errors of every kind
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error
    spoken = sum(event.type == "Dialogue" for event in file)
    if spoken < len(_EVENT.findall(text)):
        raise _unreadable(path, "some of its lines cannot be understood")
    return file


def _height(file: Any) -> float:
    try:
        return max(1.0, float(file.info["PlayResY"]))
    except (KeyError, ValueError):
        return _HEIGHT


def _cues(events: list[tuple[Any, Any]], height: float, remarks: list[str]) -> Iterator[Cue]:
    for event, style in events:
        name = f"caption at {stamp(max(0, event.start))}:"
        said = " ".join(_BRACES.sub("", event.text).split())
        if event.type != "Dialogue":
            remarks.append(f"{name} is a comment; left out: “{said}”.")
            continue
        marks = _BRACES.findall(event.text)
        if any(map(_DRAWING.search, marks)):
            remarks.append(f"{name} is a drawing; left out.")
            continue
        comments = [mark for mark in marks if "\\" not in mark and mark.strip()]
        if comments:
            remarks.append(f"{name} words in braces are comments; left out: “{comments[0]}”.")
        if any(map(_AT.search, marks)):
            remarks.append(f"{name} {PLACE}")
        if any(map(_LOOKS.search, marks)):
            remarks.append(f"{name} {FORMATTING}")
        text = _BRACES.sub("", event.text).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", "\u00a0")
        yield Cue(
            max(0, event.start), max(0, event.end), text, event.name.strip() or None, _at_top(marks, style, height)
        )


def _at_top(marks: list[str], style: Any, height: float) -> bool:
    """Whether an event stands in the upper half: where it says so itself, else by its style. height: of the screen."""
    for mark in marks:
        if at := _AT.search(mark):
            return float(at[1]) <= height / 2
    for mark in marks:
        if place := _PLACE.search(mark):
            return place[1] in _TOP["an"] if place[1] else place[2] in _TOP["a"]
    return style is not None and 4 <= int(style.alignment) <= 9


def _unreadable(path: Path | None, why: str) -> SubtitleError:
    return SubtitleError(
        f"this file cannot be read as ASS or SSA: {why}.",
        where=path,
        remedy="Open it in Aegisub or another editor, save it as SubRip, and import that.",
    )
