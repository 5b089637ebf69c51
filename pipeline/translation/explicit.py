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

from pipeline.captions.lexicon import word_set
from pipeline.cues import Lang
from pipeline.translation.analysis import (
    BEFORE_NOUN,
    CHAINED,
    FINITE,
    PRONOUN,
    Group,
    Unit,
    asked_politely,
    in_places,
    lemma_of_last,
    lemmas,
    nominal,
    units_of,
)
from pipeline.translation.speaker import may_be_the_speaker

#: "No hi vagis": what nobody has to be told who is to do.
_WISH = re.compile(r"<(?:prs|imp)>")
_RELATIVE = re.compile("<rel>")
_ASKING = re.compile("<itg>")
_SUBJECT_PRONOUN = re.compile(r"<prn><tn><p[123]>|<prn><itg>")
_PLURAL = re.compile(r"<(?:n|np|num|adj|prn)>(?:<\w+>)*<(?:pl|sp)>|<num>")
#: What begins a clause, as the analyser names it.
_CLAUSE = re.compile(r"<(?:sent|cm|cnjsub|cnjcoo|cnjadv|rel|lpar|rpar|lquest|guio)>|^[,.;:?!…—–()«»\"]")
#: Behind these stands a noun, whatever the analyser's list lacks ("el manejo").
_NO_VERB_BEHIND = re.compile(r"<det>|<detnt>|<pr>(?!\+)|<predet>|<num>|<prn><tn><(?!p[123])")
_NOUN = re.compile(r"<det>|<predet>")
_NOUN = re.compile(r"<(?:n|np)>|^\*")
_NAME = re.compile(r"<np>")
_COORDINATED = re.compile(r"<cnjcoo>")

_SUBJECTS: dict[Lang, dict[tuple[str, str], str]] = {
    "ca": {("p1", "sg"): "jo", ("p1", "pl"): "nosaltres", ("p2", "sg"): "tu", ("p3", "pl"): "ells"},
    "es": {("p1", "sg"): "yo", ("p1", "pl"): "nosotros", ("p2", "sg"): "tú", ("p3", "pl"): "ellos"},
}
_THIS = {"ca": "això", "es": "esto"}
_NOT = {"ca": ("no",), "es": ("no",)}
#: The auxiliaries of Catalan's past, by person; and of the perfect.
_PAST = dict(zip(("em", "et", "li", "ens", "us", "els"), ("vaig", "vas", "va", "vam", "vau", "van"), strict=True))
_PERFECT = dict(zip(("em", "et", "li", "ens", "us", "els"), ("he", "has", "ha", "hem", "heu", "han"), strict=True))
_GOING = frozenset(("vaig", "vas", "va", "vam", "vàrem", "vau", "vàreu", "van", "varen"))
#: "Me'n vaig": leaving, by the form of "anar".
_LEAVING = {"vaig": "marxo", "vas": "marxes", "va": "marxa", "anem": "marxem", "aneu": "marxeu", "van": "marxen",
            "anar": "marxar", "anat": "marxat", "aniré": "marxaré", "anava": "marxava"}  # fmt: skip
#: Verbs whose "en" says nothing that Portuguese says ("ens en vam adonar"); with others it may be what is counted.
_PRONOMINAL = word_set(
    "adonar sortir tornar oblidar penedir alegrar riure recordar cansar ocupar preocupar fiar queixar cuidar"
)
#: What "en" stands for is counted: "li'n vaig donar dos".
_COUNTED = re.compile(r"<num>|<det>|<detnt>|<prn><tn><(?!p[123])|^(?:molt|poc|bastant|tant)<")
_TO = frozenset(("a", "al", "als", "cap", "cap a", "de", "d'", "del", "amb"))
_ADVERBS = frozenset(("ja", "també", "tampoc", "encara", "sempre", "ya", "también", "tampoco", "todavía", "siempre"))
_DATIVE = frozenset(("em", "et", "ens", "us", "li", "me", "te", "nos", "os", "le"))
_THIRD = frozenset(("ho", "el", "lo"))
_VOWEL = re.compile(r"h?[aeiouàèéíïòóúü]", re.IGNORECASE)
_ELIDED = {"em": "m'", "et": "t'", "es": "s'"}


