"""The finite verbs of Catalan and Spanish, each with its "no", its pronouns and the verbs that hang on it. Pure.

By what Apertium's analyser says that words may be: what could be something else is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cues import Lang
from pipeline.translation.analysis import CHAINED, CLAUSE, FINITE, PRONOUN, Group, Unit
from pipeline.translation.pronoun_groups import GOING

#: A pronoun of who does it, not of what is done to it.
SUBJECT_PRONOUN = re.compile(r"<prn><tn><p[123]>|<prn><itg>")
_ASKING = re.compile("<itg>")
#: Behind these stands a noun, whatever the analyser's list lacks ("el manejo").
_NO_VERB_BEHIND = re.compile(r"<det>|<detnt>|<pr>(?!\+)|<predet>|<num>|<prn><tn><(?!p[123])")
_NUMBER, _AT_THE = re.compile("<num>"), re.compile(r"\ba (?:les|la|las) \S+$", re.IGNORECASE)
#: "Comencem!" is "comencem", too.
_LET_US = re.compile(r"<v\w+><imp><p1><pl>$")
_NOT = {"ca": ("no",), "es": ("no",)}


def verb_groups(units: Sequence[Unit], lang: Lang) -> Iterator[Group]:
    """The finite verbs of a text with what belongs to them, in order."""
    at = 0
    while at < len(units):
        start = at
        if units[at].surface.lower() in _NOT[lang]:
            at += 1
        first = at
        while at < len(units) and units[at].any(PRONOUN) and not units[at].any(SUBJECT_PRONOUN):
            at += 1
        if at < len(units) and _is_finite(units, at, certain=_certain(units, first, at)):
            stop = _chain_end(units, at + 1)
            yield Group(start, range(first, at), at, stop)
            at = stop
        else:
            at = max(at, start + 1)


def _certain(units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether what stands at `at` is a verb if it can be one: behind pronouns from `first` on, or a question word."""
    if at > first:
        return at > first + 1 or not _maybe_article(units[at - 1])
    return at > 0 and units[at - 1].any(_ASKING) and bool(re.search("<p[12]>", "".join(units[at].readings)))


def _maybe_article(unit: Unit) -> bool:
    return any("<det>" in reading or "<detnt>" in reading for reading in unit.readings)


def _is_finite(units: Sequence[Unit], at: int, *, certain: bool) -> bool:
    """certain: a pronoun stands before it, so that it is a verb if it can be one."""
    if units[at].surface[:1].isupper() and at and not units[at - 1].any(CLAUSE):
        return False
    if at and not certain and all(map(_NO_VERB_BEHIND.search, units[at - 1].readings)) and not _is_hour(units, at - 1):
        return False
    readings = [
        bool(FINITE.search(reading)) and "<enc>" not in reading
        for reading in units[at].readings
        if not _is_invited(units, at, reading)
    ]
    auxiliary = units[at].surface.lower() in GOING and at + 1 < len(units) and units[at + 1].any(CHAINED)
    return all(readings) or (any(readings) and (certain or auxiliary))


def _is_hour(units: Sequence[Unit], at: int) -> bool:
    """Whether it is a number that says when: "a les nou"."""
    said = " ".join(unit.surface for unit in units[max(0, at - 2) : at + 1])
    return units[at].any(_NUMBER) and bool(_AT_THE.search(said))


def _is_invited(units: Sequence[Unit], at: int, reading: str) -> bool:
    """Whether `reading` asks all of us to do something, and nobody is asked ("demà comencem")."""
    return bool(_LET_US.search(reading)) and not any(unit.surface == "!" for unit in units[at:])


def _chain_end(units: Sequence[Unit], at: int) -> int:
    while at < len(units) and units[at].any(CHAINED) and not units[at].any(re.compile("<enc>")):
        at += 1
    return at
