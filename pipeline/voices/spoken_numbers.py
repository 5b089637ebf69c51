"""Numbers in words, as they are said in front of a noun or alone. The cardinals are num2words'."""

from __future__ import annotations

import re
from functools import lru_cache

#: From here on a number is read by its digits.
MOST = 10**15

_MILLIONS = re.compile(r"(.*\w*(?:ilions?|ilió|illones|illón)\b)(.*)")
_ES_ORDINALS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_ES_TENS = ("", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo")
_CA_FIRST = {1: ("primer", "primera"), 2: ("segon", "segona"), 3: ("tercer", "tercera"), 4: ("quart", "quarta")}
_CA_STEMS = {"cinc": "cinqu", "nou": "nov", "deu": "des"}


@lru_cache(maxsize=1024)
def _words(number: int, lang: str, to: str = "cardinal") -> str:
    from num2words import num2words

    return str(num2words(number, lang=lang, to=to)).replace(",", "")


def catalan(number: int, feminine: bool, before_noun: bool) -> str:
    """21 → "vint-i-un" (before a masculine noun), "vint-i-una", "vint-i-u" (alone)."""
    millions, rest = _parted(_words(number, "ca"))
    if feminine:
        rest = re.sub(r"\bun$", "una", re.sub(r"\bdos\b", "dues", rest)).replace("-cents", "-centes")
    elif not before_noun:
        rest = re.sub(r"\bun$", "u", rest)
    return millions + rest


def spanish(number: int, feminine: bool, before_noun: bool) -> str:
    """21 → "veintiún" (before a masculine noun), "veintiuna", "veintiuno" (alone)."""
    words = re.sub(r"veintiuno (?=mil)", "veintiún ", _words(number, "es"))
    millions, rest = _parted(re.sub(r"\buno (?=mil)", "un ", words))
    if feminine:
        rest = re.sub(r"uno$", "una", rest.replace("cientos", "cientas").replace("quinientos", "quinientas"))
    elif before_noun:
        rest = re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", rest))
    return millions + rest


def english(number: int, feminine: bool, before_noun: bool) -> str:
    """112 → "one hundred and twelve"."""
    return _words(number, "en")


def _parted(words: str) -> tuple[str, str]:
    """What counts millions, which are masculine, and the rest."""
    found = _MILLIONS.fullmatch(words)
    return (found[1], found[2]) if found else ("", words)


def catalan_ordinal(number: int, feminine: bool) -> str:
    """5 → "cinquè", "cinquena". num2words has no ordinals of 30, 40 … 90 (0.5.14: KeyError)."""
    if number in _CA_FIRST:
        return _CA_FIRST[number][feminine]
    head, mark, last = re.fullmatch(r"(.*?)([- ]?)([^- ]+)", _words(number, "ca")).groups()  # type: ignore[union-attr]
    stem = _CA_STEMS.get(last) or re.sub(r"[ea]$|ó$", "", last.removesuffix("s") if last.endswith("cents") else last)
    return f"{head}{mark}{stem}{'ena' if feminine else 'è'}"


def spanish_ordinal(number: int, feminine: bool) -> str:
    """5 → "quinto", "quinta"; from 80 on the cardinal, as people say it."""
    if number in (11, 12):
        words = ("undécimo", "duodécimo")[number - 11]
    elif number >= 80 or number < 1:
        return spanish(number, feminine, False)
    else:
        words = f"{_ES_TENS[number // 10]} {_ES_ORDINALS[number % 10]}".strip()
        words = words.replace("décimo ", "decimo") if number < 20 else words
    return re.sub(r"o(?= |$)", "a", words) if feminine else words


def english_ordinal(number: int, feminine: bool) -> str:
    """21 → "twenty-first"."""
    return _words(number, "en", "ordinal")


def english_year(number: int) -> str:
    """1999 → "nineteen ninety-nine"."""
    return _words(number, "en", "year")
