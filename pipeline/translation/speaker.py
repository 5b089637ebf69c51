"""Whose a verb is that says only "I, or somebody": in Catalan and Spanish, conditionals and conditions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.lexicon import word_set
from pipeline.translation.analysis import BEFORE_NOUN, Group, Unit, lemma_of_last, lemmas, nominal

#: What may be the first person or the third: conditionals, and the conditions they hang on.
_UNREAL = re.compile(r"<v\w+><(?:cni|pis)><(?:p[13]|p1><mf)><sg>")
_SOMEBODY_DOES = re.compile(r"<v\w+><(?:pri|ifi|fti)><p3><(?:sg|pl)>")
#: Verbs of weather, of things and of what happens, in both languages; and those with who comes behind them.
_OF_THINGS = word_set(
    "ser estar caldre haver haber agradar gustar semblar parecer ploure llover nevar fer hacer valer costar passar"
    " pasar faltar quedar importar tocar bastar"
)
_COMING = word_set("venir arribar llegar sortir salir tornar volver trucar llamar morir viure vivir ajudar ayudar")
_WHO = frozenset(("qui", "quien", "quién"))
_OBJECTS = frozenset(("ho", "lo", "el", "la", "hi", "en", "li", "le", "et", "te"))


def may_be_the_speaker(units: Sequence[Unit], group: Group, clause: Sequence[Unit]) -> bool:
    """Whether `group` is a conditional, or a condition, of the speaker or of somebody ("no ho canviaria"), and nobody
    else is spoken of before it or behind it: who speaks of themselves then means themselves."""
    readings = units[group.verb].readings
    verbs = units[group.verb : group.stop]
    said = {lemma_of_last(verbs)} | {reading.split("<")[0] for reading in readings if len(verbs) == 1}
    if not all(_UNREAL.search(reading) for reading in readings) or said & _OF_THINGS:
        return False
    if group.start and units[group.start - 1].surface.lower() in _WHO:
        return False
    if any(lemma not in _OBJECTS for at in group.pronouns for lemma in lemmas(units[at])):
        return False
    behind = units[group.stop] if group.stop < len(units) else None
    if behind and behind.any(BEFORE_NOUN) and lemma_of_last(verbs) in _COMING:
        return False
    others = (unit for unit in units[: group.start] if unit.any(_SOMEBODY_DOES))
    return not any(map(nominal, clause)) and next(others, None) is None
