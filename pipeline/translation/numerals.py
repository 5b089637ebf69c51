"""Numbers of several words in figures: what engines put together wrongly ("mil cien" became "a thousand a hundred").

Those of one word, and those that are also something else ("un", "una", "nou"), stay words; but not the first of two
that are thousands, or hundreds, together: "dos o tres mil" are 2000 or 3000.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.cues import Lang
from pipeline.patterns import any_of

_UNITS = {
    "ca": "un|una|u=1 dos|dues=2 tres=3 quatre=4 cinc=5 sis=6 set=7 vuit=8 nou=9",
    "es": "un|uno|una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9",
}
_TEENS = {
    "ca": "deu=10 onze=11 dotze=12 tretze=13 catorze=14 quinze=15 setze=16 disset=17 divuit=18 dinou=19",
    "es": "diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19"
    " veintiuno|veintiún|veintiuna=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26"
    " veintisiete=27 veintiocho=28 veintinueve=29",
}
_TENS = {
    "ca": "vint=20 trenta=30 quaranta=40 cinquanta=50 seixanta=60 setanta=70 vuitanta=80 noranta=90",
    "es": "veinte=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90",
}
_HUNDREDS = {
    "ca": "cent=100 dos-cents|dues-centes=200 tres-cents|tres-centes=300 quatre-cents|quatre-centes=400"
    " cinc-cents|cinc-centes=500 sis-cents|sis-centes=600 set-cents|set-centes=700 vuit-cents|vuit-centes=800"
    " nou-cents|nou-centes=900",
    "es": "cien|ciento=100 doscientos|doscientas=200 trescientos|trescientas=300 cuatrocientos|cuatrocientas=400"
    " quinientos|quinientas=500 seiscientos|seiscientas=600 setecientos|setecientas=700 ochocientos|ochocientas=800"
    " novecientos|novecientas=900",
}


#: Before "un" and "una" after a blank: behind them no noun in the singular, whose article they would be ("treinta y una
#: hija", "l'any dos mil una amiga"). After a number nouns are in the plural.
_NOT_A = (
    r"(?!un[ao]? (?!(?:de|del|d|i|y|o|u|que|per|por|a|al|en|mil|mili\w+|mill\w+)\b)[^\W\d_]{0,30}[^\W\d_s]"
    r"(?![\w·'’-]))"
)


#: Before the first of two numbers with "a" between them: people, and where they are ("vivim els dos a quatre-cents
#: metres").
_PEOPLE = re.compile(
    r"\b(?:els|les|los|las|tots|totes|som|sou|s[óo]n|somos|sois|érem|éramos|eren|eran|nosaltres)\s$", re.IGNORECASE
)


def numbers_in_figures(text: str, lang: Lang) -> str:
    """`text` (Catalan or Spanish; others as they are) with its numbers of several words in figures."""
    if lang not in _UNITS:
        return text
    return _pattern(lang).sub(lambda match: _figures(match, lang), text)


def _figures(match: re.Match[str], lang: Lang) -> str:
    if match["first"] and (times := _shared(match, lang)):
        return str(_below_thousand(match["first"], lang) * times)
    if not re.search(r"[\s-]", match[0].strip()):
        return match[0]
    thousands = _below_thousand(match["thousands"] or "", lang) or 1
    rest = match["rest"] or match["only"] or match["first"] or ""
    return str((thousands * 1000 if match["mil"] else 0) + _below_thousand(rest, lang))


def _shared(match: re.Match[str], lang: Lang) -> int:
    """What the first of two numbers is to be taken times, which only the second says: of "dos o tres mil", 1000; 0
    where they have nothing in common."""
    first, second = _below_thousand(match["first"], lang), _below_thousand(match["second"], lang)
    times = 1000 if match["thousand"] else 1
    if first < 10 and second >= 200 and second % 100 == 0:
        times, second = times * 100, second // 100
    apart = match["link"].lower() == "a" and (first == 1 or _PEOPLE.search(match.string[: match.start()]))
    return 0 if times == 1 or first >= second or apart else times


def _below_thousand(words: str, lang: Lang) -> int:
    known = _values(lang)
    parts = re.findall(any_of(known), words.lower())
    return sum(known[part] for part in parts)


@lru_cache(maxsize=2)
def _values(lang: Lang) -> dict[str, int]:
    rows = f"{_HUNDREDS[lang]} {_TEENS[lang]} {_TENS[lang]} {_UNITS[lang]}".split()
    return {way: int(row.split("=")[1]) for row in rows for way in row.split("=")[0].split("|")}


@lru_cache(maxsize=2)
def _pattern(lang: Lang) -> re.Pattern[str]:
    def of(rows: str) -> str:
        return any_of(way for row in rows.split() for way in row.split("=")[0].split("|"))

    units, teens, tens, hundreds = (of(table[lang]) for table in (_UNITS, _TEENS, _TENS, _HUNDREDS))
    link = "(?:-i-|-)" if lang == "ca" else " y "
    alone = f"{_NOT_A}(?:{units})"
    small = f"(?:(?:{tens}){link}{f'(?:{units})' if lang == 'ca' else alone}|{teens}|{tens}|{alone})"
    below = rf"(?:(?:{hundreds})(?: {small})?|{small})"
    thousands = rf"(?:(?P<thousands>{below}) )?(?P<mil>mil)(?: (?P<rest>{below}))?"
    # "entre dos i tres mil"; but "entre treinta y dos mil" is one number
    between = rf"(?:(?P<between>(?<=entre )(?!(?:{tens}) [iy] (?:{units})\b))|)"
    link = "(?P<link>[oua]|(?(between)[iy]|(?!)))"
    first = rf"{between}(?P<first>{small})(?= {link} (?P<second>{below})(?P<thousand> mil)?(?![\w·-]))"
    return re.compile(rf"(?<![\w-])(?:{first}|{thousands}|(?P<only>{below}))(?![\w·-])", re.IGNORECASE)
