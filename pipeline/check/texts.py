"""The checker's words: texts/<language>.toml, by rule, with placeholders; numbers as each language writes them."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.cues import Lang

FOLDER = Path(__file__).parent / "texts"


def reader_language(environ: Mapping[str, str] = os.environ) -> Lang:
    """The page language of whoever reads the terminal, by their locale: Catalan where it says so, else English.

    POSIX: LC_ALL outranks LC_MESSAGES, and that LANG; an empty one counts as none.
    """
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")
    return "ca" if re.match(r"ca(?![a-z])", locale) else "en"


@cache
def _texts(lang: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))


def title(lang: str, rule: str) -> str:
    """What a rule is about, in a few words."""
    text: str = _texts(lang)["rule"][rule]["title"]
    return text


def message_text(lang: str, rule: str, note: str, values: Mapping[str, float | str | None]) -> str:
    """The message `note` of a rule, filled with `values`."""
    return _filled(_texts(lang)["rule"][rule][note], values, lang)


def fix_text(lang: str, key: str, values: Mapping[str, float | str | None]) -> str:
    """A proposed fix, filled with `values`."""
    return _filled(_texts(lang)["fix"][key], values, lang)


def phrase(lang: str, key: str, **values: float | str) -> str:
    """A sentence that is no rule's: notes of a run, headings of its report."""
    return _filled(_texts(lang)["phrase"][key], values, lang)


def _filled(form: str, values: Mapping[str, float | str | None], lang: str) -> str:
    return form.format(**{name: _written(value, lang) for name, value in values.items()})


def _written(value: float | str | None, lang: str) -> str:
    """A value for people: at most two decimals, none where there is nothing behind the comma."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", _texts(lang)["phrase"]["decimal"])


def stamp(ms: int) -> str:
    """`ms` as it stands in an SRT file, so that a reviewer finds it there: 00:00:07,000."""
    seconds, thousandths = divmod(max(0, ms), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{thousandths:03d}"
