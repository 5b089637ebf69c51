"""Catalan and Spanish with said what Portuguese into English has to see: who does it, and one pronoun at a time.

Both languages leave subjects out (`estic sola`) and hang two pronouns on a verb (`m'ho va dir`). Apertium leaves the
first as it is, where the small model from Portuguese guesses ("I am so excited" for "estou sozinha"), and makes a
future of the second ("vai-mo dizer"). In other words that are as good – `jo estic sola`, `em va dir això` – both read
well.

Works on what Apertium's own analyser says of the words, ambiguities and all; where they could be something else,
nothing is touched. Pure: a text and what the analyser made of it in, a text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.cues import Lang
from pipeline.translation.analysis import (
    CLAUSE,
    FINITE,
    Group,
    Unit,
    asked_politely,
    in_places,
    nominal,
    says_when,
    units_of,
)
from pipeline.translation.pronoun_groups import is_past
from pipeline.translation.speaker import may_be_the_speaker
from pipeline.translation.two_pronouns import behind, fronted, one_pronoun, possessed
from pipeline.translation.verb_groups import SUBJECT_PRONOUN, verb_groups
from pipeline.translation.who_does_it import came, themselves

#: "No hi vagis": what nobody has to be told who is to do.
_WISH = re.compile(r"<(?:prs|imp)>")
_NAME = re.compile(r"<np>|^\*")
_RELATIVE = re.compile("<rel>")
#: Behind these, "that" is what somebody says, sees or feels.
_SAID_THAT = re.compile(rf"{FINITE.pattern}|<v\w+><(?:inf|ger)>")
_SO_THAT = re.compile(r"<adv>|<pr>$")
_PLURAL = re.compile(r"<(?:n|np|num|adj|prn)>(?:<\w+>)*<(?:pl|sp)>|<num>")
_PREPOSITION, _THING, _SENTENCE_END = re.compile("<pr>"), re.compile("<(?:n|np|num)>|^\\*"), re.compile("<sent>")
_DETERMINER = re.compile(r"^[^<+]+<det><(?:def|pos|dem)>[^+]*$")
_SEVERAL = re.compile("<n><[mf]+><pl>")
_COORDINATED = re.compile(r"<cnjcoo>")

#: Person and number, as the analyser names them.
_Person: TypeAlias = tuple[str, str]

_SUBJECTS: dict[Lang, dict[_Person, str]] = {
    "ca": {("p1", "sg"): "jo", ("p1", "pl"): "nosaltres", ("p2", "sg"): "tu", ("p3", "pl"): "ells"},
    "es": {("p1", "sg"): "yo", ("p1", "pl"): "nosotros", ("p2", "sg"): "tú", ("p3", "pl"): "ellos"},
}
#: "Vam vendre", "vendimos"; not what Portuguese has a form of its own for ("fuimos", "dijimos").
_WE_GO = re.compile(r"^((?:nosaltres )?)(?:vam|vàrem)$", re.IGNORECASE)
_WE_HAVE = re.compile(r"^((?:nosaltres )?)hem$", re.IGNORECASE)
_PARTICIPLE = re.compile("<pp>")
_WE_DID = re.compile("<ifi><p1><pl>")
_OWN_PAST = re.compile(r"(?<!imos)$|(?:fu|hic|[dc]ij|traj|vin|quis|pus|pud|tuv|sup|stuv|nduv|\bd|\bv|duj)imos$", re.I)
_WE_DO = re.compile("<pri><p1><pl>")
_ALIKE = re.compile("(?:com|beb|vend|aprend|recog|escog|conoc|corr)emos$", re.IGNORECASE)
_ADVERBS = frozenset(("ja", "també", "tampoc", "encara", "sempre", "ya", "también", "tampoco", "todavía", "siempre"))


def explicit(text: str, analysed: str, lang: Lang) -> str:
    """`text` with its subjects, and one pronoun to a verb. analysed: what Apertium's analyser made of it."""
    found = units_of(text, analysed)
    if found is None:
        return text
    units, tail = found
    made, moved = list(units), False
    whose: _Person | None = None  # of the verb before
    plain: list[Unit] | None
    gone: range | None
    for group in verb_groups(units, lang):
        thing = fronted(units, group)
        subject = None if moved else _subject(units, group, lang, thing, whose)
        at = _place(units, group.start)
        if own := possessed(units, group, lang):
            plain, subject, gone = own
        else:
            plain = one_pronoun(units, group, lang, thing)
            gone = None if _forgotten(units, group) else behind(units, group)
        if not plain and not subject and (gone := came(units, group)):
            subject = "".join(unit.blank + unit.surface for unit in units[gone.start : gone.stop]).strip()
            made[gone.start : gone.stop] = [Unit("", "")] * len(gone)
        elif not plain and (gone := themselves(units, group)):
            subject = units[gone.start].surface
            made[gone.start] = Unit("", "")
        if plain:
            made[group.start : group.stop] = _padded(plain, group.stop - group.start)
            if thing:
                made[thing.start : thing.stop] = [Unit("", "")] * len(thing)
            if gone and (own or (not subject and (len(gone) > 1 or units[gone.start].any(_NAME)))):
                subject = (
                    subject or "".join(unit.blank + unit.surface for unit in units[gone.start : gone.stop]).strip()
                )
                made[gone.start : gone.stop] = [Unit("", "")] * len(gone)
        if subject:
            made[at] = _preceded(made[at], subject)
        whose, before = _person(units, group, subject, lang), whose
        if subject in ("nosaltres", "nosotros") or (lang == "ca" and whose == before == ("p1", "pl")):
            have = any(unit.any(_PARTICIPLE) for unit in units[group.start : group.stop])
            made[group.start : group.stop] = [_as_one(unit, have) for unit in made[group.start : group.stop]]
        for index, word in _again(units, group, lang):
            made[index] = replace(made[index], surface=f"{word} {made[index].surface}")
    for at, unit in enumerate(made):
        so = at > 1 and made[at - 2].surface != units[at - 2].surface
        made[at] = asked_politely(units, at, unit, lang, text, so)
    if lang == "ca":
        made = in_places(units, made)
    return "".join(unit.blank + unit.surface for unit in made) + tail


