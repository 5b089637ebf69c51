"""The desk's pages, made of templates in the language of whoever reads them."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.desk import api
from pipeline.desk.desk_words import script_words, track_names, words
from pipeline.desk.page_rules import page_rules
from pipeline.errors import ConfigError, VeusError
from pipeline.i18n import decimal
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.site.page_words import SPEEDS
from pipeline.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

_log = logging.getLogger(__name__)

ROOM = Path(__file__).parent

_IMPORT = re.compile(r'from "\./([\w-]+\.js)"')


def shown(template: str, page: str, status: int = 200, **data: Any) -> Response:
    """A page made of a template in the language `page`."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_environment(page).get_template(template).render(page=page, **data), status_code=status)


def trouble(request: Request, page: str, error: VeusError | OSError) -> Response:
    """A page that says what is wrong with a story, and how to go on."""
    _log.warning("%s %s", request.method, request.url.path, exc_info=error)
    status, key = api.kind_of_error(error)
    sentence = words(page)["problem"][key]
    detail = api.detail_of(error, page)
    mend = _mended_at(request, error)
    return shown("trouble.html", page, status, path=request.url.path, sentence=sentence, detail=detail, mend=mend)


def _mended_at(request: Request, error: VeusError | OSError) -> str:
    """The page of the file that cannot be read, behind that of the language; "" where none is in the way, or it is this
    very page."""
    if not isinstance(error, ConfigError):
        return ""
    series = Path(error.where or "").name == "series.toml"
    at = "-/series" if series else f"{request.path_params.get('slug', '-')}/story"
    return "" if at == "-/story" or request.url.path.endswith(f"/{at}") else at


def modules(first: str) -> list[str]:
    """The scripts that a page loads which begins with `first`: it and what it imports, by name."""
    found, waiting = set[str](), [first]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _IMPORT.findall((ROOM / "static" / name).read_text("utf-8"))
    return sorted(found)


@cache
def _environment(page: str) -> Environment:
    made = environment(ROOM / "templates")
    made.globals.update(
        t=words(page),
        script_texts=script_words(page),
        rules=page_rules(),
        speeds={speed: decimal(float(speed), page) for speed in SPEEDS},
        page_languages=PAGE_LANGUAGES,
        own_name={code: language.own for code, language in LANGUAGES.items()},
        modules=modules("main.js"),
        track_names=track_names(),
    )
    return made
