"""Cues → paragraphs of a transcript, for reading instead of watching (WCAG 2.2, 1.2.8 and 1.2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.captions.grammar import ends_sentence
from pipeline.cues import Cue

PAUSE_MS = 1500
SENTENCES = 5  # about what a reader on a telephone sees at once
_UNPUNCTUATED = 3  # a silence this many times longer ends a paragraph even where nobody wrote a full stop


@dataclass(frozen=True, slots=True)
class Paragraph:
    """start, end: ms, of the first and the last cue. text: one line, no line breaks."""

    start: int
    end: int
    speaker: str | None
    text: str


def paragraphs(cues: Iterable[Cue], pause_ms: int = PAUSE_MS) -> list[Paragraph]:
    """`cues` (ordered) as paragraphs; every word stays, lines and cues are joined by one space.

    A new paragraph begins where the speaker changes; after a sentence, when nobody speaks for `pause_ms` ms
    or `SENTENCES` sentences have gathered; and after a silence three times as long in any case.
    """
    groups: list[list[Cue]] = []
    gathered = 0
    for cue in cues:
        words = cue.text.split()
        if not words:
            continue
        if not groups or _breaks(groups[-1][-1], cue, words[0], gathered, pause_ms):
            groups.append([])
            gathered = 0
        groups[-1].append(cue)
        gathered += _sentences(words)
    return [_paragraph(group) for group in groups]


def _breaks(last: Cue, cue: Cue, first_word: str, gathered: int, pause_ms: int) -> bool:
    if last.speaker != cue.speaker:
        return True
    pause = cue.start - last.end
    if not ends_sentence(last.text.split()[-1], first_word):
        return pause >= pause_ms * _UNPUNCTUATED
    return pause >= pause_ms or gathered >= SENTENCES


def _sentences(words: Sequence[str]) -> int:
    return sum(ends_sentence(word, after) for word, after in zip(words, [*words[1:], ""], strict=True))


def _paragraph(group: Sequence[Cue]) -> Paragraph:
    text = " ".join(" ".join(cue.text.split()) for cue in group)
    return Paragraph(group[0].start, group[-1].end, group[0].speaker, text)
