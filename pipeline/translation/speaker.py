"""Whose a verb is that says only "I, or somebody": in Catalan and Spanish, conditionals and conditions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.lexicon import word_set
from pipeline.translation.analysis import BEFORE_NOUN, Group, Unit, lemma_of_last, lemmas, nominal, says_when

#: What may be the first person or the third: conditionals, and the conditions they hang on.
_UNREAL = re.compile(r"<v\w+><(?:cni|pis)><(?:p[13]|p1><mf)><sg>")
_PAST = re.compile(r"<v\w+><pii><(?:p[13]|p1><mf)><sg>")
_SOMEBODY_DOES = re.compile(r"<v\w+><(?:pri|ifi|fti)><p3><(?:sg|pl)>")
#: Verbs of weather, of things and of what happens, in both languages; and those with who comes behind them.
_OF_THINGS = word_set(
    "ser estar caldre haver haber agradar gustar semblar parecer ploure llover nevar fer hacer valer costar passar"
    " pasar faltar quedar importar tocar bastar"
)
#: What people do, and things do not: in the past, whoever tells it means themselves.
_OF_PEOPLE = word_set(
    "treballar trabajar viure vivir dormir parlar hablar cobrar menjar comer beure beber plorar llorar riure reír"
    " saber voler querer tenir tener estudiar cuidar netejar limpiar pensar creure creer sentir pagar conèixer conocer"
    " somiar soñar estimar querer necessitar necesitar buscar cantar passejar jugar esperar patir sufrir demanar pedir"
    " estalviar ahorrar gastar guanyar ganar planxar planchar rentar lavar fregar plantar regar cosir coser aprendre"
    " aprender escoltar escuchar confiar evitar fugir huir"
    " dir decir anar ir cuinar cocinar llegir leer escriure escribir caminar vendre vender recordar entendre entender"
)
_COMING = word_set("venir arribar llegar sortir salir tornar volver trucar llamar morir viure vivir ajudar ayudar")
_ANOTHER = re.compile(r"<np><(?:ant|cog)>|<prn><tn><p[23]>|^\*[A-ZÀ-Ý]|<prn><pro><ref><p3>")
_ADVERB = re.compile("<adv>$")
_HE_OR_SHE, _FOR = re.compile("<prn><tn><p3><[mf]><sg>"), re.compile("<pr>")
_WHO = frozenset(("qui", "quien", "quién"))
_OBJECTS = frozenset(("ho", "lo", "el", "la", "hi", "en", "li", "le", "et", "te"))


def may_be_the_speaker(units: Sequence[Unit], group: Group, clause: Sequence[Unit]) -> bool:
    """Whether `group` is a conditional, or a condition, of the speaker or of somebody ("no ho canviaria"), and nobody
    else is spoken of before it or behind it: who speaks of themselves then means themselves."""
    readings = units[group.verb].readings
    verbs = units[group.verb : group.stop]
    said = {lemma_of_last(verbs)} | {reading.split("<")[0] for reading in readings if len(verbs) == 1}
    told = all(map(_PAST.search, readings)) and said & _OF_PEOPLE and not any(map(_other, units))
    told = told and not any(_named(units, at) for at in range(group.start))
    if any(reading.startswith("caldre<") for reading in readings):
        return False
    if not told and (not all(map(_UNREAL.search, readings)) or said & _OF_THINGS):
        return False
    if group.start and units[group.start - 1].surface.lower() in _WHO:
        return False
    if any(lemma not in _OBJECTS for at in group.pronouns for lemma in lemmas(units[at])):
        return False
    behind = units[group.stop] if group.stop < len(units) else None
    if behind and behind.any(BEFORE_NOUN) and lemma_of_last(verbs) in _COMING:
        return False
    if any(map(_somebody_else, units[: group.start], (None, *units[: group.start]))):
        return False
    others = (unit for unit in units[: group.start] if unit.any(_SOMEBODY_DOES))
    return not any(_named(clause, at) for at in range(len(clause))) and next(others, None) is None


def _named(units: Sequence[Unit], at: int) -> bool:
    """Whether somebody or something is named there, and not only when."""
    return nominal(units[at]) and not units[at].any(_ADVERB) and not says_when(units, at)


def _somebody_else(unit: Unit, before: Unit | None) -> bool:
    """Whether `unit` is "she" or "he", and who does it: not "for her"."""
    return unit.any(_HE_OR_SHE) and not (before and before.any(_FOR))


def _other(unit: Unit) -> bool:
    """Whether `unit` names somebody: a name, or a pronoun of somebody else."""
    return any(_ANOTHER.search(reading) for reading in unit.readings)
