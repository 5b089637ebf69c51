"""Dates as they are written with digits → as they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.patterns import any_of
from pipeline.voices.reading_forms import Match, Rule
from pipeline.voices.reading_table import ReadingTable
from pipeline.voices.roman_numbers import roman_value

_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|[.-]\d)")
_ISO_DATE = re.compile(r"(?<![\d/.-])(\d{4})-(\d\d?)-(\d\d?)(?![\d/]|[.-]\d)")
#: 12-V-2026
_ROMAN_MONTH = re.compile(r"(?<![\w/.-])(\d\d?)([-/.])(I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})\2(\d{4})(?![\w/]|[.-]\w)")


def date_rules(table: ReadingTable) -> Iterator[Rule]:
    """What is no date by its numbers stays as it is written."""
    months = any_of(table.months)
    yield _ISO_DATE, lambda found: _date(table, found, found[3], found[2], found[1])
    yield _DAY_FIRST, lambda found: _day_first(table, found)
    yield _ROMAN_MONTH, lambda found: _date(table, found, found[1], str(roman_value(found[3])), found[4])
    if table.lang == "en":
        yield (
            re.compile(rf"(?:\b[Tt]he )?(?<!\d)(\d\d?)(?:st|nd|rd|th)? (?:of )?({months})\b(?:,? (\d{{4}}))?"),
            lambda found: _named_date(table, found, found[1], found[2], found[3]),
        )
        yield (
            re.compile(rf"\b({months}) (\d\d?)(?:st|nd|rd|th)?(?![\d.:])(?:,? (\d{{4}}))?"),
            lambda found: _named_date(table, found, found[2], found[1], found[3]),
        )
    else:
        # "12 gen. 2026": short words, so that a dot or a year has to stand behind.
        short = any_of(table.months_short)
        behind = r"(?:\.(?: de)?(?: (\d{4}))?|(?: de)? (\d{4}))(?!\w)"
        yield (
            re.compile(rf"(?<![\d.,])(\d\d?)(?: de)? ({short}){behind}"),
            lambda found: _named_date(table, found, found[1], table.months_short[found[2]], found[3] or found[4]),
        )


def _day_first(table: ReadingTable, found: Match) -> str:
    """The month comes first where it can be nothing else: 11/29/2026."""
    day, month = (found[3], found[1]) if int(found[3]) > 12 else (found[1], found[3])
    return _date(table, found, day, month, found[4])


def _date(table: ReadingTable, found: Match, day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        return found[0]
    whole = year if len(year) == 4 else f"20{year}"
    return _named_date(table, found, day, table.months[int(month) - 1], whole)


def _named_date(table: ReadingTable, found: Match, day: str, month: str, year: str | None) -> str:
    if not 1 <= int(day) <= 31:
        return found[0]
    return table.date(int(day), month, table.year(int(year)) if year else "")
