"""Word error rate, counted alike for every system."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

#: Apostrophes that people and recognisers write; they count as the same one.
APOSTROPHES = "’‘ʼ´`"

#: Kept inside words: without them "l'hort" and "col·laborar" would fall apart.
INSIDE = "'·"


def normalised(text: str) -> str:
    """`text` in lower case, without punctuation but for apostrophes and middle dots within words, single spaces."""
    folded = unicodedata.normalize("NFKC", text).lower()
    for apostrophe in APOSTROPHES:
        folded = folded.replace(apostrophe, "'")
    kept = "".join(char if char.isalnum() or char in INSIDE or unicodedata.combining(char) else " " for char in folded)
    return " ".join(word for piece in kept.split() if (word := piece.strip(INSIDE)))


def can_count() -> bool:
    """Whether the package that counts word errors is installed."""
    from importlib.util import find_spec

    return find_spec("jiwer") is not None


def word_error_rate(references: Sequence[str], heard: Sequence[str]) -> float:
    """Words wrong, missing or too many ÷ words of the references, 0..1 and more, over all texts together.

    The two lists are of equal length, and no reference is without words.
    """
    import jiwer

    pairs = zip(references, heard, strict=True)
    left, right = zip(*((normalised(reference), normalised(text)) for reference, text in pairs), strict=True)
    return float(jiwer.process_words(list(left), list(right)).wer)
