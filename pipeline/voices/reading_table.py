"""What a language's way of reading is made of; the tables themselves: `reading_ca`, `reading_en`, `reading_es`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.cues import Lang


def listed(words: str) -> list[str]:
    """The words of a list that is easier to look over in one text."""
    return words.split()


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun that is counted. feminine: what its numbers agree with."""

    one: str
    many: str
    feminine: bool = False

    def of(self, value: str) -> str:
        """The form after `value`, a number in digits."""
        return self.one if value == "1" else self.many


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency's name and that of its hundredth."""

    name: Counted
    cent: Counted


@dataclass(frozen=True, slots=True, eq=False)
class ReadingTable:
    """How one language reads what is written.

    cardinal: number, whether feminine, whether a noun follows → words. ordinal: number, whether feminine → words.
    feminine: whether a noun (in small letters) is. ordinal_marks: what stands behind digits → whether feminine.
    ordinals: an ordinal → its plural. fraction_of: "½", the unit that is parted → words. kings:
    names, and whether feminine, after which a Roman number is what `king` makes of it; titles: what stands before any
    name of one. numbered: words after which even one letter is a Roman number, editions: before which; centuries: those
    whose first ten are ordinals. months_short, days_short: without their dots. abbreviations: regular expressions →
    words, in this order. scales_of_money: what stands between number and sign → one, many. link: signs in addresses,
    and what stands for the slash of a price.
    """

    lang: Lang
    #: Letters beyond a–z that the voice reads, and what stands for others; the rest loses its accents.
    letters: str
    respelled: Mapping[str, str]
    #: Between thousands; the other one of "." and "," is before decimals, and is read as `point`.
    thousands: str
    point: str
    digit_by_digit_decimals: bool
    minus: str
    plus: str
    until: str
    percent: str
    permille: str
    degrees: Counted
    scales: Mapping[str, str]
    currencies: Mapping[str, Currency]
    cents_after: str
    scales_of_money: Mapping[str, tuple[str, str]]
    units: Mapping[str, Counted]
    and_minutes: str
    on_the_hour: Callable[[int], str]
    zero_minutes: str
    months: tuple[str, ...]
    months_short: Mapping[str, str]
    days_short: Mapping[str, str]
    date: Callable[[int, str, str], str]
    cardinal: Callable[[int, bool, bool], str]
    ordinal: Callable[[int, bool], str]
    year: Callable[[int], str]
    ordinal_marks: Mapping[str, bool]
    ordinals: Callable[[str], str]
    feminine: Callable[[str], bool]
    fractions: Mapping[str, str]
    fraction_of: Callable[[str, Counted], str]
    kings: Mapping[str, bool]
    titles: Mapping[str, bool]
    king: Callable[[int, bool], str]
    numbered: frozenset[str]
    editions: frozenset[str]
    centuries: frozenset[str]
    abbreviations: Mapping[str, str]
    symbols: Mapping[str, str]
    link: Mapping[str, str]
    letter_names: Mapping[str, str]
    spelled: frozenset[str]
