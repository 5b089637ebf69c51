"""Two pronouns on one Catalan or Spanish verb, said with one or none; and whose a thing is that something happens to.

Apertium makes a future of "m'ho va dir" ("vai-mo dizer") and loses whose the phone was that broke ("se'm va trencar el
mòbil"). In other words that are as good – "em va dir això", "el meu mòbil es va trencar" – both read well. Pure, as
`explicit.py`, which is the one that asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.cues import Lang
from pipeline.translation.analysis import BEFORE_NOUN, CLAUSE, Group, Unit, lemma_of_last, lemmas, says_when
from pipeline.translation.lone_pronouns import is_there, lone
from pipeline.translation.pronoun_groups import (
    ACCUSATIVE,
    GOING,
    THIS,
    all_of_it,
    capital_like,
    form_of,
    is_past,
    joined,
    of_several,
)
from pipeline.translation.pronoun_verbs import (
    CLITICS,
    FOR_ONESELF,
    HER,
    LEAVING,
    NOT_OF_ONES_OWN,
    OF_THIS,
    PRONOMINAL,
    TAKEN,
    TOLD_OF,
)

_NOUN = re.compile(r"<(?:n|np)>|^\*")
_NAME = re.compile(r"<np>")
#: What stands before one thing alone ("un pis"): several people did not do that.
_ONE_THING = re.compile(r"<(?:det|num)>.*<sg>")
#: What Portuguese says of several ("leve eles"), for things too.
_THEM = {"ca": "ells", "es": "ellos"}
#: The auxiliaries of Catalan's past, by person; and of the perfect.
_PAST = dict(zip(("em", "et", "li", "ens", "us", "els"), ("vaig", "vas", "va", "vam", "vau", "van"), strict=True))
_PERFECT = dict(zip(("em", "et", "li", "ens", "us", "els"), ("he", "has", "ha", "hem", "heu", "han"), strict=True))
#: What "en" stands for is counted: "li'n vaig donar dos".
_COUNTED = re.compile(r"<num>|<det>|<detnt>|<prn><tn><(?!p[123])|^(?:molt|poc|bastant|tant)<")
_TO = frozenset(("a", "al", "als", "cap", "cap a", "de", "d'", "del", "amb"))
_FIRST_PERSON = re.compile("<p1>|^[^<]*<(?!v)")
#: Whose it is, by the pronoun and by gender and number of the thing.
_FORMS = (("m", "sg"), ("f", "sg"), ("m", "pl"), ("f", "pl"))
_OURS_CA, _YOURS_CA = (
    ("el nostre", "la nostra", "els nostres", "les nostres"),
    ("el vostre", "la vostra", "els vostres", "les vostres"),
)
_HIS_CA, _HIS_ES = ("el seu", "la seva", "els seus", "les seves"), ("su", "su", "sus", "sus")
_OWN: dict[str, tuple[str, ...]] = {
    "em": ("el meu", "la meva", "els meus", "les meves"), "et": ("el teu", "la teva", "els teus", "les teves"),
    "li": _HIS_CA, "els": _HIS_CA, "ens": _OURS_CA, "us": _YOURS_CA, "me": ("mi", "mi", "mis", "mis"),
    "te": ("tu", "tu", "tus", "tus"), "le": _HIS_ES, "les": _HIS_ES,
    "nos": ("nuestro", "nuestra", "nuestros", "nuestras"), "os": ("vuestro", "vuestra", "vuestros", "vuestras"),
}  # fmt: skip
_THE = re.compile(r"<det><def>")
_OF = frozenset(("de", "d'", "d’", "del", "dels", "que", "el que"))
_GENDER = re.compile(r"<(m|f|mf)><(sg|pl|sp)>")
_OWN_ADJECTIVE = re.compile(r"<pos>|<adj>")
_ONE_PERSON = re.compile(r"<p[12]>")
_DATIVE = frozenset(("em", "et", "ens", "us", "li", "me", "te", "nos", "os", "le"))
_THIRD = frozenset(("ho", "el", "lo"))
_GIVING_BACK = re.compile(r"^(torn)", re.IGNORECASE)
_PARTICIPLE, _AUXILIARY = re.compile(r"<pp>"), re.compile(r"<vbhaver>|<vbser>|<vaux>")


def behind(units: Sequence[Unit], group: Group) -> range | None:
    """Who does it, where that stands alone between the verb and the end of its clause ("m'ho va dir la Laura")."""
    if not any("<p3>" in reading for reading in units[group.verb].readings):
        return None
    stop = group.stop
    while stop < len(units) and not units[stop].any(CLAUSE):
        stop += 1
    words = units[group.stop : stop]
    head = [unit for unit in words if not unit.any(BEFORE_NOUN)]
    several = all("<pl>" in reading for reading in units[group.verb].readings if "<v" in reading)
    if several and any(unit.readings and all(map(_ONE_THING.search, unit.readings)) for unit in words):
        return None
    alone = len(head) == 1 and head[0].any(_NOUN) and not says_when(head, 0)
    return range(group.stop, stop) if alone else None


def possessed(units: Sequence[Unit], group: Group, lang: Lang) -> tuple[list[Unit], str, range] | None:
    """ "Se'm va trencar el mòbil": the group with "es" alone, "el meu mòbil", and the units which that stands for; None
    where `group` says nothing of the kind."""
    pronouns = [lemma for at in group.pronouns for lemma in lemmas(units[at])]
    verbs = list(units[group.verb : group.stop])
    if len(pronouns) != 2 or pronouns[0] not in ("es", "se") or pronouns[1] not in _OWN:
        return None
    if lemma_of_last(verbs) in NOT_OF_ONES_OWN:
        return None
    at = group.stop
    if at + 1 >= len(units) or not units[at].any(_THE) or not units[at + 1].any(_NOUN) or units[at + 1].any(_NAME):
        return None
    if at + 2 < len(units) and units[at + 2].surface.lower() in _OF:
        return None
    of_it = next((match for reading in units[at + 1].readings if (match := _GENDER.search(reading))), None)
    shape = next(match for one in units[at].readings if _THE.search(one) and (match := _GENDER.search(one)))
    if of_it is None and shape[1] == "mf":
        return None
    gender = "f" if "f" in (shape[1], of_it[1] if of_it and shape[1] == "mf" else "") else "m"
    own = _OWN[pronouns[1]][_FORMS.index((gender, "pl" if shape[2] == "pl" else "sg"))]
    thing = units[at + 1].surface
    return joined(units, group, pronouns[0], verbs), f"{own} {thing}", range(at, at + 2)


def fronted(units: Sequence[Unit], group: Group) -> range | None:
    """What is done something to, where it stands at the beginning and once more as the last pronoun of `group` ("la
    clau te la dono demà"); None where it may be who does it."""
    if not 2 <= group.start <= 3 or not group.pronouns:
        return None
    words = units[: group.start]
    reading = next(filter(ACCUSATIVE.search, units[group.pronouns[-1]].readings), None)
    if reading is None or not words[0].any(_THE) or not words[-1].any(_NOUN) or words[-1].any(_NAME):
        return None
    if len(words) == 3 and not words[1].any(_OWN_ADJECTIVE):
        return None
    gender, number = ACCUSATIVE.findall(reading)[-1]
    if not any(f"<{gender}><{number}>" in known for known in words[-1].readings):
        return None
    verb = units[group.verb]
    its_own = all(map(_ONE_PERSON.search, verb.readings)) or any(map(_ONE_PERSON.search, verb.readings[1:]))
    other = all(("<pl>" in one) != (number == "pl") for one in verb.readings if "<v" in one)
    return range(group.start) if its_own or other or behind(units, group) else None


def one_pronoun(units: Sequence[Unit], group: Group, lang: Lang, thing: range | None = None) -> list[Unit] | None:
    """The units of `group` where it has two pronouns, with one; None where they are to stay. thing: what the last one
    stands for, `fronted`."""
    pronouns = [lemma for at in group.pronouns for lemma in lemmas(units[at])]
    if thing:
        return _of_thing(units, group, pronouns, thing)
    if len(pronouns) == 1:
        return lone(units, group, lang, pronouns[0])
    if len(pronouns) != 2:
        return None
    first, second = _whom(units, group, pronouns[0]), pronouns[1]
    ways = (_for_oneself, _given) if lang != "ca" else (_for_oneself, _left, _given)
    made = next(filter(None, (way(units, group, lang, (first, second)) for way in ways)), None)
    if made or lang == "ca":
        return made or _catalan(units, group, first, second)
    happened = first == "se" and second in _OWN and lemma_of_last(_verbs(units, group)) not in NOT_OF_ONES_OWN
    return joined(units, group, "se", _verbs(units, group)) if happened else None  # "se me hizo tarde"


def _verbs(units: Sequence[Unit], group: Group) -> list[Unit]:
    return list(units[group.verb : group.stop])


def _of_thing(units: Sequence[Unit], group: Group, pronouns: Sequence[str], thing: range) -> list[Unit]:
    said = "".join(unit.blank + unit.surface for unit in units[: thing.stop]).strip()
    first = pronouns[0] if len(pronouns) > 1 else ""
    pronoun = "" if first in ("els", "se", "les", "es") else first
    made = joined(units, group, pronoun, [*_verbs(units, group), Unit(" ", said[:1].lower() + said[1:])])
    return [capital_like(made[0], units[0].surface), *made[1:]]


def _whom(units: Sequence[Unit], group: Group, first: str) -> str:
    """The first pronoun, "els" where it is of several people."""
    unit = units[group.pronouns[0]]
    several = first == "li" and any("<pl>" in reading for reading in unit.readings)
    return "els" if several or (first == "el" and unit.surface.lower() == "els") else first


def _for_oneself(units: Sequence[Unit], group: Group, lang: Lang, pronouns: tuple[str, str]) -> list[Unit] | None:
    """What one does for oneself, or all of it, and who is presented: "s'ho va gastar tot", "me la va presentar"."""
    (first, second), verbs = pronouns, _verbs(units, group)
    verb, form = lemma_of_last(verbs), form_of(units[group.pronouns[-1]])
    if first in _DATIVE and second in ("ho", "lo") and all_of_it(units, group) and not _eaten(units, group, pronouns):
        return joined(units, group, first, verbs)
    if second not in _THIRD:
        return None
    if _eaten(units, group, pronouns):
        if verb in ("creure", "creer") and form[0] != "f":
            return joined(units, group, "", [*verbs, Unit(" ", THIS[lang])])
        return joined(units, group, "" if all_of_it(units, group) else CLITICS[lang].get(form, second), verbs)
    if first in ("em", "ens", "me", "nos") and verb in TAKEN and _mine(units, group):
        return joined(units, group, CLITICS[lang].get(form, second), verbs)
    if first in _DATIVE and verb == "presentar" and form in HER:
        return joined(units, group, first, [*verbs, Unit(" ", f"a {HER[form][lang == 'es']}")])
    return None


def _eaten(units: Sequence[Unit], group: Group, pronouns: tuple[str, str]) -> bool:
    """Whether it is eaten, drunk, spent, believed or taken away by who does it."""
    own = pronouns[0] in ("es", "se", "le") and pronouns[1] in _THIRD
    return own and lemma_of_last(_verbs(units, group)) in FOR_ONESELF and _sure(units, group)


def _left(units: Sequence[Unit], group: Group, lang: Lang, pronouns: tuple[str, str]) -> list[Unit] | None:
    """ "Me'n vaig"."""
    verbs = _verbs(units, group)
    if pronouns[1] != "en" or lemma_of_last(verbs) != "anar":
        return None
    to = group.stop < len(units) and units[group.stop].surface.lower() in _TO
    return joined(units, group, "", verbs if to and len(verbs) > 1 else _leaving(verbs))


def _given(units: Sequence[Unit], group: Group, lang: Lang, pronouns: tuple[str, str]) -> list[Unit] | None:
    """ "M'ho va dir", "els ho vam portar"."""
    (first, second), verbs = pronouns, _verbs(units, group)
    if first not in _DATIVE | {"els"} or second not in _THIRD:
        return None
    to_them = first == "els"
    what = (_THEM if of_several(units[group.pronouns[-1]]) else THIS)[lang]
    said = f"{what} a ells" if to_them else what
    if lang == "ca" and any(reading.startswith("tornar<") for verb in verbs[-2:] for reading in verb.readings):
        verbs = [replace(verb, surface=_GIVING_BACK.sub(r"re\1", verb.surface)) for verb in verbs]
    broken = len(verbs) > 1 and verbs[-1].any(_PARTICIPLE) and not verbs[-2].any(_AUXILIARY)
    verbs = [*verbs[:-1], Unit(" ", said), verbs[-1]] if broken else [*verbs, Unit(" ", said)]
    return joined(units, group, "" if to_them else first, verbs)


def _catalan(units: Sequence[Unit], group: Group, first: str, second: str) -> list[Unit] | None:
    """What only Catalan says: "se'm va oblidar", "n'hi ha", "se'ls va cremar", "li'n vaig donar"."""
    verbs = _verbs(units, group)
    if first == "es" and second in _PAST and lemma_of_last(verbs) == "oblidar":
        table = _PAST if verbs[0].surface.lower() in GOING else _PERFECT
        return joined(units, group, "", [replace(verbs[0], surface=table[second]), *verbs[1:]])
    if first == "es" and second in _PAST:
        return joined(units, group, "es", verbs)
    if first == "en" and second == "hi":
        return joined(units, group, "hi", verbs)
    doer = behind(units, group)
    if first == "es" and second == "el" and is_past(verbs) and doer:
        somebody = any(unit.any(_NAME) for unit in units[doer.start : doer.stop])
        # "se'ls va cremar el dinar" happened to them; "se'ls va endur la Laura" was done to them
        return joined(units, group, "els" if somebody else "es", verbs)
    if first == "es" and second == "ho" and is_past(verbs):
        return joined(units, group, "es", [*verbs, Unit(" ", THIS["ca"])])  # "s'ho van repartir"
    counted = is_past(verbs) and group.stop < len(units) and units[group.stop].any(_COUNTED)
    drops = second == "hi" or counted or lemma_of_last(verbs) in (*PRONOMINAL, *TOLD_OF)
    if not drops or second not in ("en", "hi"):
        return None
    if second == "hi" and is_there(units, group, verbs):
        verbs.append(Unit(" ", "allà"))
    if second == "en" and lemma_of_last(verbs) in (*OF_THIS, *TOLD_OF) and not _told(units, group):
        verbs.append(Unit(" ", "d'això"))
    return joined(units, group, first, verbs)


def _mine(units: Sequence[Unit], group: Group) -> bool:
    """Whether who does it is who it is done for: "me la llevé"."""
    return all(map(_FIRST_PERSON.search, units[group.verb].readings))


def _told(units: Sequence[Unit], group: Group) -> bool:
    """Whether what "en" is of is said, before or behind."""
    said = any(unit.surface.lower() == "això" for unit in units[: group.start])
    return said or (group.stop < len(units) and units[group.stop].surface.lower() in _OF)


def _sure(units: Sequence[Unit], group: Group) -> bool:
    """Whether "se lo" is for oneself: of Castilian, it may be what is taken to somebody else ("se lo llevé")."""
    first = units[group.pronouns[0]].readings[0]
    return not first.startswith("le<") or all("<p3>" in one for one in units[group.verb].readings if "<v" in one)


def _leaving(verbs: Sequence[Unit]) -> list[Unit]:
    last = verbs[-1].surface
    return [*verbs[:-1], replace(verbs[-1], surface=LEAVING.get(last.lower(), last))]
