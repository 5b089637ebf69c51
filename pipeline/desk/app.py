"""The server of the review page: its pages, its static files, the footage and the API, all behind one door."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.desk import api
from pipeline.desk.desk_words import page_language, script_words, track_names, words
from pipeline.desk.guard import Guard
from pipeline.desk.page_rules import page_rules
from pipeline.desk.port import Desk
from pipeline.desk.security import HEADERS, Door
from pipeline.errors import VeusError
from pipeline.i18n import decimal
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.project.track_names import role_of
from pipeline.serving import Failures, Headers, find_file, type_of
from pipeline.site.page_words import SPEEDS
from pipeline.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_log = logging.getLogger(__name__)

ROOM = Path(__file__).parent


def create_app(desk: Desk, door: Door) -> Starlette:
    """The application. Pages are /<page language>/ and /<page language>/<story>."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    def refuse(request: Request, status: int, why: str) -> Response:
        return refused(request, status, why, door)

    pages = [
        Route("/", home, methods=["GET"]),
        Route("/static/{path:path}", static, methods=["GET"]),
        Route("/font/{number:int}", _file_of(lambda at: desk.font(at["number"])), methods=["GET"]),
        Route("/media/{slug}", _file_of(lambda at: desk.video(at["slug"])), methods=["GET"]),
        Route("/{page}/", _page("stories.html", lambda at: {"stories": desk.stories()}), methods=["GET"]),
        Route(
            "/{page}/{slug}/evidence",
            _page("evidence.html", lambda at: {"story": desk.evidence_page(at["slug"], at["page"])}),
            methods=["GET"],
        ),
        Route("/{page}/{slug}", _page("story.html", lambda at: {"story": desk.story(at["slug"])}), methods=["GET"]),
    ]
    app = Starlette(
        routes=[*api.routes(desk), *pages],
        middleware=[
            Middleware(Headers, headers=HEADERS),
            Middleware(Failures),
            Middleware(Guard, door=door, refuse=refuse),
        ],
        exception_handlers={404: lambda request, _: refuse(request, 404, "not-found")},
    )
    app.router.redirect_slashes = False
    return app


async def home(request: Request) -> Response:
    """The list of stories, in the language that the browser asks for."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"/{page_language(request.headers.get('accept-language', ''))}/", status_code=303)


async def static(request: Request) -> Response:
    """Scripts and styles, from memory: a page asks for a score of them at once."""
    from starlette.exceptions import HTTPException
    from starlette.responses import Response

    path = find_file(ROOM / "static", request.path_params["path"])
    if path is None:
        raise HTTPException(404)
    return Response(_bytes(path), media_type=type_of(path))


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _file_of(find: Any) -> Any:
    """A handler that sends the file which `find` gives for the address, in parts where the browser asks for parts."""

    def handler(request: Request) -> Response:
        from starlette.exceptions import HTTPException
        from starlette.responses import FileResponse

        try:
            path = find(request.path_params)
            return FileResponse(path, media_type=type_of(path))
        except (VeusError, OSError) as error:
            raise HTTPException(404) from error

    return handler


def _page(template: str, load: Any) -> Any:
    """A handler that shows `template` with what `load` gives for the address."""

    def handler(request: Request) -> Response:
        from starlette.exceptions import HTTPException

        page = request.path_params["page"]
        if page not in PAGE_LANGUAGES:
            raise HTTPException(404)
        try:
            data = load(request.path_params)
        except (VeusError, OSError) as error:
            return trouble(request, page, error)
        return shown(template, page, path=request.url.path, **data)

    return handler


def shown(template: str, page: str, status: int = 200, **data: Any) -> Response:
    """A page made of a template in the language `page`."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_environment(page).get_template(template).render(page=page, **data), status_code=status)


def trouble(request: Request, page: str, error: VeusError | OSError) -> Response:
    """A page that says what is wrong with a story, and how to go on."""
    _log.warning("%s %s", request.method, request.url.path, exc_info=error)
    status, key = next((status, key) for kind, status, key in api.KINDS if isinstance(error, kind))
    sentence = words(page)["problem"][key]
    return shown("trouble.html", page, status, path=request.url.path, sentence=sentence, detail=api.detail_of(error))


def refused(request: Request, status: int, why: str, door: Door) -> Response:
    """The answer to a request that may not pass: JSON for the page's script, else a page in every language."""
    from starlette.responses import JSONResponse

    if request.url.path.startswith("/api/"):
        sentence = words(api.page_of(request))["refused"][why]
        return JSONResponse({"error": sentence, "kind": why, "detail": "", "data": None}, status_code=status)
    page = page_language(request.headers.get("accept-language", ""))
    every = {code: words(code) for code in (page, *(code for code in PAGE_LANGUAGES if code != page))}
    asks = door.password is not None and status == 401
    return shown("door.html", page, status, path="", every=every, why=why, asks=asks)


@cache
def _environment(page: str) -> Environment:
    described = {name: names[page] for name, names in track_names().items() if role_of(name) == "description"}
    made = environment(ROOM / "templates")
    made.globals.update(
        t=words(page),
        script_texts=script_words(page),
        rules=page_rules(),
        speeds={speed: decimal(float(speed), page) for speed in SPEEDS},
        page_languages=PAGE_LANGUAGES,
        own_name={code: language.own for code, language in LANGUAGES.items()} | described,
        modules=sorted(path.name for path in (ROOM / "static").glob("*.js") if path.name != "evidence.js"),
        own_names=track_names(),
    )
    return made
