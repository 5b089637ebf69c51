"""Times of day as they are said, in figures: what engines read as quarters of something.

Catalan counts the quarters of the hour that is coming (`dos quarts de deu` is half past nine: IEC, Gramàtica de la
llengua catalana), Spanish halves and quarters after it, or before (`las siete menos cuarto`).
"""

from __future__ import annotations

import re

from pipeline.cues import Lang
from pipeline.patterns import any_of, replaced

_HOURS = {
    "ca": ("una", "dues", "tres", "quatre", "cinc", "sis", "set", "vuit", "nou", "deu", "onze", "dotze"),
    "es": ("una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
}
_QUARTERS = {"un quart": 15, "dos quarts": 30, "tres quarts": 45}
_MINUTES = {
    "ca": {"quart": 15, "mitja": 30, "cinc": 5, "deu": 10, "vint": 20, "vint-i-cinc": 25},
    "es": {"cuarto": 15, "media": 30, "cinco": 5, "diez": 10, "veinte": 20, "veinticinco": 25},
}
_LESS = {"ca": "menys", "es": "menos"}
_AND = {"ca": "i", "es": "y"}
#: How long, not when.
_DURATIONS = {
    "ca": (
        (re.compile(r"\b[Tt]res quarts d['’](?:una )?hora\b"), "45 minuts"),
        (re.compile(r"\b[Uu]n quart d['’](?:una )?hora\b"), "15 minuts"),
    ),
    "es": (
        (re.compile(r"\b[Tt]res cuartos de hora\b"), "45 minutos"),
        (re.compile(r"\b[Uu]n cuarto de hora\b"), "15 minutos"),
    ),
}


def in_figures(text: str, lang: Lang, target: Lang = "en") -> str:
    """`text` (Catalan or Spanish; others as they are) with its times of day in figures: "a les 9:30". Catalan and
    Spanish say all but the quarters alike: between them, those alone are put so."""
    if lang not in _HOURS:
        return text
    if target in _HOURS:
        return _QUARTER.sub(_from_quarters, text) if lang == "ca" else text
    text = replaced(_DURATIONS[lang], text)
    if lang == "ca":
        text = _ABOUT.sub(_about, _QUARTER.sub(_from_quarters, text))
    return _past(lang).sub(lambda match: _from_hour(match, lang), text)


_QUARTER = re.compile(
    rf"(?<!\w)(?P<to>a |A )?(?P<quarters>{any_of(_QUARTERS)})"
    rf"(?: (?P<sign>i|menys) (?P<minutes>cinc|deu))? (?:de |d['’])(?P<hour>{any_of(_HOURS['ca'])})(?![\w·])"
    # "un quart d'una pizza" is no time of day: behind that "una" stands what says which, what goes on, or nothing
    r"(?!(?<=d['’]una) (?!(?:del?|ja|i|o|que|quan|per|al?|fins|en punt|toca\w*|passa\w*)\b|d['’])\w)",
    re.IGNORECASE,
)

#: "A quarts de deu": some time between a quarter past nine and a quarter to ten.
_ABOUT = re.compile(rf"(?<!\w)(?:a |A |cap a |Cap a )quarts (?:de |d['’])(?P<hour>{any_of(_HOURS['ca'])})(?!\w)")


def _about(match: re.Match[str]) -> str:
    return f"al voltant de les {_clock(_HOURS['ca'].index(match['hour']) * 60 + 30)}"


def _past(lang: Lang) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<article>l[ae]s?) (?P<hour>{any_of(_HOURS[lang])}) (?P<sign>{_AND[lang]}|{_LESS[lang]}) "
        rf"(?P<minutes>{any_of(_MINUTES[lang])})(?![\w-])",
        re.IGNORECASE,
    )


def _from_quarters(match: re.Match[str]) -> str:
    hour = _HOURS["ca"].index(match["hour"].lower())
    minutes = hour * 60 + _QUARTERS[match["quarters"].lower()]
    if match["sign"]:
        minutes += _MINUTES["ca"][match["minutes"].lower()] * (-1 if match["sign"].lower() == "menys" else 1)
    return f"{'a ' if match['to'] else ''}les {_clock(minutes)}"


def _from_hour(match: re.Match[str], lang: Lang) -> str:
    minutes = _MINUTES[lang][match["minutes"].lower()] * (-1 if match["sign"].lower() == _LESS[lang] else 1)
    return f"{match['article']} {_clock((_HOURS[lang].index(match['hour'].lower()) + 1) * 60 + minutes)}"


def _clock(minutes: int) -> str:
    """An hour of twelve: 0:15 is 12:15."""
    hour, rest = divmod(minutes, 60)
    return f"{hour or 12}:{rest:02}"
