"""Cues → paragraphs of a transcript, for reading instead of watching (WCAG 2.2, 1.2.8 and 1.2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.captions.grammar import ends_sentence
from pipeline.captions.places import asides
from pipeline.captions.speaker_labels import opens_turn, without_label
from pipeline.captions.word_languages import LangSpan, foreign_words, spans
from pipeline.cues import Cue, Lang, Word

#: A speaker who goes on within this time (ms) is still in the same paragraph, and in the same stretch of `feeds`.
PAUSE_MS = 1500
SENTENCES = 5  # about what a reader on a telephone sees at once
_UNPUNCTUATED = 3  # a silence this many times longer ends a paragraph even where nobody wrote a full stop


@dataclass(frozen=True, slots=True)
class Paragraph:
    """start, end: ms, of the first and the last cue. text: one line, no line breaks; spans: the same text, where words
    in another language than the track's are known. described: it tells what is seen, and nobody in the film says it.
    """

    start: int
    end: int
    speaker: str | None
    text: str
    spans: tuple[LangSpan, ...] = ()
    described: bool = False


def seen(start: int, end: int, text: str) -> Paragraph:
    """What is told of the pictures there (ms)."""
    return Paragraph(start, end, None, " ".join(text.split()), described=True)


def paragraphs(
    cues: Sequence[Cue], pause_ms: int = PAUSE_MS, *, lang: Lang = "", heard: Sequence[Word] = ()
) -> list[Paragraph]:
    """`cues` (ordered) as paragraphs; every word stays, lines and cues are joined by one space.

    heard: the words as heard, which tell what a track in `lang` keeps in other languages.

    A new paragraph begins with a new turn – another speaker, a dash – and around a sound; after a sentence, when
    nobody speaks for `pause_ms` ms or `SENTENCES` sentences have gathered; and after a silence three times as long
    in any case. What stands at the top while others stand below has paragraphs of its own, which never part a sentence;
    all are ordered by start. A cue without a speaker goes on with the turn before it, as captions do after a label; a
    label that only says who the paragraph's speaker is, is left out of its text.
    """
    told = list(zip(cues, foreign_words(cues, lang, heard), strict=True))
    beside = asides(cues)
    in_turn = [one for k, one in enumerate(told) if k not in beside]
    at_once = [one for k, one in enumerate(told) if k in beside]
    return sorted([*_run(in_turn, pause_ms), *_run(at_once, pause_ms)], key=lambda one: one.start)


def with_seen(
    cues: Sequence[Cue], described: Sequence[Paragraph], *, lang: Lang = "", heard: Sequence[Word] = ()
) -> list[Paragraph]:
    """A transcript with what is seen, for those who neither hear nor see the film (WCAG 2.2, 1.2.8): `cues` as
    `paragraphs` gives them, and between two sentences what is told of the pictures there (`described`, by start)."""
    found: list[Paragraph] = []
    first = 0
    for one in described:
        after = _next_sentence(cues, one.start, first)
        found += [*paragraphs(cues[first:after], lang=lang, heard=heard), one]
        first = after
    return found + paragraphs(cues[first:], lang=lang, heard=heard)


def _next_sentence(cues: Sequence[Cue], start: int, first: int) -> int:
    """The first of `cues`, from the one numbered `first` on, that begins at `start` (ms) or later, and a sentence."""
    begins = next((k for k in range(first, len(cues)) if cues[k].start >= start), len(cues))
    for k in range(max(begins, first), len(cues)):
        before, words = cues[k - 1].text.split() if k else [], cues[k].text.split()
        if k == first or not before or not words or ends_sentence(before[-1], words[0]):
            return k
    return len(cues)


def as_text(found: Sequence[Paragraph]) -> str:
    """The transcript as plain text, a paragraph a line, with the speaker's name where known."""
    lines = [f"{item.speaker}: {item.text}" if item.speaker else item.text for item in found]
    return "\n".join(" ".join(line.split()) for line in lines)


def _run(told: Sequence[tuple[Cue, list[Lang | None]]], pause_ms: int) -> list[Paragraph]:
    """Cues that follow one another, each with the languages of its words, as paragraphs."""
    groups: list[list[Cue]] = []
    langs: list[list[Lang | None]] = []
    gathered = 0
    for cue, tongues in told:
        words = cue.text.split()
        if not words:
            continue
        if not groups or _breaks(groups[-1], cue, words[0], gathered, pause_ms):
            groups.append([])
            langs.append([])
            gathered = 0
        groups[-1].append(cue)
        langs[-1] += tongues
        gathered += _sentences(words)
    return [_paragraph(group, tongues) for group, tongues in zip(groups, langs, strict=True)]


def _breaks(group: Sequence[Cue], cue: Cue, first_word: str, gathered: int, pause_ms: int) -> bool:
    last = group[-1]
    if cue.sound or last.sound or opens_turn(cue.text) or (len(last.lines) > 1 and opens_turn(last.lines[-1])):
        return True
    if cue.speaker is not None and cue.speaker != group[0].speaker:
        return True
    pause = cue.start - last.end
    if not ends_sentence(last.text.split()[-1], first_word):
        return pause >= pause_ms * _UNPUNCTUATED
    return pause >= pause_ms or gathered >= SENTENCES


def _sentences(words: Sequence[str]) -> int:
    return sum(ends_sentence(word, after) for word, after in zip(words, [*words[1:], ""], strict=True))


def _paragraph(group: Sequence[Cue], langs: Sequence[Lang | None]) -> Paragraph:
    words: list[str] = []
    kept: list[Lang | None] = []
    speaker, done = group[0].speaker, 0
    for cue in group:
        count = len(cue.text.split())
        said = (without_label(cue.text, [speaker]) if speaker else cue.text).split()
        words += said
        kept += langs[done + count - len(said) : done + count]
        done += count
    marked = spans(words, kept) if any(kept) else ()
    return Paragraph(group[0].start, group[-1].end, speaker, " ".join(words), marked)
