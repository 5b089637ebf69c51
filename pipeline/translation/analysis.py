"""What Apertium's own analyser says of a text: its words, each with all that it may be. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.captions.lexicon import word_set
from pipeline.cues import Lang
from pipeline.translation.imperatives import polite

_UNIT = re.compile(r"\^((?:[^\\/$]|\\.)*)((?:/(?:[^\\/$]|\\.)*)+)\$")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
FINITE = re.compile(r"<v\w+><(?:pri|pii|ifi|fti|cni|prs|pis)><(p[123])><(sg|pl)>")
CHAINED = re.compile(r"<v\w+><(?:inf|pp|ger)>")
PRONOUN = re.compile(r"^[^<+]+<prn><pro>[^+]*(?:\+[^<+]+<prn><pro>[^+]*)?$")
BEFORE_NOUN = re.compile(r"<det>|<predet>")
#: What begins a clause, as the analyser names it.
CLAUSE = re.compile(r"<(?:sent|cm|cnjsub|cnjcoo|cnjadv|rel|lpar|rpar|lquest|guio)>|^[,.;:?!…—–()«»\"]")
_BEFORE_COMMANDS = frozenset((",", ".", "!", ":", ";", "¡", "—", "–", "«", '"', "i", "y"))
_COMMAND = re.compile(r"<imp><p2>")
_NO_COMMAND = re.compile(r"<(?:n|adj)>|<p1>")
_ONLY_COMMAND = re.compile(r"<v\w+><(?:imp|prs)><p2><sg>$")
#: When, and not who.
_TIMES = word_set(
    "demà avui ahir anit ara matí tarda nit dia setmana mes any estona mañana hoy ayer anoche ahora tarde noche día"
    " semana año rato dies hores minuts setmanes mesos anys vegada vegades cop cops días horas minutos semanas meses"
    " años vez veces"
)
_BEFORE_TIME = re.compile("<(?:num|det|predet|pr)>")
#: Verbs that begin a sentence as commands more often than as what somebody does.
_ASKED_FOR = word_set("mirar escoltar callar escuchar telefonar avisar respirar seure calmar anotar descansar")
#: And those that are so with nothing behind them: "entra, seu".
_COME_IN = word_set("entrar passar pasar pujar subir baixar bajar seguir")
#: And those that are so with an article behind them: "tanca la porta".
_OPENED = word_set(
    "obrir abrir tancar cerrar apagar encendre encender agafar coger portar traer apuntar firmar signar omplir rellenar"
    " guardar posar poner demanar pedir tastar provar probar enviar"
)
_IN = {"a": "en", "al": "en el", "als": "en els"}
#: Nouns that "a" is of: a letter to somebody, a way to somewhere.
_TOWARDS = word_set(
    "carta cartes ajuda ajuts suport visita visites viatge viatges resposta atac atacs accés dret respecte relació"
    " amenaça camí tornada arribada vol vols trucada trucades homenatge oposició entrada entrades prop fins cap gràcies"
    " davant enfront quant sortida retorn bitllet tren trens autobús suports comparació referència"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One word as the analyser cut it. blank: what stands before it. readings: all that it may be."""

    blank: str
    surface: str
    readings: tuple[str, ...] = ()

    def any(self, pattern: re.Pattern[str]) -> bool:
        return any(map(pattern.search, self.readings))


@dataclass(frozen=True, slots=True)
class Group:
    """A finite verb with what belongs to it, as indices of units: start (its "no", if there is one), the pronouns, the
    verb, and stop, behind the last verb that hangs on it."""

    start: int
    pronouns: range
    verb: int
    stop: int


def units_of(text: str, analysed: str) -> tuple[list[Unit], str] | None:
    """The words of `text`, each with what it may be, and what stands behind the last; None where the analyser's words
    are not those of the text. Its blanks need not be (it writes "l' àvia")."""
    found, end = [], 0
    for match in _UNIT.finditer(analysed):
        surface = _ESCAPED.sub(r"\1", match[1])
        at = text.find(surface, end)
        if at < 0:
            return None
        found.append(Unit(text[end:at], surface, tuple(match[2][1:].split("/"))))
        end = at + len(surface)
    return found, text[end:]