def _again(units: Sequence[Unit], group: Group, lang: Lang) -> Iterator[tuple[int, str]]:
    """Where the auxiliary of `group` holds for a second verb, and what it is: "he trucat i enviat"."""
    at, auxiliary = group.stop, units[group.verb]
    if lang != "ca" or group.stop != group.verb + 2 or at + 1 >= len(units):
        return
    perfect = any("<vbhaver>" in reading for reading in auxiliary.readings)
    form = re.compile("<v\\w+><pp>") if perfect else re.compile("<v\\w+><inf>")
    alike = units[at - 1].any(form) and (perfect or is_past(units[group.verb : at]))
    if alike and units[at].surface.lower() in ("i", "o") and units[at + 1].any(form):
        yield at + 1, auxiliary.surface.lower()


def _place(units: Sequence[Unit], start: int) -> int:
    """Where a subject stands: before the verb with its pronouns, and before "ja" and the like."""
    before = units[start - 1].surface.lower().split() if start else []
    return start - 1 if before and before[0] in _ADVERBS and before[-1] != "que" else start


def _said(units: Sequence[Unit], group: Group) -> set[_Person]:
    """Whoever the verb of `group` may be of."""
    return {(match[1], match[2]) for reading in units[group.verb].readings if (match := FINITE.search(reading))}


def _person(units: Sequence[Unit], group: Group, subject: str | None, lang: Lang) -> _Person:
    """Of whom `group` tells: of what may be "I, or somebody", somebody, unless `subject` says otherwise."""
    known = {pronoun: person for person, pronoun in _SUBJECTS[lang].items()}
    if subject in known:
        return known[subject]
    said = _said(units, group)
    return next(iter(said)) if len(said) == 1 else ("p3", "sg")


def _subject(
    units: Sequence[Unit], group: Group, lang: Lang, thing: range | None = None, whose: _Person | None = None
) -> str | None:
    """The pronoun of who does it, where the verb alone says so. thing: what stands before it and does not. whose: of
    whom the verb before tells."""
    said = _said(units, group)
    subject = _SUBJECTS[lang].get(next(iter(said))) if len(said) == 1 else None
    clause = [] if thing else _clause_before(units, group.start)
    if may_be_the_speaker(units, group, clause):
        subject = _SUBJECTS[lang]["p1", "sg"]
    if said == {("p2", "sg")} and units[group.verb].any(_WISH):
        return None
    if subject is None or any(unit.any(SUBJECT_PRONOUN) for unit in [*clause, *units[group.stop : group.stop + 1]]):
        return None
    if group.start and units[group.start - 1].any(_COORDINATED) and (whose is None or said == {whose}):
        return None
    if said == {("p1", "pl")} and _people(clause):
        return None
    if said == {("p3", "pl")} and not _owed(units, group):
        others = any(nominal(unit) and not says_when(clause, at) for at, unit in enumerate(clause))
        others = others or any(one.any(_DETERMINER) and not says_when(clause, at) for at, one in enumerate(clause[:-1]))
        if _is_relative(units, group.start) or others or _has_plural(units, group.stop):
            return None
    return subject


