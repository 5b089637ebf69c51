"""The translations of messages: gettext catalogues, texts/<language>/<room>.po, and which language is spoken.

Those of click, whose own words are said too, are in click.po. Whoever imports this has them looked up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.i18n import Plural, Text, catalogue
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.messages import SOURCE, look_up_with

_FOLDER = Path(__file__).parent / "texts"


def wanted_language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language to speak: what `--ui` asks for, VEUS_UI, or that of the locale."""
    return next((lang for said in (asked, environ.get("VEUS_UI")) if (lang := _spoken(said))), "") or of_locale(environ)


def of_locale(environ: Mapping[str, str] = os.environ) -> str:
    """The system's language, as gettext finds it: LANGUAGE where the locale is that of some language, then the locale.
    English where none of these is one that there is."""
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := environ.get(name))), "")
    plain = locale.partition(".")[0] in ("", "C", "POSIX")
    preferred = [] if plain else environ.get("LANGUAGE", "").split(":")
    return next((lang for said in (*preferred, locale) if (lang := _spoken(said))), SOURCE)


def _spoken(said: str | None) -> str:
    """The page language that is meant by "ca_ES.UTF-8@valencia", or ""."""
    code = re.split("[._@-]", said or "")[0].lower()
    return code if code in PAGE_LANGUAGES else ""


def _look_up(source: str, count: int, lang: str) -> str | None:
    found = _catalogues(lang).get(source)
    return found.forms[found.rule(count)] if isinstance(found, Plural) else found


@cache
def _catalogues(lang: str) -> dict[str, Text]:
    """All texts of a language, by their English; in Catalan the names of languages too, which have their own table."""
    files = sorted((_FOLDER / lang).glob("*.po"))
    names: dict[str, Text] = {one.english: one.catalan for one in LANGUAGES.values()} if lang == "ca" else {}
    return names | {source: entry.text for path in files for source, entry in catalogue(path).items()}


look_up_with(_look_up)
