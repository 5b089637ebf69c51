"""The first word of a sentence, written as in the middle of one.

Apertium takes a capitalised word it does not know in that form for a name and leaves it as it is ("Ara
anem..." becomes "Ara vamos...") although it knows the word in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.lexicon import word_set
from pipeline.cues import Lang

_WORD = re.compile(r"[^\W\d_]+(?:[·’'-][^\W\d_]+)*")


#: Words that Apertium translates in small letters only, that start sentences of speech and are no one's name.
#: Found by sending 3,400 words of FLORES-200 (dev) and 250 common openings through cat-por, cat-eng, es-pt,
#: spa-eng and spa-cat (Debian 12) in both forms. Words that fare better with the capital ("Pare", "Bueno")
#: and names ("Pau", "Marc", "Clara", "Mira") are not here.
_OPENING: dict[Lang, frozenset[str]] = {
    "ca": word_set(
        "al aneu ara barri ben calia conté dels després escola fan força gran hagi han he i igual li llibre "
        "mai malgrat massa petit quan tan"
    ),
    "es": word_set("ante claro durante ella este justo miles segundo son"),
}


def as_mid_sentence(texts: Sequence[str], lang: Lang) -> list[str]:
    """`texts` with a capitalised first word in small letters if it is one that Apertium knows only so."""
    known = _OPENING.get(lang, frozenset())
    return [_lowered(text, known) for text in texts]


def same_capital(text: str, like: str) -> str:
    """`text` with a capital first letter if `like` has one; otherwise as it is."""
    first = _WORD.search(text)
    model = _WORD.search(like)
    if not first or not model or not model[0][0].isupper():
        return text
    at = first.start()
    if any(map(str.isdigit, text[:at])):  # "50 % das famílias" begins with its number
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]


def _lowered(text: str, known: frozenset[str]) -> str:
    first = _WORD.search(text)
    if not first or not first[0].istitle() or first[0].lower() not in known:
        return text
    at = first.start()
    return text[:at] + text[at].lower() + text[at + 1 :]
