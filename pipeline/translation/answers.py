"""What is said whole: answers, greetings, thanks; and the words that only begin or end what is said.

No engine of the table reads them: "Potser." became "I wanted to do it", "D'acord." "As a the". They are a closed and
small part of a language, so they stand here, in all three; engines are asked for the rest alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.captions.lexicon import word_set
from pipeline.cues import Lang
from pipeline.translation.answer_tables import CLOSING, OPENING, WHOLE

_LANGUAGES: tuple[Lang, ...] = ("ca", "es", "en")
#: Of `CLOSING`, in each language: what only a question asks ("Els altres van cobrar, jo, no." denies), and who is
#: spoken to.
_ASKS = {"right", "oi", "verdad"}
_CALLS = {"man", "dear", "tio", "dona", "tío", "mujer", "guapo"}
_END = re.compile(r"[.!?…\s]*$")
_MARKS = "¿¡ "
_I = re.compile(r"I(?![\w])")
_WORD = re.compile(r"[^\W\d_]+(?:[·'’-][^\W\d_]+)*")
#: What English writes with a capital wherever it stands, and Catalan and Spanish do not, or call otherwise. Not
#: "March" and "May", which begin sentences as other words, too.
_ENGLISH_CAPITALS = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August September October"
    " November December Catalan Catalans Spanish English French Arabic Portuguese Italian German Romanian Russian"
    " Ukrainian Moroccan Moroccans American African European Latin Chinese Muslim Muslims Christian Catholic Gypsy"
    " Catalonia Spain France Morocco Italy Germany England London Portugal Europe Africa America Asia Romania Russia"
    " Ukraine Senegal Gambia Syria Pakistan Colombia Venezuela Ecuador Peru Bolivia Honduras Argentina Chile Brazil"
    " Cuba China India Christmas Easter Ramadan God Saint Mr Mrs Ms Dr"
)
#: What stands before names, and days: where a name began what was said, a translation of it may begin with these.
_NEVER_CAPITALS = word_set(
    "the a an el la els les l en na un una los las dilluns dimarts dimecres dijous divendres dissabte diumenge lunes"
    " martes miércoles jueves viernes sábado domingo"
)
_ELIDED = re.compile(r"^[LlDdNn]['’](?=\w)")
#: Lines of the tables that need the comma behind them: "no", "és clar" begin other sentences, too.
_QUE = word_set("total home escolta sort mira hombre oye suerte és es") | {
    "o sigui",
    "per sort",
    "o sea",
    "por suerte",
}

#: Of them, those that nothing but "que" makes one: "És que…"; "És, per mi, la millor decisió" says that it is.
_ONLY_QUE = word_set("és es")
#: Who is spoken to, or what somebody is: "Dona, gitana i mare soltera."
_SOMEBODY = word_set("home dona noi noia nena tio tia hombre mujer tío tía chico chica")
_LIST = re.compile(r"\s*(\w[\w·'’-]*)(?:,| [iyeu] )")
#: Whoever says what they are calls nobody by it: "Soc àvia, mare, filla."
_IS = re.compile(
    r"\b(?:s[óo]c|ets|és|som|sou|s[óo]n|era|eres|érem|eren|soy|es|somos|sois|son|éramos|eran)\b", re.IGNORECASE
)

Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Parted:
    """A sentence without what only begins and ends it.

    core: what an engine is to translate, with a capital. opening, closing: in the target language. capital: whether
    the core had one of its own. target: the language that it is translated into.
    """

    core: str
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    capital: bool = True
    target: Lang = "en"

    def whole(self, made: str, terms: Iterable[str] = ()) -> str:
        """`made` of the core, between the beginning and the end. terms: of the glossary, in the target language."""
        if self.opening and not self._keeps_capital(made, terms):
            made = made[:1].lower() + made[1:]
        end = _END.search(made)
        body = made[: end.start()] if end and self.closing else made
        parts = [*self.opening, body, *self.closing]
        return _capital(", ".join(part for part in parts if part))

    def _keeps_capital(self, made: str, terms: Iterable[str]) -> bool:
        """Whether what `made` begins with has its capital wherever it stands: a name that the core has, a term, "I"."""
        first = _WORD.match(made)
        if first is None or (self.target == "en" and _I.match(made)):
            return True
        word = re.split(r"['’-]", first[0])[0]
        said = enumerate(_WORD.findall(self.core))  # the capital of the first word may be none of its own
        names = {_ELIDED.sub("", own) for n, own in said if n or self.capital or _ELIDED.match(own)}
        named = {first[0], word} & {name for name in names if name[0].isupper() and not _I.match(name)}
        if named or word[1:].isupper() or (self.target == "en" and word in _ENGLISH_CAPITALS):
            return True
        if any(re.match(rf"{re.escape(term)}(?!\w)", made) for term in terms):
            return True
        return self.capital and word.lower() not in _NEVER_CAPITALS


def whole(text: str, source: Lang, target: Lang) -> str | None:
    """`text` in `target` where it is in the table, or several of it with commas between ("Sí, sí."); otherwise None."""
    table, end = _table(WHOLE, source, target), _END.search(text)
    body = text[: end.start()] if end else text
    if not body:
        return None
    found = table.get(_key(body))
    if found is None:
        parts = [table.get(_key(part)) for part in body.split(",")]
        found = None if None in parts else ", ".join(part for part in parts if part)
    return f"{_capital(found)}{text[len(body) :].rstrip()}" if found else None


def parted(text: str, source: Lang, target: Lang) -> Parted | None:
    """`text` without what only begins or ends it; None where there is nothing of that."""
    opening, rest = _opened(text, _table(OPENING, source, target))
    core, closing = _closed(rest, _table(CLOSING, source, target))
    if (not opening and not closing) or not any(map(str.isalnum, core)):
        return None
    own = core[:1].isupper() and not (source == "en" and _I.match(core))
    return Parted(_capital(core), tuple(opening), tuple(closing), own, target)


def _opened(text: str, table: dict[str, str]) -> tuple[list[str], str]:
    found: list[str] = []
    while True:
        head, comma, rest = text.partition(",")
        put = table.get(_key(head)) if comma and not _means_itself(_key(head), rest, table) else None
        if put is None and (match := re.match(r"(\S+(?: \S+)?),? que (?=\w)", text)) and _key(match[1]) in _QUE:
            put, rest = table.get(_key(match[1])), text[match.end() :]
        if put is None or not rest.strip():
            return found, text
        found += [put] if put not in found else []
        text = re.sub(r"^que (?=\w)", "", rest.strip())


def _means_itself(head: str, rest: str, table: dict[str, str]) -> bool:
    """Whether `head`, before a comma, is no mere opening."""
    begins_list = _LIST.match(rest) if head in _SOMEBODY else None
    return head in _ONLY_QUE or (begins_list is not None and _key(begins_list[1]) not in table)


def _closed(text: str, table: dict[str, str]) -> tuple[str, list[str]]:
    """`text` without its tag, ended as the sentence it was: "Plou, oi?" is "Plou."; what is asked for
    with "please" ends as commands do."""
    head, comma, tag = text.rpartition(",")
    end = _END.search(tag)
    put = table.get(_key(tag[: end.start()] if end else tag)) if comma else None
    if (put in _ASKS and "?" not in tag) or (put in _CALLS and _IS.search(head)):
        put = None
    mark = ("?" if "?" in tag else "!") if put == "please" else "."
    return (f"{head}{mark}", [put]) if put else (text, [])


@lru_cache(maxsize=32)
def _table(rows: str, source: Lang, target: Lang) -> dict[str, str]:
    if source not in _LANGUAGES or target not in _LANGUAGES:
        return {}
    found: dict[str, str] = {}
    for row in filter(None, map(str.strip, rows.splitlines())):
        cells = dict(
            zip(_LANGUAGES, ([way.strip() for way in cell.split("/")] for cell in row.split("|")), strict=True)
        )
        for way in cells[source]:
            found.setdefault(_key(way), cells[target][0])
    if source == "ca" and target != "es":  # people mix: what Catalan says nothing else with may be Castilian
        found = _table(rows, "es", target) | found
    return found


def _key(text: str) -> str:
    return text.strip(_MARKS).replace("’", "'").casefold()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
