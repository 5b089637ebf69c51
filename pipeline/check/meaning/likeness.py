"""How much two wordings in one language have in common. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

#: Letters in a row that are compared, from … to: after chrF (Popović 2015), which tells good translations from bad by
#: them better than by words.
_FROM, _TO = 2, 4


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same letters): the mean share of runs of letters in both."""
    shares = []
    for size in range(_FROM, _TO + 1):
        left, right = _runs(one, size), _runs(other, size)
        total = left.total() + right.total()
        if total:
            shares.append(2 * (left & right).total() / total)
    return sum(shares) / len(shares) if shares else 1.0


@lru_cache(maxsize=1024)
def _runs(text: str, size: int) -> Counter[str]:
    line = f" {' '.join(plain(text).split())} "
    return Counter(line[at : at + size] for at in range(len(line) - size + 1)) if line.strip() else Counter()


def plain(text: str) -> str:
    """`text` in small letters, without accents and marks."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char if char.isalnum() else " " for char in folded if not unicodedata.combining(char))
