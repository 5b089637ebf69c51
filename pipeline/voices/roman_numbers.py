"""Roman numbers up to 3999, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.patterns import any_of
from pipeline.voices.reading_forms import HYPHENS, Match, Rule
from pipeline.voices.reading_table import ReadingTable

#: A regular expression of one that is written as it should be.
ROMAN = r"(?=[MDCLXVI])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
#: Of kings: one letter may as well begin a name that is not told ("Joan C."), but for those that kings have.
_KINGS = rf"(?:[IVX](?![MDCLXVI])|(?=[MDCLXVI]{{2}}){ROMAN})(?!(?!'s\b)[\w'.-]*\w)(?!\. [a-zà-ÿ])"
_AND = "i|y|and|a|al|to"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(written: str) -> int:
    """XIV → 14."""
    values = [_VALUES[letter] for letter in written]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def roman_rules(table: ReadingTable) -> Iterator[Rule]:
    """Of kings, centuries, chapters and editions; what else looks like one is no number."""
    kings, titles, numbered, editions = map(any_of, (table.kings, table.titles, table.numbered, table.editions))
    king, after, before = (partial(each, table) for each in (_king, _after_its_noun, _before_its_noun))
    # "I told Peter I was late"
    no_pronoun = r"(?!I (?!(?:of|and|or)\b)[a-z])" if table.lang == "en" else ""
    yield re.compile(rf"\b({kings}) {no_pronoun}({_KINGS})(?: ({_AND}) ({_KINGS}))?"), king
    yield re.compile(rf"\b((?i:{titles})(?: [A-ZÀ-Ý][a-zà-ÿ]+){{1,3}}) ({_KINGS})(?: ({_AND}) ({_KINGS}))?"), king
    yield re.compile(rf"\b((?i:{numbered})) ({ROMAN})(?: ?({HYPHENS}|{_AND}) ?({ROMAN}))?(?!\w)"), after
    yield re.compile(rf"\b(?:([Ll]a|[Ee]l|[Dd]el|[Aa]l|[Tt]he) )?({ROMAN}) (?=((?i:{editions}))\b)"), before
    if table.lang != "en":
        yield re.compile(rf"\b(?:([Ll]a) )?(?=[IVX]{{2}})({ROMAN}) (?=([^\W\d_]{{4,}}))"), before
    yield re.compile(rf"(\w*[a-zà-ÿ]\w*) (?=[IVX]{{2}})({ROMAN})()()(?![\w])"), after


def _king(table: ReadingTable, found: Match) -> str:
    """One, or two of the same name: "Carles I i II"."""
    feminine = table.kings.get(found[1], table.titles.get(found[1].split()[0].lower(), False))
    first, *second = (table.king(roman_value(each), feminine) for each in (found[2], found[4]) if each)
    return " ".join([found[1], first, *(f"{found[3]} {each}" for each in second)])


def _after_its_noun(table: ReadingTable, found: Match) -> str:
    """One, or two: "segles XIX-XX"."""
    if found[2] == "I" and found[1].islower() and re.match(r" [a-z]|'", found.string[found.end() :]):
        return found[0]  # "the part I like"
    first, *second = (_place(table, found[1], roman_value(each)) for each in (found[2], found[4]) if each)
    joined = found[3] if found[3] and found[3].isalpha() else table.until
    return " ".join([found[1], first, *(f"{joined} {each}" for each in second)])


def _place(table: ReadingTable, noun: str, number: int) -> str:
    if number <= 10 and noun.lower() in table.centuries:
        return table.ordinal(number, False)
    return table.cardinal(number, False, False)


def _before_its_noun(table: ReadingTable, found: Match) -> str:
    """The one of "la III edició"."""
    if found[2] == "I" and not found[1] and not re.match("Guerra Mundial", found.string[found.end() :]):
        return found[0]  # "and", "I"
    feminine = found[1] in ("la", "La") or table.feminine(found[3].lower())
    words = table.ordinal(roman_value(found[2]), feminine)
    before = f"{found[1]} " if found[1] else ""
    # The Spanish "primero" and "tercero" lose their last letter before a noun.
    return f"{before}{re.sub(r'(?<=er)o$', '', words)} "
