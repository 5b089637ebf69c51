"""The words of what was found: texts/<language>.po, with figures as each language writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.evidence.automatic import CriterionOutcome
from pipeline.evidence.figures import Figure, Unit
from pipeline.i18n import decimal, texts

FOLDER = Path(__file__).parent / "texts"

#: What a unit's numbers are multiplied with to be shown.
_SHOWN: dict[Unit, float] = {"ms": 0.001, "share": 100}


def outcome_in_words(outcome: CriterionOutcome, lang: str) -> str:
    """ "Passed" """
    return _text("outcome", outcome, lang)


def mode_in_words(mode: str, lang: str) -> str:
    """ "by a person" """
    return _text("mode", mode, lang)


def why_in_words(why: str, lang: str) -> str:
    """The sentence that says what the build found."""
    return _text("why", why, lang)


def figure_name(figure: Figure, lang: str) -> str:
    """What was measured: "Reading speed, median"."""
    return _text("figure", figure.name, lang)


def figure_value(figure: Figure, lang: str) -> str:
    """ "17.5 characters a second", "98 %", "3 of 5" """
    value = _measured(figure.value, figure.unit, lang)
    if figure.whole is None:
        return value
    return _text("figure", "part", lang).format(value=value, whole=_measured(figure.whole, figure.unit, lang))


def figure_limit(figure: Figure, lang: str) -> str:
    """What it is held against, in the same words; "" where that is nothing."""
    return "" if figure.limit is None else _measured(figure.limit, figure.unit, lang)


def _measured(value: float, unit: Unit, lang: str) -> str:
    return _text("unit", unit, lang).format(value=decimal(value * _SHOWN.get(unit, 1), lang))


def _text(group: str, key: str, lang: str) -> str:
    found: Any = texts(FOLDER, lang)[group][key]
    return str(found)
