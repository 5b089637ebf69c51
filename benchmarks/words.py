"""Word error rate, counted alike for every system."""

from __future__ import annotations

import unicodedata

from benchmarks.results import Share

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


def word_errors(text: str, reference: str | None) -> Share:
    """Words of `text` that are wrong, missing or too many, of the words of `reference`; of nothing without one."""
    wanted = normalised(reference or "")
    if not wanted or not can_count():
        return Share()
    import jiwer

    made = jiwer.process_words(wanted, normalised(text))
    return Share(made.substitutions + made.deletions + made.insertions, len(wanted.split()))
