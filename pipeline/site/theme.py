"""The templates and texts of pages, and what a site puts in their place: stories/theme/templates, stories/theme/texts.

A template of the theme replaces ours of the same name; it can build on it by `{% extends "veus/embed.html" %}` and
change single blocks. texts/<language>.po holds only the texts that are to be different. Both escape and stay as strict
as ours.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files, templating
from pipeline.errors import ConfigError, VeusError
from pipeline.i18n import Text, catalogue, grouped, placeholders
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.site import page_words as w
from pipeline.site.static_files import static_files

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
#: Endings of templates and catalogues.
_PARTS = frozenset({".html", ".po"})
#: Texts, or groups of them, that pages take from the manifest.
FIXED = frozenset({"notice", "withdrawn", "poster_alt", "access", "chapter", "frame"})


def theme_version(folder: Path | None) -> str:
    """A hash of all templates and texts of a theme: pages made with another are stale. Raises ConfigError for a part of
    it that is no file, since the pages would be made without it; OSError."""
    if folder is None:
        return files.sha256_json([])
    found = [folder, *sorted(folder.rglob("*"))]
    for path in found:
        lost = path.is_symlink() and not path.exists()
        odd = path.exists() and not path.is_file() and (path.suffix in _PARTS or not path.is_dir())
        if lost or odd:
            raise ConfigError(
                tr("this part of the theme leads nowhere.") if lost else tr("this part of the theme is no file."),
                where=path,
                remedy=tr("Put the file itself there, or remove this."),
            )
    parts = [path for path in found if path.is_file()]
    return files.sha256_json([[path.relative_to(folder).as_posix(), files.sha256_file(path)] for path in parts])


def render(template: str, lang: str, theme: Path | None = None, **values: Any) -> str:
    """One page in `lang`. theme: the folder of a site's own templates and texts. `here` among the values: which of its
    versions by language it is, where that is another. Raises ConfigError for mistakes in the theme."""
    there = theme if theme and theme.exists() else None  # templates without a theme are compiled once, for every folder
    try:
        page = _environment(lang, there, theme_version(theme)).get_template(template)
        return page.render(**{"lang": lang, "here": lang} | values)
    except Exception as error:  # jinja2's own, and whatever an expression in a template of the theme raises
        if theme is None or not theme.is_dir() or _told_already(error):
            raise
        raise ConfigError(
            tr("a template of the theme cannot be used: {said}", said=_said(error, template)),
            where=theme / "templates",
            remedy=tr("Mend the template, or remove it to have the page as Veus makes it."),
        ) from error


def _told_already(error: Exception) -> bool:
    """Whether an error says by itself which file it is about. Of jinja2's, one for a missing template is an OSError."""
    from jinja2 import TemplateError

    return isinstance(error, VeusError | OSError) and not isinstance(error, TemplateError)


def _said(error: Exception, template: str) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return tr(
            "{file}, line {line}: {message}", file=error.name or template, line=error.lineno, message=error.message
        )
    if isinstance(error, TemplateError):
        return error.message or template
    if isinstance(error, UnicodeDecodeError):
        return tr("{file}, or one that it builds on, is not UTF-8 text.", file=template)
    return tr("in {file}: {error} ({kind}).", file=template, error=error, kind=type(error).__name__)


def texts(lang: str, theme: Path | None = None) -> dict[str, Any]:
    """The texts of a page language, those of the theme in place of ours. Raises ConfigError for one we don't have."""
    path = theme / "texts" / f"{lang}.po" if theme else None
    if path is None or not path.is_file():
        return w.words(lang)
    ours, own = catalogue(w.FOLDER / path.name), catalogue(path)
    for key, entry in own.items():
        if mistake := _mistake(key, entry.text, ours[key].text if key in ours else None):
            raise ConfigError(
                tr("line {line}: {mistake}.", line=entry.line, mistake=mistake),
                where=path,
                remedy=tr("See pipeline/site/texts."),
            )
    return grouped(ours | own)


def _mistake(key: str, text: Text, ours: Text | None) -> str:
    """What is wrong with a text of a theme in the place of ours, or ""."""
    if ours is None or key.split(".")[0] in FIXED:
        return tr('there is no text "{key}" that a theme can change', key=key)
    if type(text) is not type(ours):
        no, needed = tr('the text "{key}" has no plural', key=key), tr('the text "{key}" needs plural forms', key=key)
        return no if isinstance(ours, str) else needed
    try:
        same = placeholders(text) == placeholders(ours)
    except ValueError:  # a brace that stands alone
        same = False
    if same:
        return ""
    wanted = " ".join(f"{{{name}}}" for name in sorted(placeholders(ours))) or tr("no braces")
    return tr('the text "{key}" needs {wanted}, as ours has', key=key, wanted=wanted)


@lru_cache(maxsize=8)
def _environment(lang: str, theme: Path | None, version: str) -> Environment:
    """Templates of the theme, at a version of it, before ours; with the texts, filters and files that they all know."""
    environment = templating.environment(TEMPLATES, theme / "templates" if theme else None)
    known = texts(lang, theme)
    environment.globals.update(
        t=known,
        speeds=w.speeds(known["player"]["usual_speed"], lang),
        static=static_files(),
        locales=w.GRAPH_LOCALES,
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