def _people(clause: Sequence[Unit]) -> bool:
    """Whether several are named just before a verb, who are those that do it: "les persones també necessitem"."""
    named = [unit for unit in clause if unit.surface.lower() not in _ADVERBS]
    return len(named) > 1 and named[-1].any(_SEVERAL) and named[-2].any(_DETERMINER)


def _is_relative(units: Sequence[Unit], start: int) -> bool:
    """Whether a clause that begins at `start` tells of what stands before it, and not of what somebody says."""
    if not start or not units[start - 1].any(_RELATIVE):
        return False
    so = units[start - 1].surface.lower() == "que" and units[start - 2].any(_SO_THAT)
    return start < 2 or not (so or all(map(_SAID_THAT.search, units[start - 2].readings)))


def _forgotten(units: Sequence[Unit], group: Group) -> bool:
    """Whether what stands behind `group` was forgotten, and did nothing."""
    return any(reading.startswith("oblidar<") for reading in units[group.stop - 1].readings)


def _owed(units: Sequence[Unit], group: Group) -> bool:
    """Whether somebody is owed something: "em deuen dos mesos"."""
    first = units[group.pronouns[0]].readings[0] if group.pronouns else ""
    return (
        bool(re.match("(?:em|et|li|ens|us|me|te|le|nos|os)<", first))
        and group.stop == group.verb + 1
        and any(reading.startswith(("deure<", "deber<")) for reading in units[group.verb].readings)
    )


def _clause_before(units: Sequence[Unit], at: int) -> Sequence[Unit]:
    start = at
    while start and not units[start - 1].any(CLAUSE):
        start -= 1
    return units[start:at]


def _has_plural(units: Sequence[Unit], at: int) -> bool:
    """Whether who does it may stand behind the verb ("van venir quaranta persones"), and not behind a preposition
    ("amb quaranta persones")."""
    with_preposition = False
    while at < len(units) and not units[at].any(_SENTENCE_END):
        if units[at].any(_PREPOSITION):
            with_preposition = True
        elif with_preposition:
            with_preposition = not units[at].any(_THING)
        elif units[at].any(_PLURAL):
            return True
        at += 1
    return False


def _preceded(unit: Unit, subject: str) -> Unit:
    """`unit` with `subject` in front, which takes its capital over."""
    word = unit.surface
    if word[:1].isupper() and not word[1:2].isupper():
        subject, word = subject[:1].upper() + subject[1:], word[:1].lower() + word[1:]
    return replace(unit, surface=f"{subject} {word}")


def _as_one(unit: Unit, have: bool) -> Unit:
    """ "Nosaltres va vendre", "nosotros vendió": of what is past, Portuguese has the same word for "we sold" and "we
    sell", and tells "we" by what stands before (`brazilian.py`)."""
    if all(map(_WE_DID.search, unit.readings)) and not _OWN_PAST.search(unit.surface):
        return replace(unit, surface=unit.surface.removesuffix("imos") + "ió")
    if all(map(_WE_DO.search, unit.readings)) and _ALIKE.search(unit.surface):
        return replace(unit, surface=unit.surface.removesuffix("mos"))
    if have:
        return replace(unit, surface=_WE_HAVE.sub(r"\1ha", unit.surface))
    return replace(unit, surface=_WE_GO.sub(r"\1va", unit.surface))


def _padded(units: list[Unit], count: int) -> list[Unit]:
    """`units` as `count` of them: what is more goes into the last, what is missing is empty."""
    if len(units) <= count:
        return [*units, *[Unit("", "")] * (count - len(units))]
    rest = "".join(unit.blank + unit.surface for unit in units[count - 1 :])[len(units[count - 1].blank) :]
    return [*units[: count - 1], replace(units[count - 1], surface=rest)]
