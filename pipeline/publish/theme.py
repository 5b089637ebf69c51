"""The templates and texts of pages, and what a site puts in their place: stories/theme/templates, stories/theme/texts.

A template of the theme replaces ours of the same name; it can build on it by `{% extends "veus/embed.html" %}` and
change single blocks. A text file holds only the texts that are to be different. Both escape and stay as strict as ours.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.errors import ConfigError
from pipeline.languages import LANGUAGES
from pipeline.publish import words as w
from pipeline.publish.static_files import static_files
from pipeline.web import templating

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
#: Texts that are not only on pages: the manifest has them too, or numbers and dates are written with them.
FIXED = frozenset({"notice", "withdrawn", "units", "date", "decimal", "and", "poster_alt"})


def theme_version(folder: Path | None) -> str:
    """A hash of all templates and texts of a theme: pages made with another are stale."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder and folder.is_dir() else []
    return files.sha256_json([[path.name, str(path.parent), files.sha256_file(path)] for path in paths])


def render(template: str, lang: str, theme: Path | None = None, **values: Any) -> str:
    """One page. theme: the folder of a site's own templates and texts. Raises ConfigError for mistakes in those."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _environment(lang, theme, theme_version(theme)).get_template(template).render(lang=lang, **values)
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
    ours = w.words(lang)
    path = theme / "texts" / f"{lang}.toml" if theme else None
    if path is None or not path.is_file():
        return ours
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"this file of texts cannot be read: {error}", where=path) from error
    return _merged(ours, own, path)


def _merged(
    ours: Mapping[str, Any], own: Mapping[str, Any], path: Path, inside: tuple[str, ...] = ()
) -> dict[str, Any]:
    merged = dict(ours)
    for key, value in own.items():
        name = ".".join((*inside, key))
        if key not in ours or (not inside and key in FIXED) or type(value) is not type(ours[key]):
            raise ConfigError(
                f'there is no text "{name}" that a theme can change.',
                where=path,
                remedy="The texts are those of pipeline/publish/texts.",
            )
        if isinstance(value, dict):
            merged[key] = _merged(ours[key], value, path, (*inside, key))
        else:
            _check_fields(value, ours[key], name, path)
            merged[key] = value
    return merged


def _check_fields(value: str, ours: str, name: str, path: Path) -> None:
    try:
        given = set(_fields(value))
    except ValueError:
        given = {"{"}
    if given != set(_fields(ours)):
        wanted = " ".join(f"{{{field}}}" for field in _fields(ours)) or "no braces"
        raise ConfigError(f'the text "{name}" needs {wanted}, as ours has.', where=path)


def _fields(text: str) -> Iterable[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


@lru_cache(maxsize=8)
def _environment(lang: str, theme: Path | None, version: str) -> Environment:
    """Templates of the theme, at a version of it, before ours; with the texts, filters and files that they all know."""
    environment = templating.environment(TEMPLATES, theme / "templates" if theme else None)
    environment.globals.update(
        t=texts(lang, theme),
        static=static_files(),
        own_name={code: language.own for code, language in LANGUAGES.items()},
        name_of=lambda code: w.language_name(code, lang),
        names_of=lambda codes: w.listing([w.language_name(code, lang) for code in codes], lang),
    )
    environment.filters.update(
        duration=lambda ms: w.duration(ms, lang),
        iso=w.iso_duration,
        clock=w.clock,
        day=lambda value: w.day(value, lang),
        size=lambda count: w.size(count, lang),
    )
    return environment
