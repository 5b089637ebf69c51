"""Lines of a cue: where to break a text so that it reads well.

Sources: Netflix Timed Text Style Guide §4 – one line when the text fits in one, else break after
punctuation and before conjunctions and prepositions, never after an article or inside a name; the lower
line the longer one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from unicodedata import combining

from pipeline.captions.grammar import (
    bare,
    ends_badly,
    ends_clause,
    ends_sentence,
    is_expression,
    is_fond,
    is_glued,
    keeps_together,
    kinds,
    opens_noun,
    opens_predicate,
    starts_well,
)

# Points of cost for a line break, by what stands before and after it; one point is about four characters of
# imbalance. They are set so that no imbalance of two 42-character lines outweighs a function word.
AFTER_SENTENCE = 0.0
AFTER_CLAUSE = 1.0
BEFORE_PHRASE = 3.0  # a conjunction opens one...
BEFORE_PREPOSITION = 4.5  # ...or a preposition
BEFORE_PREDICATE = 5.5  # between a subject and "is", "has", "not"
BEFORE_OF = 6.5  # "de", "of": the phrase belongs to the noun before it
BEFORE_NOUN = 8.0  # between a verb and "the..."
ANYWHERE = 11.0  # perhaps between a noun and its adjective
FOND = 16.0  # after a number in words or a modal verb
EXPRESSION = 30.0  # inside "abans de", "because of"
TORN = 45.0  # a name from its surname, a number from its unit
FUNCTION_WORD = 160.0
GLUED = 500.0  # at an apostrophe, or before the hyphen of a weak pronoun
# Netflix, §4: the lower line the longer one. Per character of difference, and once.
_UPPER_LONGER, _LOWER_LONGER, _WRONG_WAY = 0.35, 0.12, 1.5

_OF = frozenset({"de", "del", "dels", "of"})


def break_points(words: Sequence[str], langs: Sequence[str]) -> list[float]:
    """The cost of a line break after each word, in points (see above); nothing follows the last one."""
    before, after, beyond = ["", *words[:-1]], [*words[1:], ""], [*words[2:], "", ""]
    return [_break_point(*around) for around in zip(before, words, after, beyond, langs, strict=False)]


def _break_point(before: str, word: str, after: str, beyond: str, lang: str) -> float:
    if is_glued(word, after):
        return GLUED
    if ends_sentence(word, after):
        return AFTER_SENTENCE
    if ends_badly(word, lang):
        return FUNCTION_WORD
    if keeps_together(word, after, lang, before, beyond):
        return TORN
    if ends_clause(word):
        return AFTER_CLAUSE
    if is_expression(word, after, lang):
        return EXPRESSION
    if is_fond(word, lang):
        return FOND
    if starts_well(after, lang):
        if "conjunction" in kinds(after, lang):
            return BEFORE_PHRASE
        return BEFORE_OF if bare(after) in _OF else BEFORE_PREPOSITION
    if opens_noun(after, lang):
        return BEFORE_NOUN
    return BEFORE_PREDICATE if opens_predicate(after, lang) else ANYWHERE


def pieces(word: str, line: int) -> list[str]:
    """`word` cut into parts of at most `line` characters: one part for any ordinary word, no character lost.

    A long address or compound is cut after a hyphen, slash, dot or @ of the last third of the line if there
    is one, and never between a letter and its combining accent.
    """
    parts = []
    while len(word) > line:
        cut = max((k for k in range(line * 2 // 3, line + 1) if word[k - 1] in "-/.@_"), default=line)
        while cut > 1 and combining(word[cut]):
            cut -= 1
        if cut <= 1:
            cut = line  # nothing but accents: no better place
        parts.append(word[:cut])
        word = word[cut:]
    return [*parts, word]


class Lines:
    """The lines of any run of words of one text: `cost` for the optimiser, `text` for the screen.

    words: none longer than `line` characters. points: cost of a line break after each word.
    """

    def __init__(self, words: Sequence[str], points: Sequence[float], line: int, lines: int) -> None:
        self._words = words
        self._points = points
        self._line = line
        self._lines = lines
        self._offset = list(accumulate((len(word) + 1 for word in words), initial=0))

    def width(self, first: int, stop: int) -> int:
        """Characters of the words first..stop-1 with one space between them (a line break counts as one, too)."""
        return self._offset[stop] - self._offset[first] - 1

    def best(self, first: int, stop: int) -> tuple[float, tuple[int, ...]] | None:
        """Cost, and index of the first word of each further line; None if they don't fit in the lines there are."""
        return self._best(first, stop, self._lines, None)

    def _best(self, first: int, stop: int, lines: int, above: int | None) -> tuple[float, tuple[int, ...]] | None:
        width = self.width(first, stop)
        if width <= self._line:
            return (0.0 if above is None else _balance(above, width)), ()
        if width > lines * self._line + lines - 1 or lines == 1:
            return None
        if lines == 2:
            return self._best_of_two(first, stop, above)
        best: tuple[float, tuple[int, ...]] | None = None
        for k in range(first + 1, stop):
            here = self.width(first, k)
            if here > self._line:
                break
            rest = self._best(k, stop, lines - 1, here)
            if rest is None:
                continue
            cost = self._points[k - 1] + rest[0] + (0.0 if above is None else _balance(above, here))
            if best is None or cost < best[0]:
                best = cost, (k, *rest[1])
        return best

    def _best_of_two(self, first: int, stop: int, above: int | None) -> tuple[float, tuple[int, ...]] | None:
        """`_best` for two lines, without recursion: nearly all the time of a segmentation is spent here."""
        offset, line = self._offset, self._line
        start, finish = offset[first] + 1, offset[stop] - 1
        lowest = bisect_left(offset, finish - line, first + 1, stop)  # the lower line must hold the rest
        best, place = float("inf"), 0
        for k in range(lowest, stop):
            here = offset[k] - start
            if here > line:
                break
            cost = self._points[k - 1] + _balance(here, finish - offset[k])
            if above is not None:
                cost += _balance(above, here)
            if cost < best:
                best, place = cost, k
        return (best, (place,)) if place else None

    def rows(self, first: int, stop: int, breaks: Sequence[int]) -> list[str]:
        """The words first..stop-1 as lines, broken before each index of `breaks`."""
        edges = [first, *breaks, stop]
        return [" ".join(self._words[a:b]) for a, b in pairwise(edges)]


def _balance(above: int, width: int) -> float:
    if width >= above:
        return (width - above) * _LOWER_LONGER
    return (above - width) * _UPPER_LONGER + _WRONG_WAY


def wrap(words: Sequence[str], lang: str, line: int, lines: int) -> list[str]:
    """`words` as at most `lines` lines of at most `line` characters, broken where it reads best.

    A word longer than a line is cut (see `pieces`). Where the text cannot fit, it takes as many more lines
    as it needs: no word is ever dropped. Empty words disappear; no words give no line.
    """
    parts = [part for word in words for bit in word.split() for part in pieces(bit, line)]
    if not parts:
        return []
    points = break_points(parts, [lang] * len(parts))
    while True:
        laid = Lines(parts, points, line, lines)
        found = laid.best(0, len(parts))
        if found is not None:
            return laid.rows(0, len(parts), found[1])
        # Three lines and more multiply the search: beyond that a plain fill is honest enough.
        lines += 1
        if lines > 4:
            return _filled(parts, line)


def _filled(parts: Sequence[str], line: int) -> list[str]:
    rows = [parts[0]]
    for part in parts[1:]:
        if len(rows[-1]) + 1 + len(part) <= line:
            rows[-1] += " " + part
        else:
            rows.append(part)
    return rows
