"""The templates and texts of pages, and what a site puts in their place: stories/theme/templates, stories/theme/texts.

A template of the theme replaces ours of the same name; it can build on it by `{% extends "veus/embed.html" %}` and
change single blocks. texts/<language>.po holds only the texts that are to be different. Both escape and stay as strict
as ours.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.errors import ConfigError
from pipeline.languages import LANGUAGES
from pipeline.publish import words as w
from pipeline.publish.static_files import static_files
from pipeline.texts import Text, catalogue, grouped, placeholders
from pipeline.web import templating

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
#: Texts, or groups of them, that pages take from the manifest.
FIXED = frozenset({"notice", "withdrawn", "poster_alt", "access", "chapter", "frame"})


def theme_version(folder: Path | None) -> str:
    """A hash of all templates and texts of a theme: pages made with another are stale."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder and folder.is_dir() else []
    return files.sha256_json([[path.name, str(path.parent), files.sha256_file(path)] for path in paths])


def render(template: str, lang: str, theme: Path | None = None, **values: Any) -> str:
    """One page in `lang`. theme: the folder of a site's own templates and texts. `here` among the values: which of its
    versions by language it is, where that is another. Raises ConfigError for mistakes in the theme."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return (
            _environment(lang, theme, theme_version(theme))
            .get_template(template)
            .render(**{"lang": lang, "here": lang} | values)
        )
    except TemplateError as error:
        if theme is None or not theme.is_dir():
            raise
        where = f"{error.name or template}, line {error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        raise ConfigError(
            f"a template of the theme cannot be used: {where}{error.message}",
            where=theme / "templates",
            remedy="Mend the template, or remove it to have the page as Veus makes it.",
        ) from error


def texts(lang: str, theme: Path | None = None) -> dict[str, Any]:
    """The texts of a page language, those of the theme in place of ours. Raises ConfigError for one we don't have."""
    path = theme / "texts" / f"{lang}.po" if theme else None
    if path is None or not path.is_file():
        return w.words(lang)
    ours, own = catalogue(w.FOLDER / path.name), catalogue(path)
    for key, entry in own.items():
        if mistake := _mistake(key, entry.text, ours[key].text if key in ours else None):
            raise ConfigError(f"line {entry.line}: {mistake}.", where=path, remedy="See pipeline/publish/texts.")
    return grouped(ours | own)


def _mistake(key: str, text: Text, ours: Text | None) -> str:
    """What is wrong with a text of a theme in the place of ours, or ""."""
    if ours is None or key.split(".")[0] in FIXED:
        return f'there is no text "{key}" that a theme can change'
    if type(text) is not type(ours):
        return f'the text "{key}" {"has no plural" if isinstance(ours, str) else "needs plural forms"}'
    try:
        same = placeholders(text) == placeholders(ours)
    except ValueError:  # a brace that stands alone
        same = False
    wanted = " ".join(f"{{{name}}}" for name in sorted(placeholders(ours))) or "no braces"
    return "" if same else f'the text "{key}" needs {wanted}, as ours has'


@lru_cache(maxsize=8)
def _environment(lang: str, theme: Path | None, version: str) -> Environment:
    """Templates of the theme, at a version of it, before ours; with the texts, filters and files that they all know."""
    environment = templating.environment(TEMPLATES, theme / "templates" if theme else None)
    known = texts(lang, theme)
    environment.globals.update(
        t=known,
        speeds=w.speeds(known["player"]["usual_speed"], lang),
        static=static_files(),
        own_name={code: language.own for code, language in LANGUAGES.items()},
        rtl=frozenset(code for code, language in LANGUAGES.items() if language.rtl),
        name_of=lambda code: w.language_name(code, lang),
        names_of=lambda codes: w.listing([w.language_name(code, lang) for code in codes], lang),
    )
    environment.filters.update(
        duration=w.duration,
        iso=w.iso_duration,
        clock=w.clock,
        seconds=w.seconds,
        day=lambda value: w.day(value, lang),
        size=lambda count: w.size(count, lang),
    )
    return environment
