"""The many ways in which the same number is written → the one that `reading_numbers` has a rule for. Digits stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.patterns import any_of
from pipeline.voices.reading_table import ReadingTable

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_CLOCK = r"\d{1,2}[.:][0-5]\d"
HYPHENS = "[-–—‒‐‑]"
_POWERS = {"2": "²", "3": "³"}

#: "at 12.30", but not "at 12.30 euros": what may not follow there.
_COUNTED = r"%|€|°|£|(?:euros?|pounds?|dollars?|degrees?|percent|per|each|million|billion|points?|\w*metres?|times)\b"
_WHOSE = r"(?:his|her|their|my|our|your|mid|late|early)[ -]"
_MINUTES = {"ca": ("min", "s"), "es": ("min", "s"), "en": ("ft", "inches")}
_HALF = r"(?:[½¼¾⅓⅔]|(?:1/2|1/4|3/4|1/3|2/3)(?![\d/]))"
#: Thousands with any mark between them, and decimals behind the other one.
_AMOUNT = r"(?<![\d.,])([1-9]\d{0,2}(?:([.,])\d{3})+)(?:(?!\2)[.,](\d{1,2}))?(?![\d]|[.,]\d)"


def in_one_form(text: str, table: ReadingTable) -> str:
    """`text` with its times, powers, decimals and halves as `reading_numbers` knows them."""
    for rule, written in _rules(table):
        text = rule.sub(written, text)
    return text


@cache
def _rules(table: ReadingTable) -> list[Rule]:
    units, money = any_of(table.units), any_of(table.currencies)
    of_its_own = _english(table, units) if table.lang == "en" else _catalan_and_spanish(table)
    return [
        (re.compile("μ"), _and("µ")),
        # The sign of minus is one, whatever stands around it; a hyphen before degrees is meant as one.
        (re.compile(r"(?<=[\d%€°])\s?−\s?(?=\d)"), _and(f" {table.minus} ")),
        (re.compile(r"−\s+(?=\d)|(?<=[^\W\d] )-\s(?=\d[\d.,]*\s?[°º])"), _and("-")),
        (re.compile(_AMOUNT), lambda found: _amount(found, table, money)),
        (
            re.compile(
                rf"(?<![\d.,])(?<!\d )(?![6-9]\d\d \d{{3}} \d{{3}}\b)([1-9]\d{{0,2}}(?: \d{{3}})+)"
                rf"(?=(?:[.,]\d\d?)?\s?(?:%|{money}|(?:{units})(?!\w)))"
            ),
            lambda found: found[1].replace(" ", table.thousands),
        ),
        # "de 8.00 a 14.00 h": the first is a time as well.
        (re.compile(rf"(?<![\d.,:])({_CLOCK})(?=\s?(?:a|i|o|y|to|and|or|{HYPHENS})\s?{_CLOCK}\s?h\b)"), _and("{} h")),
        # "8.00 h-15.00 h", "9am-5pm", "10 €-12 €", "9:00-14:00"
        (
            re.compile(rf"(?<=\d)(\s?(?:{units}|[€£$%‰]|°[CF]?|[ap]\.?\s?m\.?))\s?{HYPHENS}\s?(?=\d)"),
            _and(f"{{}} {table.until} "),
        ),
        (re.compile(rf"(?<![\d.,:])(\d\d?:[0-5]\d)\s?{HYPHENS}\s?(?=\d\d?:[0-5]\d)"), _and(f"{{}} {table.until} ")),
        # "V15", "L3": a letter alone may be a Roman number to a voice.
        (re.compile(r"(?<![^\W_])([A-Z])(?=\d)"), lambda found: f"{table.letter_names.get(found[1], found[1])} "),
        # "17h30", "1h 05 min"
        (re.compile(r"(?<![\d.,])(\d{1,2})\s?h(?:([0-5]?\d)(?:\s?min\b)?|\s?([0-5]?\d)\s?min\b)(?!\w)"), _hours),
        (re.compile(r"(?<=\d)\s?([kcm]?m)([23])(?!\w)"), lambda found: f" {found[1]}{_POWERS[found[2]]}"),
        (re.compile(rf"(?<=\d) ?(?={_HALF})(?:(?<= )|(?=[½¼¾⅓⅔]))"), lambda found: f" {table.symbols['&']} "),
        (
            re.compile(rf"([€£$]|[€£$]\s?\d[\d.,]*)\s?/\s?(?:({units})(?![\w/])|(?=[^\W\d_]))"),
            lambda found: _for_each(found, table),
        ),
        *of_its_own,
        # "3' 20\"", "dura 5'"
        (
            re.compile(r"(?<![\d'\w.,])(\d{1,3})'(?:\s?(\d{1,2})(?:\"|''|″))?(?![\w'])"),
            lambda found: _minutes(found, _MINUTES[table.lang]),
        ),
    ]


def _english(table: ReadingTable, units: str) -> list[Rule]:
    short = {**table.days_short, **{name[:3]: name for name in table.months}}

    def tens(written: str | None) -> str:
        return _decade(written, table) if written else ""

    long = any_of(unit for unit in table.units if len(unit) > 1 or unit == "m")
    return [
        (re.compile(r"(?<![\d.,:])(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m)", re.IGNORECASE), _and("{}:{}")),
        (re.compile(r"(?<=\d)\s?([ap])m\b", re.IGNORECASE), lambda found: f" {found[1].lower()} m"),
        (re.compile(r"(?<![\d.,])(\d)'\s?(\d{1,2})(?:\"|''|″|(?!\w))"), _and("{} ft {}")),
        (
            re.compile(r"(?<![\w.,])'?(\d{3}0(?='?s)|(?<=the )\d0|(?<=')\d0)'?s\b"),
            lambda found: _decade(found[1], table),
        ),
        # "a woman in her late 40s", "in their 20s or 30s"
        (
            re.compile(rf"\b({_WHOSE})([2-9]0)s\b(?:( (?:and|or|to) )([2-9]0)s\b)?"),
            lambda found: "".join(filter(None, (found[1], tens(found[2]), found[3], tens(found[4])))),
        ),
        # "a 5-km walk"
        (re.compile(rf"(?<=\d)-(?=(?:{long})(?![\w/]))"), _and(" ")),
        (
            re.compile(rf"\b([Aa]t) ([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d|\s?(?:(?:{units})\b|{_COUNTED}))"),
            _and("{} {}:{}"),
        ),
        (
            re.compile(rf"\b({any_of(short)})\.?\s?{HYPHENS}\s?({any_of(short)})\b\.?"),
            lambda found: f"{short[found[1]]} to {short[found[2]]}",
        ),
    ]


def _catalan_and_spanish(table: ReadingTable) -> list[Rule]:
    days = any_of(table.days_short)
    return [
        (
            re.compile(rf"\b({days})\b\.?\s?{HYPHENS}\s?({days})\b\.?", re.IGNORECASE),
            lambda found: f"{table.days_short[found[1].lower()]} {table.until} {table.days_short[found[2].lower()]}",
        ),
        # "a les 8.30"
        (re.compile(r"\b([Ll][ae]s?) (\d{1,2})\.([0-5]\d)(?!\d|[.,]\d|\s?(?:[%€°]|h\b))"), _and("{} {}:{}")),
        (re.compile(r"(?<=\d)'(?=\d{1,2}(?!\d))"), lambda found: ","),
    ]


def _and(form: str) -> Callable[[Match], str]:
    return lambda found: form.format(*found.groups())


def _hours(found: Match) -> str:
    return f"{found[1]} h {int(found[2] or found[3])} min"


def _amount(found: Match, table: ReadingTable, money: str) -> str:
    """1.250,50 in English, 1,250.50 in Catalan: as the language writes it, where there is no doubt – with decimals, two
    marks of one kind, or as money, which has no thousandths."""
    whole, mark, decimals = found.groups()
    telephone = re.fullmatch(r"[6-9]\d\d(?:\.\d{3}){2}", found[0])
    beside = re.search(rf"(?:{money})\s?$", found.string[: found.start()])
    beside = beside or re.match(rf"\s?(?:{money})(?!\w)", found.string[found.end() :])
    if mark == table.thousands or telephone or not (decimals or whole.count(mark) > 1 or beside):
        return found[0]
    other = "," if table.thousands == "." else "."
    return whole.replace(mark, table.thousands) + (f"{other}{decimals}" if decimals else "")


def _minutes(found: Match, units: tuple[str, str]) -> str:
    """5' → "5 min"; none where an apostrophe before it opens what this one closes."""
    if re.search(r"(?<!\w)'", found.string[: found.start()]):
        return found[0]
    return f"{found[1]} {units[0]}" + (f" {found[2]} {units[1]}" if found[2] else "")


def _for_each(found: Match, table: ReadingTable) -> str:
    """€/kg → "€ per quilo"."""
    each, noun = table.link["per"], table.units[found[2]].one if found[2] else ""
    if table.lang == "en" and noun.startswith(("hour", "ounce")):
        each += "n"
    return f"{found[1]} {each} {noun}"


def _decade(year: str, table: ReadingTable) -> str:
    """1980s → "nineteen eighties"."""
    words = table.year(int(year))
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
