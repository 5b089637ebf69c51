"""Lines of a cue that fit into the picture: as people broke them where they fit, else broken anew, else smaller.

A track is broken for pictures of 16:9 (42 characters a line). In a narrow picture the same text takes more and shorter
lines, which the breaker of captions finds; their widths are measured with the font.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from pipeline.captions.line_breaks import wrap
from pipeline.cues import Lang
from pipeline.project.style import ColourName
from pipeline.video import text_width
from pipeline.video.fonts import signs
from pipeline.video.geometry import Geometry
from pipeline.video.speaker_colours import VoicePart

#: A line is taken as this much wider than measured: drawn letters are set on whole parts of a pixel.
SLACK = 1.01

#: Text shrinks in such steps.
STEP = 0.95

#: Lines more than there should be, where text as small as it may be still doesn't fit: it then has its full size.
MORE_LINES = 2

#: How far from the average the letters of single lines may be, as a share.
UNEVEN = 0.3

#: Lines as drawn, from above, each with its colour.
Rows = tuple[tuple[str, ColourName], ...]


@functools.lru_cache(maxsize=4096)
def fit(parts: tuple[VoicePart, ...], room: Geometry, lang: Lang) -> tuple[Rows, float]:
    """The lines of a cue and their height in px; none leaves the room there is.

    lang: of the text, for the sake of its line breaks; "" where it is not known.
    """
    for most in range(room.look.lines, room.look.lines + MORE_LINES + 1):
        for size in _sizes(room):
            rows = _own(parts, room, size) or _broken(parts, room, size, lang, most)
            if rows:
                return rows, size
    size = room.size * room.look.smallest / 100
    while True:  # words wider than a line, or far more text than a cue has: whatever it takes
        rows = tuple((line, part.colour) for part in parts for line in _filled(part, room, size))
        if _height(rows, room, size) <= room.height:
            return rows, size
        size *= STEP


def _sizes(room: Geometry) -> Iterator[float]:
    """The sizes that text may have, from the largest."""
    share = 1.0
    while share >= room.look.smallest / 100:
        yield room.size * share
        share *= STEP


def _fits(line: str, room: Geometry, size: float) -> bool:
    return text_width.width(line, room.look.font) * size * SLACK <= room.width


def _height(rows: Sequence[tuple[str, ColourName]], room: Geometry, size: float) -> float:
    return sum(text_width.height(line, room.look.font) for line, _ in rows) * size


def _own(parts: tuple[VoicePart, ...], room: Geometry, size: float) -> Rows | None:
    """The lines as they are, where they fit."""
    rows = tuple((line, part.colour) for part in parts for line in part.lines)
    fits = _height(rows, room, size) <= room.height and all(_fits(line, room, size) for line, _ in rows)
    return rows if fits else None


def _broken(parts: tuple[VoicePart, ...], room: Geometry, size: float, lang: Lang, most: int) -> Rows | None:
    """All parts broken anew, where that takes at most so many lines."""
    rows: list[tuple[str, ColourName]] = []
    for number, part in enumerate(parts):
        free = most - len(rows) - (len(parts) - 1 - number)
        lines = _lines(" ".join(part.lines), room, size, lang, free)
        if lines is None:
            return None
        rows += [(line, part.colour) for line in lines]
    return tuple(rows) if _height(rows, room, size) <= room.height else None


def _lines(text: str, room: Geometry, size: float, lang: Lang, most: int) -> list[str] | None:
    """`text` in as few lines as it can be, and at most `most`; None where they are not enough."""
    whole = text_width.width(text, room.look.font) * size
    letters = len(text) * room.width / whole if whole else len(text)  # that fit into a line, on average
    widest, narrowest = int(letters * (1 + UNEVEN)) + 1, max(1, int(letters * (1 - UNEVEN)))
    for count in range(max(1, int(whole / room.width)), most + 1):
        for line in range(widest, narrowest - 1, -1):
            rows = wrap(text.split(), lang, line, count)
            if len(rows) > count:
                break
            if all(_fits(row, room, size) for row in rows):
                return rows
    return None


def _filled(part: VoicePart, room: Geometry, size: float) -> list[str]:
    """The text of `part` in lines as full as can be; a word that is wider than a line is cut between two signs."""
    rows = [""]
    for word in " ".join(part.lines).split():
        if _fits(f"{rows[-1]} {word}".strip(), room, size):
            rows[-1] = f"{rows[-1]} {word}".strip()
            continue
        rows += [""] if rows[-1] else []
        for sign in signs(word):
            if rows[-1] and not _fits(rows[-1] + sign, room, size):
                rows.append("")
            rows[-1] += sign
    return rows
