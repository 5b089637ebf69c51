"""The pages on which stories begin: the list of them, a new series, a new story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.desk.desk_home import DeskHome
from pipeline.desk.desk_pages import shown, trouble
from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes(home: DeskHome) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    return [Route("/{page}/", lambda request: _home(home, request), methods=["GET"])]


def _home(home: DeskHome, request: Request) -> Response:
    from starlette.exceptions import HTTPException
    from starlette.responses import RedirectResponse

    page, asked = request.path_params["page"], request.query_params
    if page not in PAGE_LANGUAGES:
        raise HTTPException(404)
    if not home.begun():
        return RedirectResponse(f"/{page}/-/start", status_code=303)
    part = asked.get("part", "1")
    try:
        found = home.list(int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1, asked.get("q", ""))
    except (VeusError, OSError) as error:
        return trouble(request, page, error)
    return shown("home.html", page, path=request.url.path, home=found)
