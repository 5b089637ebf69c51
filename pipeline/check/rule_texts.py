"""The checker's words: texts/<language>.po, by rule, with placeholders; numbers as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.i18n import Plural, Text, decimal, texts

FOLDER = Path(__file__).parent / "texts"


def title(lang: str, rule: str) -> str:
    """What a rule is about, in a few words."""
    text: str = texts(FOLDER, lang)["rule"][rule]["title"]
    return text


def message_text(lang: str, rule: str, note: str, values: Mapping[str, float | str | None]) -> str:
    """The message `note` of a rule, filled with `values`."""
    return _filled(texts(FOLDER, lang)["rule"][rule][note], values, lang)


def fix_text(lang: str, key: str, values: Mapping[str, float | str | None]) -> str:
    """A proposed fix, filled with `values`."""
    return _filled(texts(FOLDER, lang)["fix"][key], values, lang)


def phrase(lang: str, key: str, **values: float | str) -> str:
    """A sentence that is no rule's: notes of a run, headings of its report."""
    return _filled(texts(FOLDER, lang)["phrase"][key], values, lang)


def _filled(text: Text, values: Mapping[str, float | str | None], lang: str) -> str:
    form = text.of(values) if isinstance(text, Plural) else text
    return form.format(**{name: _written(value, lang) for name, value in values.items()})


def _written(value: float | str | None, lang: str) -> str:
    return decimal(value, lang) if isinstance(value, float) else str(value)


def place(start: int, end: int) -> str:
    """A stretch (ms) to the tenth of a second, the same in every language: "0:12.3–0:34.5"."""
    return f"{_tenths(start)}–{_tenths(end)}"


def _tenths(ms: int) -> str:
    seconds, tenths = divmod(max(0, ms) // 100, 10)
    hours, minutes = divmod(seconds // 60, 60)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{seconds % 60:02d}.{tenths}"
