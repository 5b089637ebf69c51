"""Advanced SubStation Alpha (Aegisub's format) and its predecessor SSA, in.

pysubs2 reads the file; the texts of events are understood here, since its plain text keeps drawings and loses what
stands in braces without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.subtitles.exchanged import FilmInfo, Incoming, understood
from pipeline.subtitles.foreign_text import decoded_text
from pipeline.subtitles.looks import STRUCK, TextFormatting, looks_told
from pipeline.subtitles.reading_remarks import caption_at, said_of, says
from pipeline.subtitles.srt import FORMATTING, PLACE

_BRACES = re.compile(r"(?<!\\)\{([^}]*)\}")  # \{ is a brace that somebody wrote
_PLACE = re.compile(r"\\an([1-9])|\\a(1[01]|[1-9])(?![0-9])")
#: The upper edge, and the middle: where speech stands is the lower edge alone. \a is SSA's older count.
_TOP = {"an": ("4", "5", "6", "7", "8", "9"), "a": ("5", "6", "7", "9", "10", "11")}
_AT = re.compile(r"\\(?:pos|move)\(\s*[-+0-9.]+\s*,\s*([-+]?[0-9]*\.?[0-9]+)")
_LOOKS = re.compile(r"\\(?!an?[0-9]|pos\(|move\()")
_STRUCK = re.compile(r"\\s1(?![0-9])")
#: Height of the screen that places count in, where the file names none (libass).
_HEIGHT = 288.0
_DRAWING = re.compile(r"\\p([0-9]+)")  # from \p1 on, letters are strokes of a drawing, up to \p0
#: Fields of an event in their usual order, other names of them, and what they are where a file has none.
_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
_SAME = {"marked": "layer", "actor": "name"}
_USUAL = {"layer": "0", "style": "Default", "marginl": "0", "marginr": "0", "marginv": "0"}
_EVENT = re.compile(r"^Dialogue:", re.MULTILINE | re.IGNORECASE)
_TIMES = re.compile(r"^(?:Dialogue|Comment):(?:[^,\n]*,){3}", re.MULTILINE | re.IGNORECASE)
#: As FFmpeg writes them, with the sign in each part: 0:00:-1.-50.
_BEFORE_ZERO = re.compile(r"(?<=,)(?=[0-9:.]*-)-?[0-9]+:-?[0-9]+:-?[0-9]+\.-?[0-9]+(?=,)")


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. Comments, drawings and looks are told; whoever is named as actor speaks."""
    text, remarks = decoded_text(data)
    file = _file(text, path)
    events = [(event, file.styles.get(event.style)) for event in file]
    looks: list[TextFormatting] = []
    cues = list(
        dict.fromkeys(_cues(events, _height(file), remarks, looks))
    )  # layers of one text, for its shadow, are one
    remarks += looks_told(looks)
    ready, mended = understood(cues, film, marked=any(says(remark, FORMATTING) for remark in remarks))
    return Incoming(ready, (*remarks, *mended))


def _file(text: str, path: Path | None) -> Any:
    """The file as pysubs2 reads it. Raises SubtitleError where an event would be lost."""
    import pysubs2

    if "[events]" not in text.lower():
        raise _unreadable(path, tr("it has no section of events"))
    usual, form = _from_zero(_in_order(text, path)), "ass" if "[v4+ styles]" in text.lower() else "ssa"
    try:
        file = pysubs2.SSAFile.from_string(usual, format_=form)
    except Exception as error:  # pysubs2 answers odd files with errors of every kind
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error
    spoken = sum(event.type == "Dialogue" for event in file)
    if spoken < len(_EVENT.findall(text)):
        raise _unreadable(path, tr("some of its lines cannot be understood"))
    return file


