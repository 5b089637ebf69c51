"""Roman numbers up to 3999, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.patterns import any_of
from pipeline.voices.reading_forms import Match, Rule
from pipeline.voices.reading_table import ReadingTable

#: A regular expression of one that is written as it should be.
ROMAN = r"(?=[MDCLXVI])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(written: str) -> int:
    """XIV → 14."""
    values = [_VALUES[letter] for letter in written]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def roman_rules(table: ReadingTable) -> Iterator[Rule]:
    """Of kings, centuries, chapters and editions; what else looks like one is no number."""
    kings, numbered = map(any_of, (table.kings, table.numbered))
    after = partial(_after_its_noun, table)
    yield re.compile(rf"\b({kings}) ({ROMAN})(?![\w'.-]*\w)"), partial(_king, table)
    yield re.compile(rf"\b((?i:{numbered})) ({ROMAN})(?!\w)"), after
    if table.lang != "en":
        before = partial(_before_its_noun, table)
        yield re.compile(rf"\b(?:([Ll]a) )?(?=[IVX]{{2}})({ROMAN}) (?=([^\W\d_]{{4,}}))"), before
    yield re.compile(rf"(\w*[a-zà-ÿ]\w*) (?=[IVX]{{2}})({ROMAN})(?![\w])"), after


def _king(table: ReadingTable, found: Match) -> str:
    return f"{found[1]} {table.king(roman_value(found[2]), table.kings[found[1]])}"


def _after_its_noun(table: ReadingTable, found: Match) -> str:
    number = roman_value(found[2])
    if found[2] == "I" and found[1].islower() and re.match(r" [a-z]|'", found.string[found.end() :]):
        return found[0]  # "the part I like"
    if number <= 10 and found[1].lower() in table.centuries:
        return f"{found[1]} {table.ordinal(number, False)}"
    return f"{found[1]} {table.cardinal(number, False, False)}"


def _before_its_noun(table: ReadingTable, found: Match) -> str:
    """The one of "la III edició"."""
    feminine = bool(found[1]) or table.feminine(found[3].lower())
    words = table.ordinal(roman_value(found[2]), feminine)
    before = f"{found[1]} " if found[1] else ""
    # The Spanish "primero" and "tercero" lose their last letter before a noun.
    return f"{before}{re.sub(r'(?<=er)o$', '', words)} "
