"""Words in another script than the translators': what no engine of the table has ever seen, and reads words into."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Span = tuple[int, int]


def foreign(text: str) -> list[Span]:
    """Where `text` is in another script than Latin, as (start, stop): from the first letter of a stretch to its last,
    with the marks on them and with what stands between two words of it."""
    spans: list[Span] = []
    open_since, stop = None, 0
    for at, char in enumerate(text):
        if _is_foreign(char):
            open_since, stop = (at if open_since is None else open_since), at + 1
        elif open_since is not None and stop == at and _belongs(char):
            stop = at + 1
        elif open_since is not None and (char.isalpha() or char.isdigit()):
            spans.append((open_since, stop))
            open_since = None
    return [*spans, (open_since, stop)] if open_since is not None else spans


def is_readable(text: str) -> bool:
    """Whether a translator can do anything with `text`: it has a Latin letter, or figures and no letters at all."""
    letters = [char for char in text if char.isalpha()]
    return not all(map(_is_foreign, letters)) if letters else any(map(str.isalnum, text))


@lru_cache(maxsize=4096)
def _is_foreign(char: str) -> bool:
    """Whether `char` is a letter of another script. Ordinals (º) and letters that modify others (ʼ) are of none."""
    if not char.isalpha() or unicodedata.category(char) == "Lm" or char in "ªº":
        return False
    return "LATIN" not in unicodedata.name(char, "")


def _belongs(char: str) -> bool:
    """Whether `char` is a part of the letter before it: vowel signs, accents, joiners."""
    return unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf", "Lm")
