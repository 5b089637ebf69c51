"""Numbers of telephones, and others that are said digit by digit."""

from __future__ import annotations

import re

from pipeline.voices.reading_forms import Match
from pipeline.voices.reading_table import ReadingTable

#: Numbers of telephones: Spain's nine digits in the usual groups, perhaps with the country's; those of any country
#: behind a plus or 00; what begins with zero; a region in brackets, or before a slash; and those of North America. And
#: what is as long without any separator and does not end in zeros.
PHONE = re.compile(
    r"(?<![\d.,+])(?:\(?(?:\+\d{1,3}\)?[\s.-]?)?[6-9]"
    r"(?:\d\d[\s.-]?\d{3}[\s.-]?\d{3}|\d[\s.-]?\d{3}[\s.-]?\d\d[\s.-]?\d\d|\d\d(?:[\s.-]?\d\d){3})"
    r"|\(?(?:\+|00[\s.-]?(?=[1-9]))\d{1,3}\)?(?:[\s.-]?\d{2,4}){2,5}"
    r"|(?<!\d[\s.-])0\d{1,4}(?:[ -]\d{3,4}){1,3}"
    r"|(?:\(\d{2,3}\)\s?|\b[89]\d/)\d{3}(?:[\s.-]?\d\d[\s.-]?\d\d|[\s.-]?\d{3})"
    r"|(?:1[\s.-])?[2-9]\d\d([.-])\d{3}\1\d{4}|1 [2-9]\d\d \d{3} \d{4}|[2-9]\d\d-0\d{3})(?!\d|[.,]\d)"
)


def spelled_digits(digits: str, table: ReadingTable) -> str:
    """One after the other, with a pause after each three; none is left alone."""
    whole = len(digits) - (4 if len(digits) % 3 == 1 else 0)
    groups = [digits[at : at + 3] for at in range(0, whole, 3)] + [digits[whole:]] * (whole < len(digits))
    names = [" ".join(table.cardinal(int(digit), False, False) for digit in group) for group in groups]
    return ", ".join(names)


def telephone(found: Match, table: ReadingTable) -> str:
    """By its digits, with a pause after each group that is written."""
    groups = re.findall(r"\d+", re.sub(r"(?:\+|^00)34(?=\d{9}$)", r"\g<0> ", found[0]))
    plus = f"{table.plus} " if "+" in found[0] else ""
    return f" {plus}{', '.join(spelled_digits(group, table) for group in groups)} "
