"""The words of the pages: texts/<language>.toml, and times, dates, sizes, lists as it writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.web.templating import texts

FOLDER = Path(__file__).parent / "texts"


def words(lang: str) -> dict[str, Any]:
    """Every interface text of a page language, nested as in its TOML file. Not to be changed."""
    return texts(FOLDER, lang)


def in_page_languages(section: str, key: str, language: str | None = None) -> dict[str, str]:
    """One text in every page language; `{language}` in it becomes the name of `language`."""
    return {
        lang: words(lang)[section][key].format(language=language_name(language, lang) if language else "")
        for lang in PAGE_LANGUAGES
    }


def language_name(code: str, lang: str) -> str:
    """How the page language `lang` calls the language `code` within a sentence: "català", "Catalan"."""
    language = LANGUAGES[code]
    return language.catalan if lang == "ca" else language.english


def listing(items: Iterable[str], lang: str) -> str:
    """ "a", "a i b", "a, b i c"."""
    *first, last = items
    return f"{', '.join(first)} {words(lang)['and']} {last}" if first else last


def duration(ms: int, lang: str) -> str:
    """A length for people, to the nearest second: "45 s", "1 min 5 s", "1 h 2 min"."""
    seconds = max(1, round(ms / 1000))
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = [(hours, "hour"), (minutes, "minute"), (0 if hours else seconds, "second")]
    return " ".join(f"{number} {words(lang)['units'][unit]}" for number, unit in parts if number)


def iso_duration(ms: int) -> str:
    """ISO 8601 to the millisecond: PT0S, PT45S, PT1M5.2S, PT1H2M."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 1000}.{rest % 1000:03d}".rstrip("0").rstrip(".")
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{seconds}S" if rest else ""]
    return "PT" + ("".join(parts) or "0S")


def clock(ms: int) -> str:
    """A point in the video: "0:05", "12:40", "1:02:03"."""
    seconds = ms // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def day(value: date, lang: str) -> str:
    """ "23 de juliol de 2021", "23 July 2021"."""
    form = words(lang)["date"]
    month: str = form["months"][value.month - 1]
    text: str = form["form"].format(day=value.day, month=month, year=value.year)
    return text


def size(count: int, lang: str) -> str:
    """A number of bytes: "640 B", "12 kB", "3,4 MB"."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{round(count / 1000)} kB"
    number = f"{count / 1_000_000:.1f}"
    return f"{number.replace('.', words(lang)['decimal'])} MB"
