"""What the command line says, in the language of whoever reads it.

The source is English and stands in the code: `tr("there is no story {name}.", name=slug)`. Its translations are
gettext catalogues, texts/<language>/<room>.po; those of click, whose own words are said too, are in click.po. A process
has one language (`speak`); what other programs read stays English (`in_language`).
"""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import VeusError, written
from pipeline.i18n import Plural, Text, catalogue
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES

#: The language of the source, for which there is no catalogue.
SOURCE = "en"

_FOLDER = Path(__file__).parent / "texts"

_speaking = SOURCE


class Message(str):
    """A text in the language of this process, which knows what it was made of. source: in English, with {placeholders},
    in its form for one thing and that for more; values: what fills them."""

    __slots__ = ("source", "values")

    source: tuple[str, str]
    values: dict[str, Any]

    def __new__(cls, source: tuple[str, str], values: dict[str, Any], lang: str | None = None) -> Message:
        made = super().__new__(cls, _filled(source, values, lang or _speaking))
        made.source, made.values = source, values
        return made

    def __getnewargs__(self) -> tuple[tuple[str, str], dict[str, Any]]:  # type: ignore[override]  # str has its own
        return self.source, self.values


def tr(source: str, /, **values: Any) -> Message:
    """`source` in the language of this process, its {placeholders} filled. Values may be messages themselves."""
    return Message((source, ""), values)


def tr_many(one: str, more: str, /, count: int, **values: Any) -> Message:
    """One of two texts, by how many there are: "{count} caption", "{count} captions"."""
    return Message((one, more), {"count": count, **values})


def tr_later(source: str) -> str:
    """Marks a text of a table for the catalogues; `tr` says it when it is shown."""
    return source


def together(*texts: str) -> Message:
    """Sentences one after the other, as one message. Empty ones are passed over."""
    values = {f"text{number}": text for number, text in enumerate(texts) if text}
    return Message((" ".join(f"{{{name}}}" for name in values), ""), values)


def told_by(error: VeusError) -> Message:
    """What `str(error)` says, as a message: for what is also told in another language than that of this process."""
    place = f"{error.where}:" if error.where else ""
    return together(*(text if written(text) == text else written(text) for text in (place, error.what, error.remedy)))


def in_language(text: Any, lang: str) -> Any:
    """A message in another language than that of this process; anything else as it is."""
    return str(Message(text.source, text.values, lang)) if isinstance(text, Message) else text


def speak(lang: str) -> None:
    """From now on messages are made in `lang`, one of PAGE_LANGUAGES."""
    global _speaking
    _speaking = lang


def spoken() -> str:
    """The language of this process."""
    return _speaking


def wanted_language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language to speak: what `--ui` asks for, VEUS_UI, or the system's, as gettext finds it: LANGUAGE where the
    locale is that of some language, then the locale. English where none of these is one that there is."""
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := environ.get(name))), "")
    plain = locale.partition(".")[0] in ("", "C", "POSIX")
    preferred = [] if plain else environ.get("LANGUAGE", "").split(":")
    for said in (asked, environ.get("VEUS_UI"), *preferred, locale):
        code = (said or "").partition(".")[0].partition("_")[0].lower()
        if code in PAGE_LANGUAGES:
            return code
    return SOURCE


def translated(source: str, more: str = "", count: int = 1, lang: str = "") -> str:
    """The text of the catalogues, its placeholders unfilled; `source` (or `more`) where they have none."""
    lang = lang or _speaking
    found = None if lang == SOURCE else _catalogues(lang).get(source)
    if isinstance(found, Plural):
        return found.forms[found.rule(count)]
    return found or (more if more and count != 1 else source)


class _Filling(string.Formatter):
    """Fills a text as a language writes it: messages in it too, and "," for the point in numbers."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        told: str = super().format_field(in_language(value, self.lang), format_spec)
        return told.replace(".", ",") if isinstance(value, float) and self.lang != SOURCE else told


def _filled(source: tuple[str, str], values: dict[str, Any], lang: str) -> str:
    text = translated(*source, values.get("count", 1), lang)
    return _Filling(lang).vformat(text, (), values) if values else text


@cache
def _catalogues(lang: str) -> dict[str, Text]:
    """All texts of a language, by their English; in Catalan the names of languages too, which have their own table."""
    files = sorted((_FOLDER / lang).glob("*.po"))
    names: dict[str, Text] = {one.english: one.catalan for one in LANGUAGES.values()} if lang == "ca" else {}
    return names | {source: entry.text for path in files for source, entry in catalogue(path).items()}
