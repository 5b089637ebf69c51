"""What pages hear of runs and of changed files: a stream of events, and an answer for those that hear none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.desk.desk_forms import DeskForms
from pipeline.desk.desk_home import DeskHome
from pipeline.desk.events import Look
from pipeline.desk.live import RUN, Live
from pipeline.desk.port import Desk
from pipeline.desk.security import Door
from pipeline.errors import VeusError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes(desk: Desk, home: DeskHome, live: Live, door: Door) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    return [
        Route("/api/-/events", _events(desk, home, live), methods=["GET"]),
        Route("/api/-/run", _run_now(live, door), methods=["GET"]),
    ]


def _events(desk: Desk, home: DeskHome, live: Live) -> Callable[[Request], Any]:
    """The handler that streams what happens: runs, the files of the story that a page names (?story=…), and the file
    that it fills in: story.toml (?form=…) or series.toml (?form=-); and what the list of stories tells (?list=1)."""
    files = DeskForms(desk.layout)

    async def handler(request: Request) -> Response:
        from starlette.responses import StreamingResponse

        story, form = (request.query_params.get(name, "") for name in ("story", "form"))
        looks: dict[str, Look] = {}
        if story:
            looks[f"story:{story}"] = _quiet(lambda: desk.pulse(story))
        if form:
            looks[f"form:{form}"] = _quiet(lambda: (files.series() if form == "-" else files.story(form)).sha256())
        if request.query_params.get("list"):
            looks["list:"] = _quiet(home.late_pulse)
        stream = live.hub.stream(request.headers.get("last-event-id", ""), frozenset({RUN, *looks}), looks)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    return handler


def _quiet(look: Look) -> Look:
    """`look`, or None where there is nothing to be seen: what is wrong is told where somebody asks for the page."""

    def quiet() -> Any:
        try:
            return look()
        except (VeusError, OSError):
            return None

    return quiet


def _run_now(live: Live, door: Door) -> Callable[[Request], Any]:
    """The handler for pages that hear no events, and for those about to send a form: with the token of its session."""

    async def handler(request: Request) -> Response:
        from starlette.responses import JSONResponse

        token = door.form_token(request.cookies.get(door.cookie, ""))
        return JSONResponse({"data": live.runs.now(), "token": token})

    return handler
