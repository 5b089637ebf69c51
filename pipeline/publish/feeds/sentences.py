"""The sentences of this folder, in every page language: texts/<language>.toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.languages import PAGE_LANGUAGES
from pipeline.publish.words import language_name, listing
from pipeline.web.templating import texts

FOLDER = Path(__file__).parent / "texts"


def sentence(key: str, lang: str, codes: Sequence[str] = (), **values: object) -> str:
    """One text ("access.spoken") in a page language.

    `{languages}` in it becomes the names of `codes`, `{language}` the first of them.
    """
    found = texts(FOLDER, lang)
    for part in key.split("."):
        found = found[part]
    names = [language_name(code, lang) for code in codes]
    text: str = str(found).format(
        languages=listing(names, lang) if names else "", language=names[0] if names else "", **values
    )
    return text


def in_every_language(key: str, codes: Sequence[str] = ()) -> dict[str, str]:
    """One text in every page language."""
    return {lang: sentence(key, lang, codes) for lang in PAGE_LANGUAGES}
