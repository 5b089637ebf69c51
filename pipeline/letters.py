"""Letters as people type them in haste: what is looked for is found without its accents and in any capitals."""

from __future__ import annotations

import unicodedata

#: The apostrophe of keyboards for that of print, and a full stop for the dot of "il·lusió", which few keyboards have.
_TYPED = str.maketrans("’·", "'.")


def unaccented(text: str) -> str:
    """`text` without accents and other marks on letters; compatible forms (ligatures, wide letters) are plain ones."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def folded(text: str) -> str:
    """`text` for a comparison with what somebody typed: no capitals, no accents, blanks as one."""
    return " ".join(unaccented(text.casefold()).casefold().translate(_TYPED).split())
