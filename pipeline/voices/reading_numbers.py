"""Numbers of every kind as they are written in a sentence → words. The order of the rules counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.patterns import any_of
from pipeline.voices.reading_dates import date_rules
from pipeline.voices.reading_forms import HYPHENS, Match, Rule
from pipeline.voices.reading_table import Counted, Currency, ReadingTable
from pipeline.voices.reading_telephones import PHONE, spelled_digits, telephone
from pipeline.voices.roman_numbers import roman_rules
from pipeline.voices.spoken_numbers import MOST

#: A number of any language, with its separators; a sign before it that is no hyphen and no dash.
_NUMBER = r"\d+(?:[.,]\d+)*"
_SIGNED = rf"(?:(?<![\w.,)-])[-−–])?{_NUMBER}"

#: 24/7, 50/50, 2025/26: numbers that are said one after the other.
_SIDE_BY_SIDE = re.compile(r"(?<![\d/.,])(24/7|50/50|(?:19|20)\d\d/\d\d(?:\d\d)?)(?![\d/]|[.,]\d)")
#: "call 112"
_CALL = re.compile(
    r"\b([Cc]all(?:s|ed|ing)?|[Dd]ial(?:s|led)?|[Pp]hone|[Rr]ing|(?:phone|emergency) number) (\d{3})(?!\d|[.,]\d)"
)
_LONG = re.compile(r"(?<![\d.,])(?!\d+000(?!\d))\d{7,}(?!\d|[.,]\d)")
_ZERO_FIRST = re.compile(r"(?<![\d.,:])0\d+(?![\d:]|[.,]\d)")
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(\s?h\b\.?)?")
_CLOCK_H = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])[.]([0-5]\d)\s?h\b\.?")
_GROUPED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?:[\u00a0\u202f\u2009']\d{3})+|(?: \d{3})*(?: 000)+)(?!\d)"
    r"|(?<![\d.,])(?<!\d )\d{2,3}(?: \d{3})+(?= [a-zà-ÿ]{3})"  # 17 500 milles
)
_FRACTION = re.compile(r"(?<![\d/.,])(\d{1,4})/(\d{1,4})(?![\d/]|[.,]\d)")
_ARTICLE = re.compile(r"\b[Ll][ae]s? $")
#: Behind these a number counts nothing: "el 21 era festa".
_ALONE = re.compile(r"\b(?:[Ee]l|[Dd]el|[Aa]l) $")
#: What is before a unit of which there is one: "per km²".
_EACH = frozenset({"per", "por", "cada", "each", "every", "un", "a", "one", "el", "del", "al", "the"})
_ONE = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Ee]ach|[Ee]very) $")
_FRACTIONS = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔"}


class NumberReader:
    """Reads the numbers of one language; called with a text, it gives one without digits."""

    def __init__(self, table: ReadingTable) -> None:
        self._table = table
        self._rules: list[Rule] = list(self._all_rules())

    def __call__(self, text: str) -> str:
        for rule, read in self._rules:
            text = rule.sub(read, text)
        return text

    def _all_rules(self) -> Iterator[Rule]:
        table = self._table
        marks, units = any_of(table.ordinal_marks), any_of(table.units)
        money, scales = map(any_of, (table.currencies, table.scales_of_money))
        yield PHONE, lambda found: telephone(found, table)
        yield _GROUPED, lambda found: re.sub(r"\D", table.thousands, found[0])
        yield from date_rules(table)
        yield _SIDE_BY_SIDE, lambda found: f" {' '.join(map(self._side, found[1].split('/')))} "
        if table.lang == "en":
            yield _CALL, lambda found: f"{found[1]} {spelled_digits(found[2], table)}"
        yield _CLOCK, self._clock
        yield _CLOCK_H, self._clock
        yield re.compile(rf"(?<=\d)\s?{HYPHENS}\s?(?=\d)"), lambda found: f" {table.until} "
        yield re.compile(rf"(?<![\d/.,])(\d/\d|[½¼¾⅓⅔])\s?({units})(?![\w/²³'])"), self._part_of
        if table.lang != "en":
            yield re.compile(r"(?<![\d/.,])(\d)/(\d) (parte?s)\b"), self._parts_of
            yield re.compile(r"(?<![\d/.,])(½|1/2) ([^\W\d_]{3,})"), self._half
        yield _FRACTION, self._fraction
        yield re.compile(r"(?<=\d):(?=\d)"), lambda found: f" {table.until} "
        yield re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), lambda found: f" {table.symbols['×']} "
        yield (
            re.compile(rf"(?<![\w.,])(\d{{1,4}}|\d{{1,3}}(?:{re.escape(table.thousands)}\d{{3}})+)({marks})(?![\wº])"),
            self._ordinal,
        )
        yield (
            re.compile(rf"({money})\s?({_NUMBER})\s?({scales})?(?!\w)"),
            lambda found: self._money(found, found[2], found[3], found[1]),
        )
        yield (
            re.compile(rf"({_SIGNED})\s?({scales})?({money})(?!\w)"),
            lambda found: self._money(found, found[1], found[2], found[3]),
        )
        yield re.compile(rf"({_SIGNED})\s?([%‰])"), self._share
        yield re.compile(rf"({_SIGNED})\s?[°º]\s?([CF])?(?![\w])"), self._degrees
        # The apostrophe: "el 2020 l'Anna", "als 18 m'ho van dir"
        yield re.compile(rf"({_SIGNED})\s?({units})(?![\w/²³'])"), self._unit
        yield re.compile(rf"({_SIGNED})\s?({units})\s?/\s?({units})(?![\w/²³'])"), self._unit_for_each
        made_up = any_of(unit for unit in table.units if unit[-1] in "²³" or "/" in unit)
        before = r"(?<![\w²³])([^\W\d_]+) |(\s?/\s?)|(?<![\w/²³])"
        yield re.compile(rf"(?:{before})({made_up})(?![\w/²³'])"), self._unit_alone
        yield from roman_rules(table)
        yield _LONG, lambda found: f" {spelled_digits(found[0], table)} "
        yield _ZERO_FIRST, lambda found: f" {spelled_digits(found[0], table)} "
        yield re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=\d)'(?=[^\W\d_])"), lambda found: " "
        if table.lang != "en":
            yield re.compile(rf"(?<![\d.,])({_NUMBER}) ([^\W\d_]{{3,}})"), self._millions
            yield re.compile(r"\b(la|[Ll][ae]s) (\d\d?)(?!\d|[.,/]\d)"), self._after_article
        yield re.compile(rf"({_SIGNED})(?=(?:\s([^\W\d_]+))?)"), self._plain
        yield re.compile(r"[^\x00-\x7f]"), self._other_number

    def number(self, written: str, noun: Counted | None = None) -> str:
        """A number as it is written, in words; noun: what it counts."""
        table, sign = self._table, ""
        if not written[0].isdigit():
            written, sign = written[1:], f"{table.minus} "
        feminine = noun is not None and noun.feminine
        whole, parts = self._parts(written)
        if (len(whole) > 1 and whole[0] == "0") or not whole or int(whole) >= MOST:
            first = spelled_digits(whole, table)
        else:
            first = table.cardinal(int(whole), feminine, noun is not None and not parts)
        return f" {table.point} ".join([sign + first, *map(self._decimals, parts)])

    def _parts(self, written: str) -> tuple[str, list[str]]:
        """The whole part without separators, and what stands behind each mark of decimals."""
        mark = "," if self._table.thousands == "." else "."
        apart = re.escape(self._table.thousands)
        if grouped := re.fullmatch(rf"(\d{{1,3}}(?:{apart}\d{{3}})+)(?:{re.escape(mark)}(\d+))?", written):
            return grouped[1].replace(self._table.thousands, ""), [grouped[2]] if grouped[2] else []
        whole, *parts = re.split(r"[.,]", written)
        return whole, parts

    def _decimals(self, digits: str) -> str:
        if self._table.digit_by_digit_decimals or digits[0] == "0" or len(digits) > 2:
            return spelled_digits(digits, self._table).replace(",", "")
        return self._table.cardinal(int(digits), False, False)

    def _fraction(self, found: Match) -> str:
        if found[0] in _FRACTIONS:
            return f" {self._table.fractions[_FRACTIONS[found[0]]]} "
        return f" {self.number(found[1])} {self._table.link['/']} {self.number(found[2])} "

    def _side(self, number: str) -> str:
        return self._table.year(int(number)) if len(number) == 4 else self.number(number)

    def _half(self, found: Match) -> str:
        """The one of "1/2 hora", which agrees with its noun."""
        noun = found[2]
        if not noun.islower() or not self._table.feminine(noun):
            return found[0]
        return f" {self._table.fraction_of('½', Counted(noun, noun, True))} "

    def _parts_of(self, found: Match) -> str:
        """3/4 parts."""
        ordinals = self._table.ordinals(self._table.ordinal(int(found[2]), True)) if int(found[2]) else found[2]
        return f"{self._table.cardinal(int(found[1]), True, True)} {ordinals} {found[3]}"

    def _part_of(self, found: Match) -> str:
        """½ kg, 3/4 h."""
        sign = _FRACTIONS.get(found[1], found[1])
        if sign not in self._table.fractions:
            return found[0]
        return f" {self._table.fraction_of(sign, self._table.units[found[2]])} "

    def _clock(self, found: Match) -> str:
        """Hours and minutes, or minutes and seconds: read so that it is right for both."""
        table, hour, minutes = self._table, int(found[1]), found[2]
        seconds = found[3] if found.re is _CLOCK else None
        is_time = found.re is _CLOCK_H or bool(found[4])
        if minutes == "00" and not seconds and (is_time or hour):
            return f" {table.on_the_hour(hour)} "
        first = table.cardinal(hour, is_time or _follows(found, _ARTICLE), False)
        rest = [self._sixtieth(each) for each in (minutes, seconds) if each]
        if is_time and not seconds:
            return f" {table.on_the_hour(hour)} {table.and_minutes} {self._unit_of(str(int(minutes)), 'min')} "
        return f" {' '.join([first, *rest])} "

    def _sixtieth(self, digits: str) -> str:
        words = self._table.cardinal(int(digits), False, False)
        return f"{self._table.zero_minutes} {words}" if digits[0] == "0" else words

    def _unit_of(self, value: str, unit: str) -> str:
        counted = self._table.units[unit]
        return f"{self.number(value, counted)} {counted.of(value)}"

    def _money(self, found: Match, value: str, scale: str | None, sign: str) -> str:
        table, currency = self._table, self._table.currencies[sign]
        if self._is_attribute(found):
            currency = Currency(Counted(currency.name.one, currency.name.one), currency.cent)
        if scale:
            one, many = table.scales_of_money[scale]
            name = (one if value == "1" else many) + currency.name.many
            return f" {self.number(value, Counted('', ''))} {name} "
        whole, parts = self._parts(value.lstrip("-−–"))
        if not parts and whole[-6:] == "000000" and whole[0] != "0" and table.lang != "en":
            return self._money(found, f"{value[0] if value[0] in '-−–' else ''}{whole[:-6]}", "M", sign)
        minus = f"{table.minus} " if value[0] in "-−–" else ""
        if len(parts) != 1 or len(parts[0]) != 2 or int(whole) >= MOST:
            return f" {self.number(value, currency.name)} {currency.name.of(value)} "
        euros = f"{minus}{table.cardinal(int(whole), currency.name.feminine, True)} {currency.name.of(str(int(whole)))}"
        cents = str(int(parts[0]))
        if cents == "0":
            return f" {euros} "
        if int(whole) == 0:
            return f" {minus}{self.number(cents, currency.cent)} {currency.cent.of(cents)} "
        joined = f"{table.cents_after} " if table.cents_after else ""
        return f" {euros} {joined}{table.cardinal(int(cents), False, False)} "

    def _share(self, found: Match) -> str:
        return f"{self.number(found[1])} {self._table.percent if found[2] == '%' else self._table.permille} "

    def _degrees(self, found: Match) -> str:
        scale = f" {self._table.scales[found[2]]}" if found[2] else ""
        return f"{self.number(found[1], self._table.degrees)} {self._table.degrees.of(found[1])}{scale} "

    def _unit(self, found: Match) -> str:
        counted = self._table.units[found[2]]
        name = counted.one if self._is_attribute(found) else counted.of(found[1])
        return f"{self.number(found[1], counted)} {name} "

    def _unit_for_each(self, found: Match) -> str:
        """5 mg/l"""
        return f"{self._unit(found).rstrip()} {self._table.link['per']} {self._table.units[found[3]].one} "

    def _unit_alone(self, found: Match) -> str:
        """One without a number: "per km²", "hab./km²", "en m²"."""
        before, slash, counted = found[1], found[2], self._table.units[found[3]]
        if slash:
            return f" {self._table.link['per']} {counted.one} "
        one = before is not None and before.lower() in _EACH
        return f"{f'{before} ' if before else ' '}{counted.one if one else counted.many} "

    def _is_attribute(self, found: Match) -> bool:
        """Whether an amount says which noun: the English "a 5 km walk", "a €20 note"."""
        behind = re.match(r"[ -][a-z]", found.string[found.end() :])
        return bool(self._table.lang == "en" and behind and _follows(found, _ONE))

    def _ordinal(self, found: Match) -> str:
        number = int(re.sub(r"\D", "", found[1]))
        if not number:
            return found[0]
        words = self._table.ordinal(number, self._table.ordinal_marks[found[2]])
        if len(found[2]) > 1 and found[2][-1] == "s":
            return self._table.ordinals(words)
        return words.removesuffix("o") if found[2].endswith("er") else words  # the Spanish "3er piso"

    def _millions(self, found: Match) -> str:
        """The one of "1.000.000 de persones", which is written without the "de"."""
        whole, parts = self._parts(found[1])
        if parts or whole[0] == "0" or int(whole) >= MOST or int(whole) % 10**6 or found[2] == "de":
            return found[0]
        elided = self._table.lang == "ca" and found[2][0].lower() in "aeiouhàèéíòóú"
        return f"{self.number(found[1], Counted('', ''))} {'d' + chr(39) if elided else 'de '}{found[2]}"

    def _after_article(self, found: Match) -> str:
        """The one of "a la 1", "les 2": hours, and whatever else is feminine."""
        return f"{found[1]} {self._table.cardinal(int(found[2]), True, False)}"

    def _plain(self, found: Match) -> str:
        """What no other rule has read. Four digits are a year in English; the noun behind has a gender elsewhere."""
        written, noun = found[1], found[2]
        if re.fullmatch(r"\d{4}", written) and written[0] != "0":
            return self._table.year(int(written))
        counts = noun and noun.islower() and (len(noun) > 2 or noun == "mà") and not _follows(found, _ALONE)
        counted = Counted("", "", self._table.feminine(noun)) if counts else None
        return self.number(written, counted)

    def _other_number(self, found: Match) -> str:
        """½, ², ④: what Unicode counts as a number and is no digit."""
        sign = found[0]
        value = unicodedata.numeric(sign, None) if not sign.isalpha() else None
        if value is None:
            return sign
        mark = "," if self._table.thousands == "." else "."
        return f" {self._table.fractions.get(sign) or self.number(f'{value:.15g}'.replace('.', mark))} "


def _follows(found: Match, before: re.Pattern[str]) -> bool:
    """Whether something stands right before what was found."""
    return bool(before.search(found.string[: found.start()]))
