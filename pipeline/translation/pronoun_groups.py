"""A verb with its pronouns, put together anew: what `two_pronouns.py` and `lone_pronouns.py` build on. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.translation.analysis import Group, Unit

#: The auxiliaries of Catalan's past.
GOING = frozenset(("vaig", "vas", "va", "vam", "vàrem", "vau", "vàreu", "van", "varen"))
#: "This", by language.
THIS = {"ca": "això", "es": "esto"}
#: A pronoun of what something is done to.
ACCUSATIVE = re.compile(r"(?:^|\+)(?:el|lo)<prn><(?:pro|enc)><p3><(m|f)><(sg|pl)>$")
_VOWEL = re.compile(r"h?[aeiouàèéíïòóúü]", re.IGNORECASE)
_ELIDED = {"em": "m'", "et": "t'", "es": "s'"}


def form_of(pronoun: Unit) -> tuple[str, str]:
    """Gender and number of what the last pronoun stands for; empty where it has none ("ho")."""
    found = next(filter(None, map(ACCUSATIVE.search, pronoun.readings)), None)
    return (found[1], found[2]) if found else ("", "")


def of_several(pronoun: Unit) -> bool:
    """Whether it stands for several: "te'ls", "nos las"."""
    found = (ACCUSATIVE.search(reading) for reading in pronoun.readings)
    return any(match and match[2] == "pl" for match in found)


def all_of_it(units: Sequence[Unit], group: Group) -> bool:
    """Whether "tot" stands behind `group`: "m'ho van robar tot" has no need of "ho"."""
    return group.stop < len(units) and units[group.stop].surface.lower() in ("tot", "todo")


def is_past(verbs: Sequence[Unit]) -> bool:
    """Whether `verbs` (at least one) are Catalan's periphrastic past, auxiliary and all: "vaig anar"."""
    return len(verbs) > 1 and verbs[0].surface.lower() in GOING


def joined(units: Sequence[Unit], group: Group, pronoun: str, verbs: list[Unit]) -> list[Unit]:
    """The group anew: its "no", one pronoun (or none) and its verbs, with the capital that it began with."""
    before = list(units[group.start : group.pronouns.start])
    word = verbs[0].surface
    if pronoun:
        elided = _ELIDED.get(pronoun) if _VOWEL.match(word) else None
        blank = units[group.pronouns.start].blank
        before.append(Unit(blank, elided or pronoun))
        verbs = [replace(verbs[0], blank="" if elided else " "), *verbs[1:]]
    else:
        verbs = [replace(verbs[0], blank=units[group.pronouns.start].blank), *verbs[1:]]
    made = [*before, *verbs]
    return [capital_like(made[0], units[group.start].surface), *made[1:]]


def capital_like(unit: Unit, model: str) -> Unit:
    """`unit` with a capital, where `model` has one."""
    if not model[:1].isupper():
        return unit
    return replace(unit, surface=unit.surface[:1].upper() + unit.surface[1:])
