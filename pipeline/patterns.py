"""Regular expressions that several rooms put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def any_of(words: Iterable[str]) -> str:
    """A regular expression of one of `words`, the longest first; of none where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


#: What is looked for, and what is put in its place, in the order in which they are tried.
Replacements = Sequence[tuple[re.Pattern[str], str]]


def replacements(*rows: tuple[str, str]) -> Replacements:
    """The same of patterns as they are written."""
    return tuple((re.compile(pattern), put) for pattern, put in rows)


def replaced(table: Replacements, text: str) -> str:
    """`text` with each row of `table` put in force, one after the other."""
    for pattern, put in table:
        text = pattern.sub(put, text)
    return text
