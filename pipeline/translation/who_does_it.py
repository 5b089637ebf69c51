"""Who does it, where that stands behind the verb: "va venir la meva germana", "les va criar ella sola". Pure.

English has it before; the model from Portuguese takes what follows a verb for what is done to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.lexicon import word_set
from pipeline.translation.analysis import CLAUSE, FINITE, Group, Unit, lemma_of_last, nominal
from pipeline.translation.two_pronouns import behind

#: What somebody or something does alone.
_ALONE = word_set(
    "venir arribar llegar tornar volver morir néixer nacer marxar entrar sortir salir aparèixer aparecer telefonar"
    " créixer crecer plorar llorar sonar"
)
#: Longer sentences are written ones: more is said in them than who came.
_SHORT = 14
_SOMEWHERE = re.compile("<pr>")
_PERSON = re.compile(r"<prn><tn><(p[123])><\w+><(sg|pl)>")
_SELF = re.compile(r"^(?:sol|sola|sols|soles|solo|solos|solas|mateix\w*|mism\w+)$", re.IGNORECASE)


def came(units: Sequence[Unit], group: Group) -> range | None:
    """Who came: the units behind a verb of coming and going, where nobody stands before it."""
    if group.pronouns or len(units) > _SHORT or lemma_of_last(units[group.verb : group.stop]) not in _ALONE:
        return None
    before = group.start
    while before and not units[before - 1].any(CLAUSE):
        before -= 1
        behind_preposition = before > 0 and units[before - 1].any(_SOMEWHERE)
        if nominal(units[before]) and not behind_preposition:  # "per sort" came nobody
            return None
    found = behind(units, group)
    return None if found is None or any(unit.any(_SOMEWHERE) for unit in units[found.start : found.stop]) else found


def themselves(units: Sequence[Unit], group: Group) -> range | None:
    """The pronoun of who did it, behind the verb and at the end of its clause: "les va criar ella sola"."""
    at = group.stop
    if at >= len(units) or any(unit.surface == "?" for unit in units):
        return None
    said = {(match[1], match[2]) for reading in units[group.verb].readings if (match := FINITE.search(reading))}
    found = next(filter(None, map(_PERSON.search, units[at].readings)), None)
    if found is None or (found[1], found[2]) not in said:
        return None
    after = at + 1
    while after < len(units) and _SELF.match(units[after].surface):
        after += 1
    return range(at, at + 1) if after >= len(units) or units[after].any(CLAUSE) else None
