"""Letters as people type them in haste – what is looked for is found without its accents and in any capitals –, and
what of a text is to be seen."""

from __future__ import annotations

import unicodedata

#: Between letters: joins them, or keeps them apart. Persian and the scripts of India write them (Unicode 23.2).
JOINERS = "\u200c\u200d"

#: The apostrophe of keyboards for that of print, and a full stop for the dot of "il·lusió", which few keyboards have.
_TYPED = str.maketrans("’·", "'.")


def unaccented(text: str) -> str:
    """`text` without accents and other marks on letters; compatible forms (ligatures, wide letters) are plain ones."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def folded(text: str) -> str:
    """`text` for a comparison with what somebody typed: no capitals, no accents, blanks as one."""
    return " ".join(unaccented(text.casefold()).casefold().translate(_TYPED).split())


def printable(text: str, instead: str = "") -> str:
    """`text` without characters that are not seen, or with `instead` for each; what joins letters is a part of them."""
    return "".join(c if c.isprintable() or c in JOINERS else instead for c in text)