def in_places(units: Sequence[Unit], made: list[Unit]) -> list[Unit]:
    """`made` of `units` with "en" for "a" where a noun is somewhere: "un hospital a Tonga"."""
    for at in range(1, len(units) - 1):
        put = _IN.get(units[at].surface)
        if not put or not all("<n>" in r or "<np>" in r or r[0] == "*" for r in units[at - 1].readings):
            continue
        name = units[at + 2 if units[at + 1].any(BEFORE_NOUN) and at + 2 < len(units) else at + 1]
        person = any("<ant>" in reading or "<cog>" in reading for reading in name.readings)
        if name.surface[:1].isupper() and not person and units[at - 1].surface.lower() not in _TOWARDS:
            made[at] = replace(made[at], surface=put)
    return made


def asked_politely(units: Sequence[Unit], at: int, made: Unit, lang: Lang, text: str, made_so: bool) -> Unit:
    """`made` in the polite form where the unit at `at` can be nothing but a command. made_so: whether the
    one before the last was one ("calla i escolta")."""
    unit = units[at]
    commands = [bool(_COMMAND.search(reading)) for reading in unit.readings]
    with_pronoun = (
        all("<imp>" in reading for reading in unit.readings) and any(commands) and "<enc>" in unit.readings[0]
    )
    of_several = any(commands) and all("<p2><pl>" in reading for reading in unit.readings)
    begins = not at or units[at - 1].surface.lower() in _BEFORE_COMMANDS
    alone = begins and any(commands) and all(map(_ONLY_COMMAND.search, unit.readings))
    request = not at and any(commands) and text.endswith("!") and not unit.any(_NO_COMMAND)
    beginning = not at and any(commands) and _lemma(unit, _COMMAND) in _ASKED_FOR
    entering = not at and any(commands) and _lemma(unit, _COMMAND) in _COME_IN and units[1:] and units[1].any(CLAUSE)
    opening = not at and any(commands) and _lemma(unit, _COMMAND) in _OPENED and units[1:] and units[1].any(BEFORE_NOUN)
    addressed = not at and any(commands) and not unit.any(_NO_COMMAND) and any(map(_yours, units[1:]))
    again = at > 1 and any(commands) and made_so and units[at - 1].surface.lower() in ("i", "y")
    known = (of_several and begins) or alone or request or beginning or entering or opening or addressed or again
    asked = known and "?" not in text
    if made.surface != unit.surface or not (with_pronoun or asked):
        return made
    lemma = _lemma(unit, _COMMAND)
    return replace(made, surface=polite(unit.surface, lemma, lang))


def _yours(unit: Unit) -> bool:
    """Whether `unit` is what "you" do ("when you leave"), so that you are spoken to."""
    return all("<p2><sg>" in reading and "<v" in reading and "<enc>" not in reading for reading in unit.readings)


def _lemma(unit: Unit, pattern: re.Pattern[str]) -> str:
    return next(reading for reading in unit.readings if pattern.search(reading)).split("<")[0]


def nominal(unit: Unit) -> bool:
    """Whether `unit` may stand for somebody or something: a noun, a name, a number, a pronoun, a word nobody knows."""
    return any(re.search("<(?:n|np|num|rel|prn)>", reading) for reading in unit.readings) or unit.readings[0][0] == "*"


def says_when(units: Sequence[Unit], at: int) -> bool:
    """Whether what begins at `at` says when, and not who: "demà", "en quinze dies", "l'altre dia"."""
    if at >= len(units):
        return False
    return units[at].surface.lower() in _TIMES or (units[at].any(_BEFORE_TIME) and says_when(units, at + 1))


def lemmas(unit: Unit) -> list[str]:
    """The pronouns that `unit` is written of ("m'ho": "em", "ho"). Raises StopIteration where it is none."""
    reading = next(filter(PRONOUN.match, unit.readings))
    return [part.split("<")[0] for part in reading.split("+")]


def lemma_of_last(verbs: Sequence[Unit]) -> str:
    """The infinitive of the last of `verbs` (at least one), empty where it is no verb."""
    reading = next((r for r in verbs[-1].readings if CHAINED.search(r) or FINITE.search(r)), "")
    return reading.split("<")[0]
