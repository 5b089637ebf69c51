"""Regular expressions that several rooms put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property


def any_of(words: Iterable[str]) -> str:
    """A regular expression of one of `words`, the longest first; of none where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def any_case(word: str) -> str:
    """A regular expression of `word`, also as it begins a sentence. word: may go on as a regular expression."""
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


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


def replaced(table: Replacements, text: str) -> str:
    """`text` with each row of `table` put in force, one after the other."""
    for pattern, put in table:
        text = pattern.sub(put, text)
    return text
