"""The pages on which stories begin: the list of them, a new series, a new story and its footage."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.desk import forms
from pipeline.desk.api import answered, writing
from pipeline.desk.desk_forms import FormSource
from pipeline.desk.desk_home import DeskHome
from pipeline.desk.desk_new import NewSeries, NewStory
from pipeline.desk.desk_pages import shown, trouble
from pipeline.desk.form_pages import checker, form_routes, value_giver
from pipeline.desk.security import Door
from pipeline.desk.uploads import UploadRefused, Uploads
from pipeline.errors import MediaError, VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.series import is_lost
from pipeline.setup.scaffold import check_footage

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

Data = dict[str, Any]


def routes(home: DeskHome, uploads: Uploads, door: Door) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    series = NewSeries(home.layout)
    story = NewStory(home.layout, uploads, here=door.public is None)

    def new(at: Mapping[str, Any]) -> tuple[FormSource, Data]:
        from starlette.exceptions import HTTPException

        if not home.begun():
            raise HTTPException(303, headers={"location": f"/{at['page']}/-/start"})
        return story, {"intake": {"here": story.here}}

    def begin(_: Mapping[str, Any]) -> tuple[FormSource, Data]:
        """Whoever is at this machine is told which folder it is: it may be another than was meant. Where stories are
        there already, that the file of their series is missing: another one would be a second series."""
        folder = str(home.layout.root.resolve()) if story.here else ""
        return series, {"intake": {"folder": folder, "lost": is_lost(home.layout)}}

    return [
        Route("/{page}/", _home(home), methods=["GET"]),
        *form_routes("/{page}/-/start", "start_form.html", begin, door),
        *form_routes("/{page}/-/new", "new_form.html", new, door),
        Route("/api/-/start/values", value_giver(lambda _: series), methods=["GET"]),
        Route("/api/-/start/check", checker(lambda _: series, door), methods=["POST"]),
        Route("/api/-/new/check", checker(lambda _: story, door), methods=["POST"]),
        *_upload_routes(uploads),
    ]


def _upload_routes(uploads: Uploads) -> list[Route]:
    from starlette.routing import Route

    one = "/api/-/uploads/{id}"
    return [
        writing(
            "POST", "/-/uploads", forms.UploadForm, lambda _, form, __: uploads.begin(form.name, form.size).state()
        ),
        Route(one, _uploading(lambda id: uploads.find(id).state()), methods=["GET"]),
        Route(one, _chunk_taker(uploads), methods=["PUT"]),
        Route(one, _uploading(lambda id: _dropped(uploads, id)), methods=["DELETE"]),
        Route(f"{one}/finish", _uploading(lambda id: _finished(uploads, id)), methods=["POST"]),
    ]


def _home(home: DeskHome) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        from starlette.exceptions import HTTPException
        from starlette.responses import RedirectResponse

        page, asked = request.path_params["page"], request.query_params
        if page not in PAGE_LANGUAGES:
            raise HTTPException(404)
        if not home.begun():
            return RedirectResponse(f"/{page}/-/start", status_code=303)
        part = asked.get("part", "1")
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1
        try:
            return home_page(home, page, number, asked.get("q", ""))
        except (VeusError, OSError) as error:
            return trouble(request, page, error)

    return handler


def home_page(home: DeskHome, page: str, number: int = 1, wished: str = "") -> Response:
    """Part `number` of the list of stories, of those like `wished`. Raises ConfigError, OSError."""
    return shown("home.html", page, path=f"/{page}/", home=home.list(number, wished))


# Uploads.


def _finished(uploads: Uploads, id: str) -> Data:
    """Looks at all of the file, which is here; one that is no footage is not kept. Raises UploadRefused, BusyError,
    OSError."""
    upload = uploads.find(id)
    try:
        upload.finish(check_footage)
    except MediaError as error:
        upload.drop()
        raise UploadRefused.of("no_film", error.what) from error
    return {}


def _dropped(uploads: Uploads, id: str) -> Data:
    """Removes what somebody does not want after all; nothing, where it is gone already."""
    with contextlib.suppress(UploadRefused):
        uploads.find(id).drop()
    return {}


def _uploading(do: Callable[[str], Data]) -> Callable[[Request], Any]:
    """A handler for what is asked about an upload."""

    async def handler(request: Request) -> Response:
        return await answered(request, lambda: do(request.path_params["id"]))

    return handler


def _chunk_taker(uploads: Uploads) -> Callable[[Request], Any]:
    """The handler that takes in a chunk: its place stands in the address, its SHA-256 in a header."""

    async def handler(request: Request) -> Response:
        data = await request.body()  # at most LARGEST_CHUNK: see the guard
        at, sha256 = request.query_params.get("at", ""), request.headers.get("x-veus-sha256", "")

        def work() -> Data:
            place = int(at) if at.isascii() and at.isdigit() and len(at) < 16 else -1
            return {"received": uploads.find(request.path_params["id"]).add(place, data, sha256)}

        return await answered(request, work)

    return handler
