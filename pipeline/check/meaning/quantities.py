"""Which numbers a text says, in words or figures, so that two languages can be compared. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.cues import Lang
from pipeline.patterns import any_of
from pipeline.translation.clock import in_figures
from pipeline.translation.numerals import numbers_in_figures

#: Words of one number each. After "?" those that are something else as well (nou: new; set: thirst; second: a moment):
#: they may say a number, and are never missed.
_WORDS: dict[Lang, str] = {
    "ca": "dos|dues=2 tres=3 quatre=4 cinc=5 sis=6 vuit=8 onze=11 dotze=12 tretze=13 catorze=14 quinze=15 setze=16"
    " disset=17 divuit=18 dinou=19 vint=20 trenta=30 quaranta=40 cinquanta=50 seixanta=60 setanta=70 vuitanta=80"
    " noranta=90 cent|cents=100 mil=1000 milió|milions=1000000"
    " ? un|una|u|primer|primera|primers|primeres=1 segon|segona|segons|parell=2 tercer|tercera|terç=3"
    " quart|quarta|quarts=4 cinquè|cinquena=5 sisè=6 set|setè=7 vuitè=8 nou|novè=9 deu|desè=10 dotzena|dotzenes=12"
    " mig|mitja|meitat=0.5",
    "es": "dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14"
    " quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno|veintiún|veintiuna=21"
    " veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28"
    " veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien|ciento=100"
    " doscientos|doscientas=200 trescientos|trescientas=300 cuatrocientos|cuatrocientas=400 quinientos|quinientas=500"
    " seiscientos|seiscientas=600 setecientos|setecientas=700 ochocientos|ochocientas=800 novecientos|novecientas=900"
    " mil=1000 millón|millones=1000000"
    " ? un|uno|una|primer|primero|primera=1 segundo|segunda|par=2 tercer|tercero|tercera|tercio=3"
    " cuarto|cuarta|cuartos=4 quinto|quinta=5 sexto|sexta=6 séptimo=7 octavo=8 noveno=9 décimo=10 docena|docenas=12"
    " medio|media|mitad=0.5",
    "en": "two|twice=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13"
    " fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty|twenties=20 thirty=30 forty=40"
    " fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred|hundreds=100 thousand|thousands=1000"
    " million|millions=1000000"
    " ? one|first|once|a|an=1 second|seconds|couple|pair|both=2 third|thirds=3 fourth|quarter|quarters=4 fifth=5"
    " sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 dozen|dozens=12 half=0.5",
}
_FIGURES = re.compile(r"\d[\d.,:]*")
_WORD = re.compile(r"[^\W\d_]+")
#: "Trenta per cent" says thirty, and no hundred.
_PERCENT = re.compile(r"\b(?:per ?cent|por ciento)\b", re.IGNORECASE)
_TIMES = {"hundred": 100, "thousand": 1000}
_THOUSANDS = re.compile(r"(?<=\d) mil\b")
#: The first of two numbers of which only the second says that they are thousands: "2 o 3 mil".
_BOTH_THOUSANDS = re.compile(r"\b(\d{1,3})(?= [oua] \d{1,3} mil\b)")


@dataclass(frozen=True, slots=True)
class Quantities:
    """sure: numbers that a text says. possible: those, and what its words might say as well."""

    sure: frozenset[float]
    possible: frozenset[float]


@lru_cache(maxsize=512)
def quantities(text: str, lang: Lang) -> Quantities:
    """What `text` counts; of a time of day its hour and its minutes, of a number of several words all of it."""
    sure, unsure = _values(lang)
    text = numbers_in_figures(in_figures(_PERCENT.sub("%", text), lang), lang)
    if lang == "en":
        text = _english().sub(_in_figures, _english_pairs().sub(_each_of_two, text))
    else:
        text = _THOUSANDS.sub("000", _BOTH_THOUSANDS.sub(r"\g<1>000", text))
    said = {value for figures in _FIGURES.findall(text) for value in _of_figures(figures)}
    words = {word.lower() for word in _WORD.findall(text)}
    said |= {sure[word] for word in words if word in sure}
    return Quantities(frozenset(said), frozenset(said | {unsure[word] for word in words if word in unsure}))


@lru_cache(maxsize=1)
def _english() -> re.Pattern[str]:
    """Numbers of several words: "twenty-three", "three hundred and fifty"."""
    small = any_of(word for word, value in _values("en")[0].items() if value < 100)
    below = rf"(?:{small})(?:[- ](?:{small}|one))?"
    return re.compile(
        rf"\b(?:(?:{below}|a|one|\d+) (?:{any_of(_TIMES)})(?:,? (?:and )?)?)+(?:{below}|one)?\b|\b{below}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _english_pairs() -> re.Pattern[str]:
    """Two numbers of which only the second says that they are hundreds or thousands: "two or three thousand"."""
    small = any_of(word for word, value in _values("en")[0].items() if value < 100)
    return re.compile(
        rf"(?P<between>\bbetween )?(?<![\w-])(?P<first>{small}|one|\d{{1,2}})(?P<link> (?:or|to|(?(between)and|(?!))) )"
        rf"(?=(?P<second>{small}|\d{{1,3}}) (?P<times>{any_of(_TIMES)})\b)",
        re.IGNORECASE,
    )


def _each_of_two(match: re.Match[str]) -> str:
    """The first of two such numbers in figures, with what the second says."""
    known = {**_values("en")[0], **_values("en")[1]}
    first, second = (known.get(word.lower()) or float(word) for word in (match["first"], match["second"]))
    if first >= second:
        return match[0]
    return f"{match['between'] or ''}{first * _TIMES[match['times'].lower()]:.0f}{match['link']}"


def _in_figures(match: re.Match[str]) -> str:
    """A number of several words in figures, with what stood behind it."""
    sure, unsure = _values("en")
    total, part = 0.0, 0.0
    for word in re.findall(r"\d+|[a-z]+", match[0].lower()):
        if word in _TIMES:
            part = max(part, 1) * _TIMES[word]
            if _TIMES[word] > 100:
                total, part = total + part, 0.0
        elif word != "and":
            part += float(word) if word.isdigit() else (sure | unsure)[word]
    tail = re.search(r"\W*$", match[0])
    return f"{total + part:.0f}{tail[0] if tail else ''}"


def _of_figures(figures: str) -> list[float]:
    """9:30 and 9.30 are an hour and its minutes; 1.200 and 1,200, a thousand and two hundred."""
    figures = figures.rstrip(".,:")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figures):
        return [float(re.sub(r"[.,]", "", figures))]
    return [float(part) for part in re.split(r"[.,:]", figures) if part]


@lru_cache(maxsize=8)
def _values(lang: Lang) -> tuple[dict[str, float], dict[str, float]]:
    """By word: what it says for sure, and what it may say."""
    sure, _, unsure = _WORDS.get(lang, "").partition(" ? ")
    return _rows(sure), _rows(unsure)


def _rows(text: str) -> dict[str, float]:
    return {
        word: float(value) for row in text.split() for words, value in [row.split("=")] for word in words.split("|")
    }
