"""The words of the pages: texts/<language>.po, and times, dates, sizes, lists as each language writes them.

Dates, lists and numbers are those of CLDR (Babel). Not so lengths of time: CLDR's short units are "1 hores" in Catalan
and "45 secs" in English, where the symbols of the SI are the same and right in both; nor the names of languages
(`pipeline.languages`): CLDR's Catalan calls Castilian "espanyol".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.i18n import LOCALES, decimal, texts
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.project.sign_languages import SIGN_LANGUAGES

FOLDER = Path(__file__).parent / "texts"

#: The page languages as the Open Graph protocol names them: language_TERRITORY.
GRAPH_LOCALES = {"ca": "ca_ES", "en": "en_GB"}

#: How fast the video can play; "1" is the usual speed.
SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")


def words(lang: str) -> dict[str, Any]:
    """Every interface text of a page language, in groups by their ids. Not to be changed."""
    return texts(FOLDER, lang)


def sentence(key: str, lang: str, codes: Sequence[str] = (), **values: object) -> str:
    """One text ("access.spoken") in a page language.

    `{languages}` in it becomes the names of `codes`, `{language}` the first of them.
    """
    found: Any = words(lang)
    for part in key.split("."):
        found = found[part]
    names = [language_name(code, lang) for code in codes]
    if names:
        values |= {"languages": listing(names, lang), "language": names[0]}
    text: str = found.format(**values)
    return text


def in_page_languages(key: str, codes: Sequence[str] = ()) -> dict[str, str]:
    """One text in every page language, as `sentence` fills it."""
    return {lang: sentence(key, lang, codes) for lang in PAGE_LANGUAGES}


def language_name(code: str, lang: str) -> str:
    """How the page language `lang` calls the language `code` within a sentence: "català", "Catalan"."""
    language = SIGN_LANGUAGES.get(code) or LANGUAGES[code]
    return language.catalan if lang == "ca" else language.english


def listing(items: Iterable[str], lang: str) -> str:
    """ "a", "a i b", "a, b i c"."""
    from babel.lists import format_list

    return format_list(list(items), locale=LOCALES[lang])


def duration(ms: int) -> str:
    """A length for people, to the nearest second: "45 s", "1 min 5 s", "1 h 2 min"."""
    seconds = max(1, round(ms / 1000))
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = [(hours, "h"), (minutes, "min"), (0 if hours else seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def iso_duration(ms: int) -> str:
    """ISO 8601 to the millisecond: PT0S, PT45S, PT1M5.2S, PT1H2M."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 1000}.{rest % 1000:03d}".rstrip("0").rstrip(".")
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{seconds}S" if rest else ""]
    return "PT" + ("".join(parts) or "0S")


def seconds(ms: int) -> str:
    """A point in the video as a media fragment has it (`#t=`, W3C Media Fragments §4.2.1): "0", "12.5"."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def clock(ms: int) -> str:
    """A point in the video: "0:05", "12:40", "1:02:03"."""
    seconds = ms // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def day(value: date, lang: str) -> str:
    """ "23 de juliol del 2021", "23 July 2021"."""
    from babel.dates import format_date

    return format_date(value, "long", locale=LOCALES[lang])


def size(count: int, lang: str) -> str:
    """A number of bytes: "640 bytes", "12 kB", "3,4 MB"."""
    from babel.units import format_unit

    locale = LOCALES[lang]
    if count < 1000:
        return format_unit(count, "digital-byte", "long", locale=locale)
    if count < 999_500:
        return format_unit(round(count / 1000), "digital-kilobyte", "short", locale=locale)
    return format_unit(count / 1_000_000, "digital-megabyte", "short", format="#,##0.0", locale=locale)


def speeds(usual: str, lang: str) -> dict[str, str]:
    """What stands for each speed. usual: the word for the usual one."""
    return {speed: usual if speed == "1" else decimal(float(speed), lang) for speed in SPEEDS}
