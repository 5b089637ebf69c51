"""What people see in a cell: a number as its format shows it. Source: ECMA-376 part 1, §18.8.31 (number formats)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pipeline.cues import Lang

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|([0#?,.]*[0#?][0#?,.]*)|(.)', re.DOTALL
)
_UNKNOWN = re.compile(r"[A-Za-z/@]")
_CLOCK = re.compile(r"\[?(h{1,2})\]?:mm(:ss)?(?:;@)?", re.IGNORECASE)
_MOST = 10**15  # beyond it, a spreadsheet shows powers of ten


@dataclass(frozen=True, slots=True)
class _Digits:
    """least: digits before the mark; decimals: at least and at most so many after it; grouped: by thousands."""

    least: int
    decimals: tuple[int, int]
    grouped: bool


def shown(value: float, form: str, lang: Lang | None) -> str | None:
    """A number as a cell of number format `form` shows it, with the marks of `lang`; None where the format is one that
    is not known here (fractions, powers of ten, scaling)."""
    number = Decimal(f"{value:.15g}")
    if abs(number) >= _MOST:
        return None
    if form in ("General", "@", ""):
        return _digits(number, _Digits(1, (0, 10), False), lang)
    sections = form.split(";")
    negative = number < 0 and len(sections) > 1
    zero = number == 0 and len(sections) > 2
    parts = _parts(sections[1 if negative else 2 if zero else 0])
    if parts is None:
        return None
    number *= 100 ** sum(part == "%" for part in parts)
    sign = "-" if number < 0 and not negative else ""
    text = [_digits(abs(number), part, lang) if isinstance(part, _Digits) else part for part in parts]
    return (sign + "".join(text)).strip()


def shown_clock(value: time | timedelta, form: str) -> str | None:
    """A time of day as a cell shows it that was typed as 10:30 or 10:30:15; None for other formats."""
    match = _CLOCK.fullmatch(form)
    if match is None:
        return None
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours = f"{minutes // 60:0{len(match[1])}d}"
    return f"{hours}:{minutes % 60:02d}" + (f":{seconds:02d}" if match[2] else "")


def _parts(section: str) -> list[str | _Digits] | None:
    parts: list[str | _Digits] = []
    for quoted, escaped, currency, digits, other in _TOKEN.findall(section):
        if digits:
            if digits.endswith(",") or any(isinstance(part, _Digits) for part in parts):
                return None
            whole, _, rest = digits.partition(".")
            decimals = (rest.count("0"), len(rest.replace(",", "")))
            parts.append(_Digits(whole.count("0"), decimals, "," in whole))
        elif other and _UNKNOWN.match(other):
            return None
        else:
            parts.append(quoted or escaped or currency or other)
    return parts


def _digits(number: Decimal, form: _Digits, lang: Lang | None) -> str:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = lang or "en"
    fixed, most = form.decimals
    rounded = number.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    rest = rest[:fixed] + rest[fixed:].rstrip("0")
    whole = whole.lstrip("0").rjust(form.least, "0")
    if form.grouped:
        group = get_group_symbol(locale)
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: group, whole)
    return sign + whole + (get_decimal_symbol(locale) + rest if rest else "")