def explicit(text: str, analysed: str, lang: Lang) -> str:
    """`text` with its subjects, and one pronoun to a verb. analysed: what Apertium's analyser made of it."""
    found = units_of(text, analysed)
    if found is None:
        return text
    units, tail = found
    made, moved = list(units), False
    for group in _groups(units, lang):
        plain = _one_pronoun(units, group, lang)
        subject = None if moved else _subject(units, group, lang)
        at = _place(units, group.start)
        if plain:
            made[group.start : group.stop] = _padded(plain, group.stop - group.start)
            behind = _behind(units, group)
            if behind and not subject:
                words = "".join(unit.blank + unit.surface for unit in units[behind.start : behind.stop]).strip()
                made[behind.start : behind.stop] = [Unit("", "")] * len(behind)
                subject = words
        if subject:
            made[at] = _preceded(made[at], subject)
        for index, word in _again(units, group, lang):
            made[index] = replace(made[index], surface=f"{word} {made[index].surface}")
    made = [asked_politely(units, at, made[at], lang, "?" in text) for at in range(len(made))]
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
    alike = units[at - 1].any(form) and (perfect or _is_past(units[group.verb : at]))
    if alike and units[at].surface.lower() in ("i", "o") and units[at + 1].any(form):
        yield at + 1, auxiliary.surface.lower()


def _place(units: Sequence[Unit], start: int) -> int:
    """Where a subject stands: before the verb with its pronouns, and before "ja" and the like."""
    before = units[start - 1].surface.lower().split() if start else []
    return start - 1 if before and before[0] in _ADVERBS and before[-1] != "que" else start


def _behind(units: Sequence[Unit], group: Group) -> range | None:
    """Who does it, where that stands alone between the verb and the end of its clause ("m'ho va dir la Laura")."""
    if not any("<p3>" in reading for reading in units[group.verb].readings):
        return None
    stop = group.stop
    while stop < len(units) and not units[stop].any(_CLAUSE):
        stop += 1
    words = units[group.stop : stop]
    head = [unit for unit in words if not unit.any(BEFORE_NOUN)]
    return range(group.stop, stop) if len(head) == 1 and head[0].any(_NOUN) else None


def _groups(units: Sequence[Unit], lang: Lang) -> Iterator[Group]:
    at = 0
    while at < len(units):
        start = at
        if units[at].surface.lower() in _NOT[lang]:
            at += 1
        first = at
        while at < len(units) and units[at].any(PRONOUN) and not units[at].any(_SUBJECT_PRONOUN):
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
    if units[at].surface[:1].isupper() and at and not units[at - 1].any(_CLAUSE):
        return False
    if at and not certain and all(map(_NO_VERB_BEHIND.search, units[at - 1].readings)):
        return False
    readings = [bool(FINITE.search(reading)) and "<enc>" not in reading for reading in units[at].readings]
    auxiliary = units[at].surface.lower() in _GOING and at + 1 < len(units) and units[at + 1].any(CHAINED)
    return all(readings) or (any(readings) and (certain or auxiliary))


def _chain_end(units: Sequence[Unit], at: int) -> int:
    while at < len(units) and units[at].any(CHAINED) and not units[at].any(re.compile("<enc>")):
        at += 1
    return at


def _subject(units: Sequence[Unit], group: Group, lang: Lang) -> str | None:
    """The pronoun of who does it, where the verb alone says so."""
    said = {(match[1], match[2]) for reading in units[group.verb].readings if (match := FINITE.search(reading))}
    subject = _SUBJECTS[lang].get(next(iter(said))) if len(said) == 1 else None
    clause = _clause_before(units, group.start)
    if may_be_the_speaker(units, group, clause):
        subject = _SUBJECTS[lang]["p1", "sg"]
    if said == {("p2", "sg")} and units[group.verb].any(_WISH):
        return None
    if subject is None or any(unit.any(_SUBJECT_PRONOUN) for unit in clause):
        return None
    if group.start and units[group.start - 1].any(_COORDINATED):
        return None
    relative = group.start and units[group.start - 1].any(_RELATIVE)
    if said == {("p3", "pl")} and (relative or any(map(nominal, clause)) or _has_plural(units, group.stop)):
        return None
    return subject


def _clause_before(units: Sequence[Unit], at: int) -> Sequence[Unit]:
    start = at
    while start and not units[start - 1].any(_CLAUSE):
        start -= 1
    return units[start:at]


