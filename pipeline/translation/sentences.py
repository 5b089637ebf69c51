"""Spoken words gathered into sentences: what a translator needs to see at once.

Pure: words in, sentences out. No word is lost, none is moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.captions.grammar import ends_sentence
from pipeline.cues import Lang, Word

#: Longest sentence handed to a translator; the Firefox models lose the thread soon after.
MAX_WORDS = 40
#: A silence (ms) that ends a sentence where the recogniser wrote no punctuation.
PAUSE_MS = 700

_CLOSERS = "\"'”’»)]}›"
_CLAUSE = re.compile(r"[,;:—–]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of speech to translate at once: one language, one speaker.

    start, end: ms, of its first and last word. text: its words joined by spaces. before: the text of the sentence
    before it, for routes that use it (`Route.uses_context`); empty where that is in another language.
    """

    start: int
    end: int
    text: str
    lang: Lang
    words: tuple[Word, ...]
    speaker: str | None = None
    before: str = ""


def sentences(words: Sequence[Word], *, max_words: int = MAX_WORDS, pause_ms: int = PAUSE_MS) -> list[Sentence]:
    """The sentences of `words`, in order; each word in exactly one.

    A sentence ends at final punctuation (not at abbreviations, initials or numbers), where the speaker or the
    language changes, and at pauses of `pause_ms` where no punctuation was written. One of more than
    `max_words` words is cut at clause punctuation near its middle, or else at its longest silence.
    """
    found: list[Sentence] = []
    for _, group in groupby(words, key=lambda word: (word.lang, word.speaker)):
        for piece in _at_final_punctuation(list(group)):
            for part in _at_pauses(piece, pause_ms):
                found.extend(_sentence(short) for short in _at_length(part, max_words))
    return found


def _sentence(words: Sequence[Word]) -> Sentence:
    first = words[0]
    start = min(word.start for word in words)
    end = max(start, *(word.end for word in words))
    return Sentence(start, end, " ".join(w.text for w in words), first.lang, tuple(words), first.speaker)


def _at_final_punctuation(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for index, word in enumerate(words):
        following = words[index + 1].text if index + 1 < len(words) else None
        if following is None or ends_sentence(word.text, following):
            yield words[start : index + 1]
            start = index + 1


def _at_pauses(words: Sequence[Word], pause_ms: int) -> Iterator[Sequence[Word]]:
    """Cuts a stretch in which the recogniser wrote no punctuation at its long silences."""
    if any(_CLAUSE.search(word.text) for word in words) or ends_sentence(words[-1].text, None):
        yield words
        return
    start = 0
    for index in range(1, len(words)):
        if words[index].start - words[index - 1].end >= pause_ms:
            yield words[start:index]
            start = index
    yield words[start:]


def _at_length(words: Sequence[Word], max_words: int) -> Iterator[Sequence[Word]]:
    """Halves what is longer than `max_words`, again and again, where it hurts least."""
    if len(words) <= max(1, max_words):
        yield words
        return
    cut = _best_cut(words)
    yield from _at_length(words[:cut], max_words)
    yield from _at_length(words[cut:], max_words)


def _best_cut(words: Sequence[Word]) -> int:
    """The index before which to cut: after clause punctuation in the middle half, else the longest silence
    there.
    """
    middle = len(words) / 2
    near = range(max(1, len(words) // 4), max(2, len(words) - len(words) // 4))
    clauses = [index for index in near if _CLAUSE.search(words[index - 1].text.rstrip(_CLOSERS))]
    if clauses:
        return min(clauses, key=lambda index: abs(index - middle))
    return max(near, key=lambda index: (words[index].start - words[index - 1].end, -abs(index - middle)))
