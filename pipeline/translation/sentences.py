"""Spoken words gathered into sentences: what a translator needs to see at once.

Pure: words in, sentences out. No word is lost, none is moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.cues import Lang, Word

#: Longest sentence handed to a translator; the Firefox models lose the thread soon after.
MAX_WORDS = 40
#: A silence (ms) that ends a sentence where the recogniser wrote no punctuation.
PAUSE_MS = 700

_CLOSERS = "\"'”’»)]}›"
_OPENERS = "\"'“‘«([{‹¿¡—–-"
_FINAL = re.compile(r"(?:[.?!…؟۔।։]+)$")
_HESITATION = re.compile(r"(?:\.{2,}|…)$")
_CLAUSE = re.compile(r"[,;:—–]$")
_NUMBER = re.compile(r"^[\d.,]+\.$")
_INITIAL = re.compile(r"^[^\W\d_]\.$")
_DOTTED = re.compile(r"^(?:[^\W\d_]{1,2}\.){2,}$")


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Written short with a point, and followed by what they belong to: the point never ends the sentence.
_TITLES = _list(
    "sr sra srs sres srta dr dra drs st sta sts mn prof profa hble excm excma d dª dña fr mr mrs ms mss "
    "jr sgt núm núms num nº n pàg pàgs pág pags pag p pp art av avda avgda c cl ctra pl pça pg tel "
    "tlf vol cap fig aprox màx mín vs e.g i.e p.ex p.e"
)
#: Written short with a point, and also found at the end of a sentence: the next word decides.
_SHORT = _list("no etc s.a s.l ee.uu eua u.s u.k a.m p.m inc ltd co cia cía ud uds")


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


def ends_sentence(text: str, following: str | None) -> bool:
    """Whether the word `text` ends its sentence. following: the next word; None at the end of the speech."""
    bare = text.rstrip(_CLOSERS)
    if not _FINAL.search(bare):
        return False
    if following is None or bare[-1] in "?!؟۔।։":
        return True
    goes_on = _starts_small(following)
    if _HESITATION.search(bare):
        return not goes_on
    stem = bare[:-1].lstrip(_OPENERS).lower()
    if stem in _TITLES or _INITIAL.match(bare.lstrip(_OPENERS)):
        return False
    if stem in _SHORT or _NUMBER.match(bare) or _DOTTED.match(bare):
        return not goes_on
    return True


def _starts_small(text: str) -> bool:
    bare = text.lstrip(_OPENERS)
    return bool(bare) and (bare[0].islower() or bare[0].isdigit())


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
