"""Regular expressions that several rooms put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache


def any_of(words: Iterable[str]) -> str:
    """A regular expression of one of `words`, the longest first; of none where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def any_case(word: str) -> str:
    """A regular expression of `word`, also as it begins a sentence. word: may go on as a regular expression."""
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


#: Figures that are a whole number: not the 1 of "1.500", nor the 2 of "2,5".
FIGURES = r"\d+(?!\d|[.,]\d)"

#: What is looked for, and what is put in its place, in the order in which they are tried.
Replacements = Iterable[tuple[re.Pattern[str], str]]


class _Written:
    """Rows as they are written: hundreds of patterns, compiled when one is first wanted. Most commands translate
    nothing, and would wait for them a tenth of a second."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._rows = tuple(rows)

    @cached_property
    def _compiled(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(pattern), put) for pattern, put in self._rows)

    def __iter__(self) -> Iterator[tuple[re.Pattern[str], str]]:
        return iter(self._compiled)


def replacements(*rows: tuple[str, str]) -> Replacements:
    """The same of patterns as they are written."""
    return _Written(rows)


#: The dot of Catalan "l·l", which is no letter to `re`: it would see "tres mil" in "tres mil·límetres". While a table
#: is put in force, one that looks alike and is a letter stands in its place.
_DOT, _LETTER = "·", "\ua78f"


def replaced(table: Replacements, text: str) -> str:
    """`text` with each row of `table` put in force, one after the other; "l·l" is within a word."""
    if _DOT not in text:
        for pattern, put in table:
            text = pattern.sub(put, text)
        return text
    text = text.replace(_DOT, _LETTER)
    for pattern, put in table:
        text = _with_letter(pattern).sub(put.replace(_DOT, _LETTER), text)
    return text.replace(_LETTER, _DOT)


@lru_cache(maxsize=4096)
def _with_letter(pattern: re.Pattern[str]) -> re.Pattern[str]:
    written = pattern.pattern.replace(_DOT, _LETTER)
    return pattern if written == pattern.pattern else re.compile(written, pattern.flags)