def _has_plural(units: Sequence[Unit], at: int) -> bool:
    """Whether who does it may stand behind the verb ("van venir quaranta persones")."""
    while at < len(units) and not any("<sent>" in reading for reading in units[at].readings):
        if units[at].any(_PLURAL):
            return True
        at += 1
    return False


def _one_pronoun(units: Sequence[Unit], group: Group, lang: Lang) -> list[Unit] | None:
    """The units of `group` where it has two pronouns, with one; None where they are to stay."""
    pronouns = [lemma for at in group.pronouns for lemma in lemmas(units[at])]
    verbs = list(units[group.verb : group.stop])
    if pronouns == ["ho"] and lang == "ca" and lemma_of_last(verbs) == "fer" and _is_past(verbs):
        return _joined(units, group, "", [*verbs, Unit(" ", _THIS[lang])])  # "ho va fer": cat-por loses the tense
    if len(pronouns) != 2:
        return None
    first, second = pronouns
    if first == "li" and any("<pl>" in reading for at in group.pronouns[:1] for reading in units[at].readings):
        first = "els"
    if lang == "ca" and second == "en" and lemma_of_last(verbs) == "anar":
        to = group.stop < len(units) and units[group.stop].surface.lower() in _TO
        return _joined(units, group, "", verbs if to and len(verbs) > 1 else _leaving(verbs))
    if first in _DATIVE | {"els"} and second in _THIRD:
        to_them = first == "els"
        said = f"{_THIS[lang]} a ells" if to_them else _THIS[lang]
        return _joined(units, group, "" if to_them else first, [*verbs, Unit(" ", said)])
    if lang != "ca":
        return None
    if first == "es" and second in _PAST and lemma_of_last(verbs) == "oblidar":
        table = _PAST if verbs[0].surface.lower() in _GOING else _PERFECT
        return _joined(units, group, "", [replace(verbs[0], surface=table[second]), *verbs[1:]])
    if first == "es" and second in _PAST:
        return _joined(units, group, "es", verbs)
    if first == "en" and second == "hi":
        return _joined(units, group, "hi", verbs)
    behind = _behind(units, group)
    if first == "es" and second == "el" and _is_past(verbs) and behind:
        somebody = any(unit.any(_NAME) for unit in units[behind.start : behind.stop])
        # "se'ls va cremar el dinar" happened to them; "se'ls va endur la Laura" was done to them
        return _joined(units, group, "els" if somebody else "es", verbs)
    if first == "es" and second == "ho" and _is_past(verbs):
        return _joined(units, group, "es", [*verbs, Unit(" ", _THIS[lang])])  # "s'ho van repartir"
    counted = _is_past(verbs) and group.stop < len(units) and units[group.stop].any(_COUNTED)
    drops = second == "hi" or counted or lemma_of_last(verbs) in _PRONOMINAL
    return _joined(units, group, first, verbs) if drops and second in ("en", "hi") else None


def _is_past(verbs: Sequence[Unit]) -> bool:
    return len(verbs) > 1 and verbs[0].surface.lower() in _GOING


def _leaving(verbs: Sequence[Unit]) -> list[Unit]:
    last = verbs[-1].surface
    return [*verbs[:-1], replace(verbs[-1], surface=_LEAVING.get(last.lower(), last))]


def _joined(units: Sequence[Unit], group: Group, pronoun: str, verbs: list[Unit]) -> list[Unit]:
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
    return [_capital_like(made[0], units[group.start].surface), *made[1:]]


def _capital_like(unit: Unit, model: str) -> Unit:
    if not model[:1].isupper():
        return unit
    return replace(unit, surface=unit.surface[:1].upper() + unit.surface[1:])


def _preceded(unit: Unit, subject: str) -> Unit:
    """`unit` with `subject` in front, which takes its capital over."""
    word = unit.surface
    if word[:1].isupper() and not word[1:2].isupper():
        subject, word = subject[:1].upper() + subject[1:], word[:1].lower() + word[1:]
    return replace(unit, surface=f"{subject} {word}")


def _padded(units: list[Unit], count: int) -> list[Unit]:
    """`units` as `count` of them: what is more goes into the last, what is missing is empty."""
    if len(units) <= count:
        return [*units, *[Unit("", "")] * (count - len(units))]
    rest = "".join(unit.blank + unit.surface for unit in units[count - 1 :])[len(units[count - 1].blank) :]
    return [*units[: count - 1], replace(units[count - 1], surface=rest)]
