"""The texts of the review page, by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline import message_catalogues as message_catalogues  # whoever serves pages has messages in their languages
from pipeline.errors import written
from pipeline.i18n import Plural, texts
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.messages import SOURCE, in_language
from pipeline.project.story import Story
from pipeline.project.track_names import name_of

FOLDER = Path(__file__).parent / "texts"

#: What the program says, and the language that it is in: {"text": …, "lang": …}.
Exactly = dict[str, str]


def words(lang: str) -> dict[str, Any]:
    """Every text of a page language, in groups by their ids. Not to be changed."""
    return texts(FOLDER, lang)


def exactly(said: str, page: str) -> Exactly:
    """A message in the language `page`; what is in no catalogue (a system's own words) is English on every page."""
    here, source = (written(in_language(said, lang)) for lang in (page, SOURCE))
    return {"text": here, "lang": SOURCE if here == source else page}


def script_words(lang: str) -> dict[str, Any]:
    """The texts that the page's script shows, as plain data: a text with plurals is {"counted": …, "forms": […]}."""

    def plain(text: Any) -> Any:
        if isinstance(text, Plural):
            return {"counted": text.counted, "forms": text.forms}
        return {key: plain(part) for key, part in text.items()} if isinstance(text, dict) else text

    found: dict[str, Any] = plain(words(lang)["script"])
    return found


def track_names() -> dict[str, dict[str, str]]:
    """What pages call each track, by its name and the page's language."""
    captions = {code: {"ca": one.catalan, "en": one.english} for code, one in LANGUAGES.items()}
    described = {
        name_of(code, "description"): {page: words(page)["described"].format(language=said[page]) for page in said}
        for code, said in captions.items()
    }
    return captions | described


def titles_of(stories: Iterable[Story]) -> dict[str, dict[str, str]]:
    """What pages call each story, by its name and the page's language; its name stands behind a title that another one
    has, too."""
    every = {story.slug: {lang: story.info.title[lang] for lang in PAGE_LANGUAGES} for story in stories}
    often = Counter((lang, title) for titles in every.values() for lang, title in titles.items())
    return {
        slug: {lang: f"{title} ({slug})" if often[lang, title] > 1 else title for lang, title in titles.items()}
        for slug, titles in every.items()
    }


def page_language(wish: str) -> str:
    """The page language that `wish` names – a code, or an Accept-Language header; the first of ours for any other."""
    for part in wish.lower().split(","):
        code = part.split(";")[0].strip().split("-")[0]
        if code in PAGE_LANGUAGES:
            return code
    return PAGE_LANGUAGES[0]
