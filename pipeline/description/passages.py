"""What people have written to be told of the pictures: the cues of description.<lang>.srt, with their marks.

A cue that begins with [extended] – [ampliada], in Catalan and Spanish – is told while the film waits (WCAG 2.2, 1.2.7);
the mark stands in the text, which every SRT editor keeps. A cue that begins with ✎, as all that `veus new` leaves to be
written, is never spoken or published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.cues import Cue, Lang

#: The mark of a passage that the film waits for, as it is written anew; any of them is understood.
EXTENDED = {"ca": "[ampliada]", "en": "[extended]", "es": "[ampliada]"}
#: How a text with it begins, whatever the letters' case.
EXTENDED_MARK = r"\s*\[\s*(?:extended|ampliada)\s*\]\s*[:–-]?\s*"
_EXTENDED = re.compile(EXTENDED_MARK, re.IGNORECASE)

#: How a passage begins that nobody has written yet.
UNWRITTEN = "✎"

#: Words a minute at which a description is said: slow enough to be followed beside a film.
WORDS_A_MINUTE = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. number: of its cue, from 1. start, end: ms, as people wrote them. text: on one line, without marks.
    extended: the film waits while it is told."""

    number: int
    start: int
    end: int
    text: str
    extended: bool = False

    def cue(self) -> Cue:
        return Cue(self.start, self.end, self.text)


def is_unwritten(text: str) -> bool:
    """Whether a cue is only a place for a passage: marked so, or without a word."""
    told = told_in(text)
    return told.startswith(UNWRITTEN) or not any(map(str.isalnum, told))


def is_extended(text: str) -> bool:
    """Whether the film is to wait for a cue."""
    return bool(_EXTENDED.match(text))


def told_in(text: str) -> str:
    """The words of a cue that are said: without its mark, on one line."""
    return " ".join(_EXTENDED.sub("", text, count=1).split()) if is_extended(text) else " ".join(text.split())


def passages(cues: Sequence[Cue]) -> tuple[Passage, ...]:
    """Those that are written, in the order of the cues."""
    return tuple(
        Passage(number, cue.start, cue.end, told_in(cue.text), is_extended(cue.text))
        for number, cue in enumerate(cues, 1)
        if not is_unwritten(cue.text)
    )


def words_in(ms: int) -> int:
    """How many words can be said in a time."""
    return max(0, ms) * WORDS_A_MINUTE // 60_000


def said_ms(text: str) -> int:
    """About how long a text takes to be said."""
    return round(len(text.split()) * 60_000 / WORDS_A_MINUTE)


def placeholder(ms: int, lang: Lang) -> str:
    """The text of a cue that somebody is to write, with how many words its time has room for."""
    words = {"ca": "paraules", "es": "palabras"}.get(lang, "words")
    return f"{UNWRITTEN} {words_in(ms)} {words}"
