"""Where papers that people signed are taken in, and shown to who was let in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.desk.api import page_of, told
from pipeline.desk.consent_scans import SCAN_TYPES, NoScan, find_scan, take_in
from pipeline.desk.desk_forms import DeskForms
from pipeline.desk.desk_words import words
from pipeline.errors import VeusError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes(desk: DeskForms) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    return [
        Route("/api/{slug}/consent", _scan_taker(desk), methods=["PUT"]),
        Route("/consent/{slug}/{name}", _scan_giver(desk), methods=["GET"]),
    ]


def _scan_taker(desk: DeskForms) -> Callable[[Request], Any]:
    """The handler that takes in a paper; its name on the other computer stands in the address."""

    async def handler(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        try:
            folder = await run_in_threadpool(desk.consents, request.path_params["slug"])
            name = await take_in(folder, request.query_params.get("name", ""), request.stream())
        except NoScan as error:
            sentence = words(page_of(request))["form"]["wrong"][error.why]
            body = {"error": sentence, "kind": "no-scan", "detail": None, "data": None}
            return JSONResponse(body, status_code=422)
        except (VeusError, OSError) as error:
            return told(request, error)
        return JSONResponse({"name": name})

    return handler


def _scan_giver(desk: DeskForms) -> Callable[[Request], Any]:
    def handler(request: Request) -> Response:
        from starlette.exceptions import HTTPException
        from starlette.responses import FileResponse

        try:
            folder = desk.consents(request.path_params["slug"])
            path = find_scan(folder, request.path_params["name"])
            if path is None:
                raise HTTPException(404)
            desk.shelf.inside(path, desk.layout.stories)
        except (VeusError, OSError) as error:
            raise HTTPException(404) from error
        return FileResponse(path, media_type=SCAN_TYPES[path.suffix.lower()], filename=path.name)

    return handler
