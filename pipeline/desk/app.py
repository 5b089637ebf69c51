"""The server of the review page: its pages, its static files, the footage and the API, all behind one door."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.desk import api, form_pages, intake_pages, run_events, run_pages
from pipeline.desk.desk_forms import DeskForms
from pipeline.desk.desk_home import DeskHome
from pipeline.desk.desk_pages import ROOM, shown, trouble
from pipeline.desk.desk_words import page_language, words
from pipeline.desk.guard import Guard
from pipeline.desk.live import Live
from pipeline.desk.port import Desk
from pipeline.desk.security import HEADERS, Door
from pipeline.desk.uploads import LARGEST_UPLOAD, Uploads
from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.serving import Failures, Headers, find_file, type_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp


def create_app(desk: Desk, door: Door, live: Live | None = None, largest_upload: int = LARGEST_UPLOAD) -> ASGIApp:
    """The application. Pages are /<page language>/ and /<page language>/<story>. live: what goes on beside
    requests, for whoever ends it with the server. largest_upload: bytes of the largest file of footage."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Route

    live, stories = live or Live(desk.layout), DeskHome(desk.layout)

    def refuse(request: Request, status: int, why: str) -> Response:
        return refused(request, status, why, door)

    pages = [
        Route("/", home, methods=["GET"]),
        Route("/static/{path:path}", static, methods=["GET"]),
        Route("/font/{number:int}", _file_of(lambda at: desk.font(at["number"])), methods=["GET"]),
        Route("/media/{slug}", _file_of(lambda at: desk.video(at["slug"])), methods=["GET"]),
        Route(
            "/{page}/{slug}/evidence",
            _page("evidence.html", lambda at: {"story": desk.evidence_page(at["slug"], at["page"])}),
            methods=["GET"],
        ),
        Route("/{page}/{slug}", _page("story.html", lambda at: {"story": desk.story(at["slug"])}), methods=["GET"]),
    ]
    app = Starlette(
        routes=[
            *run_pages.routes(desk, live, door),
            *run_events.routes(desk, stories, live, door),
            *form_pages.routes(DeskForms(desk.layout), door),
            *intake_pages.routes(stories, Uploads(desk.layout, largest_upload), door),
            *api.routes(desk),
            *pages,
        ],
        middleware=[
            Middleware(Headers, headers=HEADERS),
            Middleware(Failures),
            Middleware(Guard, door=door, refuse=refuse),
        ],
        exception_handlers={404: lambda request, _: refuse(request, 404, "not-found")},
    )
    app.router.redirect_slashes = False
    return live.beside(app)


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


def refused(request: Request, status: int, why: str, door: Door) -> Response:
    """The answer to a request that may not pass: JSON for the page's script, else a page in every language."""
    from starlette.responses import JSONResponse

    if request.url.path.startswith("/api/"):
        sentence = words(api.page_of(request))["refused"][why]
        return JSONResponse({"error": sentence, "kind": why, "detail": None, "data": None}, status_code=status)
    page = page_language(request.headers.get("accept-language", ""))
    every = {code: words(code) for code in (page, *(code for code in PAGE_LANGUAGES if code != page))}
    asks = door.password is not None and status == 401
    return shown("door.html", page, status, path="", every=every, why=why, asks=asks)