def _in_order(text: str, path: Path | None) -> str:
    """The file with the fields of its events in the usual order, whatever its own is: pysubs2 does not look at that.
    Raises SubtitleError where there are words without times."""
    fields, lines, events = _FIELDS, text.split("\n"), False
    for at, line in enumerate(lines):
        kind, _, rest = line.partition(":")
        if line.strip().startswith("["):
            fields, events = _FIELDS, line.strip().lower() == "[events]"
        elif events and kind.strip().lower() == "format":
            fields = [_SAME.get(name, name) for name in (one.strip().lower() for one in rest.strip(" ,").split(","))]
        elif kind.strip().lower() in ("dialogue", "comment") and fields[1:] != _FIELDS[1:]:
            if not {"start", "end"} <= set(fields) or fields[-1] != "text":
                raise _unreadable(path, tr("its events have no times, or their words do not come last"))
            said = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            lines[at] = f"{kind}: {','.join(said.get(name, _USUAL.get(name, '')).strip() for name in _FIELDS)}"
    return "\n".join(lines)


def _from_zero(text: str) -> str:
    """The file with 0 for times before it, which pysubs2 does not read: FFmpeg writes them where it has cut a film."""
    return _TIMES.sub(lambda event: _BEFORE_ZERO.sub("0:00:00.00", event[0]), text)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of an event, what stands in its braces, and whether strokes of a drawing are in it."""

    words: str
    marks: tuple[str, ...]
    drawn: bool


def _said(text: str) -> _Said:
    words, drawn, drawing, at = "", False, False, 0
    braces = list(_BRACES.finditer(text))
    for block in braces:
        part = text[at : block.start()]
        words, drawn = (words, drawn or bool(part.strip())) if drawing else (words + part, drawn)
        for mark in _DRAWING.findall(block[1]):
            drawing = int(mark) > 0
        at = block.end()
    words, drawn = (words, True) if drawing else (words + text[at:], drawn)
    for escaped, char in (("\\N", "\n"), ("\\n", "\n"), ("\\h", "\u00a0"), ("\\{", "{"), ("\\}", "}")):
        words = words.replace(escaped, char)
    return _Said(words, tuple(block[1] for block in braces), drawn)


def _height(file: Any) -> float:
    try:
        return max(1.0, float(file.info["PlayResY"]))
    except (KeyError, ValueError):
        return _HEIGHT


def _cues(
    events: list[tuple[Any, Any]], height: float, remarks: list[str], looks: list[TextFormatting]
) -> Iterator[Cue]:
    for event, style in events:
        place = caption_at(max(0, event.start))
        said = _said(event.text)
        if event.type != "Dialogue":
            words = " ".join(said.words.split())
            remarks.append(tr("{place}: is a comment; left out: “{words}”.", place=place, words=words))
            continue
        if said.drawn:
            remarks.append(
                tr("{place}: has a drawing; left out.", place=place)
                if said.words.strip()
                else tr("{place}: is a drawing; left out.", place=place)
            )
        comments = [text for mark in said.marks if (text := mark.partition("\\")[0].strip())]
        if comments:
            remarks.append(
                tr("{place}: words in braces are comments; left out: “{words}”.", place=place, words=comments[0])
            )
        if any(map(_AT.search, said.marks)):
            remarks.append(said_of(place, tr(PLACE)))
        if said.words.strip():
            looks.append(_looks(place, any(map(_LOOKS.search, said.marks)), style))
            if any(map(_STRUCK.search, said.marks)) or (style is not None and style.strikeout):
                remarks.append(said_of(place, tr(STRUCK)))
        who = event.name.strip() or None
        yield Cue(max(0, event.start), max(0, event.end), said.words, who, _at_top(said.marks, style, height))


def _looks(place: str, marked: bool, style: Any) -> TextFormatting:
    """How an event looks by its marks, and by its style: one colour, or one weight, for all says nothing."""
    if style is None:
        return TextFormatting(place, marked, frozenset())
    usual = f"{style.primarycolor} {style.bold}"
    return TextFormatting(place, marked or bool(style.italic or style.underline), frozenset({usual}))


def _at_top(marks: Sequence[str], style: Any, height: float) -> bool:
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
        tr("this file cannot be read as ASS or SSA: {why}.", why=why),
        where=path,
        remedy=tr("Open it in Aegisub or another editor, save it as SubRip, and import that."),
    )
