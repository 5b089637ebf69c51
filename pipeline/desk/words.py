"""The texts of the review page, by language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.languages import PAGE_LANGUAGES
from pipeline.web.templating import texts

FOLDER = Path(__file__).parent / "texts"


def words(lang: str) -> dict[str, Any]:
    """Every text of a page language, nested as in its TOML file. Not to be changed."""
    return texts(FOLDER, lang)


def page_language(wish: str) -> str:
    """The page language that `wish` names – a code, or an Accept-Language header; the first of ours for any other."""
    for part in wish.lower().split(","):
        code = part.split(";")[0].strip().split("-")[0]
        if code in PAGE_LANGUAGES:
            return code
    return PAGE_LANGUAGES[0]
