"""Letters that a voice does not know, written with those that it does."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

from pipeline.voices.reading_table import ReadingTable

_OTHERS = re.compile(r"[^\W\d_]+")
_PLAIN = frozenset(string.ascii_letters)


def respelled(text: str, table: ReadingTable) -> str:
    """`text` with each word in letters of `table`: without accents of other languages, and by the sound of other
    scripts' letters ("Иван" → "Ivan"), as the package anyascii has them."""
    known = _PLAIN | frozenset(table.letters + table.letters.upper() + "·")
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")
    return _OTHERS.sub(lambda word: "".join(_letter(sign, known, table) for sign in word[0]), text)


def _letter(letter: str, known: frozenset[str], table: ReadingTable) -> str:
    if letter in known:
        return letter
    if letter in table.respelled:
        return table.respelled[letter]
    return _other(letter)


@lru_cache(maxsize=4096)
def _other(letter: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", letter) if unicodedata.category(sign)[0] != "M")
    if bare and all(sign in _PLAIN for sign in bare):
        return bare
    from anyascii import anyascii

    return "".join(sign for sign in anyascii(letter) if sign in _PLAIN)
