"""What pages hear of runs and of changed files: a stream of events, and an answer for those that hear none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.desk.live import RUN, Live
from pipeline.desk.port import Desk
from pipeline.desk.security import Door
from pipeline.errors import VeusError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes(desk: Desk, live: Live, door: Door) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    return [
        Route("/api/-/events", _events(desk, live), methods=["GET"]),
        Route("/api/-/run", _run_now(live, door), methods=["GET"]),
    ]


def _events(desk: Desk, live: Live) -> Callable[[Request], Any]:
    """The handler that streams what happens: runs, and the files of the story that a page names (?story=…)."""

    async def handler(request: Request) -> Response:
        from starlette.responses import StreamingResponse

        slug = request.query_params.get("story", "")

        def look() -> Any:
            try:
                return desk.pulse(slug)
            except (VeusError, OSError):
                return None

        topics = frozenset({RUN} | ({f"story:{slug}"} if slug else set()))
        stream = live.hub.stream(
            request.headers.get("last-event-id", ""), topics, {f"story:{slug}": look} if slug else {}
        )
        return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    return handler


def _run_now(live: Live, door: Door) -> Callable[[Request], Any]:
    """The handler for pages that hear no events, and for those about to send a form: with the token of its session."""

    async def handler(request: Request) -> Response:
        from starlette.responses import JSONResponse

        token = door.form_token(request.cookies.get(door.cookie, ""))
        return JSONResponse({"data": live.runs.now(), "token": token})

    return handler
