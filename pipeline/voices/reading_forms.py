"""The many ways in which the same number is written → the one that `reading_numbers` has a rule for. Digits stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.voices.reading_table import ReadingTable

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_CLOCK = r"\d{1,2}[.:][0-5]\d"
_HYPHENS = "[-–—‒‐‑]"
_POWERS = {"2": "²", "3": "³"}


def in_one_form(text: str, table: ReadingTable) -> str:
    """`text` with its times, powers, decimals and halves as `reading_numbers` knows them."""
    for rule, written in _rules(table):
        text = rule.sub(written, text)
    return text


@cache
def _rules(table: ReadingTable) -> list[Rule]:
    decimal = "," if table.thousands == "." else "."
    rules: list[Rule] = [
        # "de 8.00 a 14.00 h": the first is a time as well.
        (re.compile(rf"(?<![\d.,:])({_CLOCK})(?=\s?(?:a|i|o|y|to|and|or|{_HYPHENS})\s?{_CLOCK}\s?h\b)"), _and("{} h")),
        # "17h30", "1h 05 min"
        (re.compile(r"(?<![\d.,])(\d{1,2})\s?h(?:([0-5]?\d)(?:\s?min\b)?|\s?([0-5]?\d)\s?min\b)(?!\w)"), _hours),
        (re.compile(r"(?<=\d)\s?([kcm]?m)([23])(?!\w)"), lambda found: f" {found[1]}{_POWERS[found[2]]}"),
        (re.compile(r"(?<=\d)(?=[½¼¾⅓⅔])"), lambda found: f" {table.symbols['&']} "),
        (re.compile(r"(?<=[€£$])\s?/\s?(?=[^\W\d_])"), lambda found: f" {table.link['per']} "),
    ]
    if table.lang == "en":
        rules += [
            (re.compile(r"(?<![\d.,:])(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m)", re.IGNORECASE), _and("{}:{}")),
            (re.compile(r"(?<=\d)\s?([ap])m\b", re.IGNORECASE), lambda found: f" {found[1].lower()} m"),
            (re.compile(r"(?<![\d.,])(\d)'\s?(\d{1,2})(?:\"|''|″|(?!\w))"), _and("{} ft {}")),
            (re.compile(r"(?<![\w.,])'?(\d{3}0|(?<=the )\d0|(?<=')\d0)s\b"), lambda found: _decade(found, table)),
        ]
    else:
        rules += [
            # "a les 8.30"
            (re.compile(r"\b([Ll][ae]s?) (\d{1,2})\.([0-5]\d)(?![\d.,]|\s?[%€°h])"), _and("{} {}:{}")),
            (re.compile(r"(?<=\d)'(?=\d{1,2}(?!\d))"), lambda found: decimal),
        ]
    return rules


def _and(form: str) -> Callable[[Match], str]:
    return lambda found: form.format(*found.groups())


def _hours(found: Match) -> str:
    return f"{found[1]} h {int(found[2] or found[3])} min"


def _decade(found: Match, table: ReadingTable) -> str:
    """1980s → "nineteen eighties"."""
    words = table.year(int(found[1]))
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
