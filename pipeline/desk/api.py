"""The addresses that the page asks and writes to: JSON in, JSON out, errors as sentences in the page's language."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from pipeline.desk import forms
from pipeline.desk.desk_words import page_language, words
from pipeline.desk.port import Changed, Data, Desk, EditConflict, NotHere, Refused
from pipeline.desk.security import OWN_HEADER
from pipeline.desk.uploads import UploadRefused
from pipeline.errors import BusyError, ConfigError, DiskFullError, SubtitleError, VeusError, of_system

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_log = logging.getLogger(__name__)

F = TypeVar("F", bound=forms.FormData)
Handler = Callable[["Request"], Awaitable["Response"]]

#: Status and sentence of [problem] for each kind of error; the first that fits.
KINDS: tuple[tuple[type[Exception], int, str], ...] = (
    (NotHere, 404, "not-here"),
    (EditConflict, 409, "conflict"),
    (Changed, 409, "changed"),
    (Refused, 422, "refused"),
    (UploadRefused, 422, "refused"),
    (BusyError, 503, "busy"),
    (DiskFullError, 507, "disk-full"),
    (SubtitleError, 422, "no-subtitles"),
    (ConfigError, 422, "settings"),
    (VeusError, 422, "other"),
    (OSError, 500, "files"),
)


def page_of(request: Request) -> str:
    """The language of the page that asks."""
    return page_language(request.headers.get(OWN_HEADER, ""))


def told(request: Request, error: VeusError | OSError) -> Response:
    """An error as JSON: a sentence in the page's language, what exactly happened, and data to go on with."""
    from starlette.responses import JSONResponse

    _log.warning("%s %s", request.method, request.url.path, exc_info=error)
    status, key = kind_of_error(error)
    data, texts = getattr(error, "data", None), words(page_of(request))
    sentence = texts["problem"][key]
    if isinstance(error, UploadRefused):
        key, sentence = error.why, texts["form"]["wrong"][error.why]
    body = {"error": sentence, "kind": key, "detail": detail_of(error), "data": data}
    return JSONResponse(body, status_code=status)


def kind_of_error(error: VeusError | OSError) -> tuple[int, str]:
    """The status of an answer that tells it, and the id of its sentence in [problem]."""
    return next((status, key) for kind, status, key in KINDS if isinstance(error, kind))


def detail_of(error: VeusError | OSError) -> str:
    """What exactly happened, and in which file."""
    return str(of_system(error) if isinstance(error, OSError) else error)


def routes(desk: Desk) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    write = writing

    def get(path: str, ask: Callable[[dict[str, Any], str], Any]) -> Route:
        return Route(f"/api{path}", _getting(ask), methods=["GET"])

    story, track = "/{slug}", "/{slug}/tracks/{lang}"
    return [
        get(story, lambda at, _: desk.story(**at)),
        get(f"{story}/pulse", lambda at, _: desk.pulse(**at)),
        get(f"{story}/words", lambda at, _: desk.words(**at)),
        get(f"{story}/peaks", lambda at, _: desk.peaks(**at)),
        get(f"{story}/review", lambda at, page: desk.review(**at, page=page)),
        write("POST", f"{story}/comments", forms.CommentForm, lambda at, form, _: desk.comment(**at, form=form)),
        write("POST", f"{story}/comments/{{comment}}", forms.DoneForm, lambda at, form, _: desk.done(**at, form=form)),
        get(f"{story}/evidence", lambda at, page: desk.evidence(**at, page=page)),
        write(
            "POST",
            f"{story}/evidence",
            forms.AttestForm,
            lambda at, form, page: desk.attest(**at, form=form, page=page),
        ),
        write(
            "DELETE",
            f"{story}/evidence",
            forms.UnattestForm,
            lambda at, form, page: desk.unattest(**at, form=form, page=page),
        ),
        get(track, lambda at, _: desk.track(**at)),
        write("PUT", track, forms.SaveForm, lambda at, form, _: desk.save(**at, form=form)),
        get(f"{track}/findings", lambda at, page: desk.findings(**at, page=page)),
        write("POST", f"{track}/check", forms.CheckForm, lambda at, form, page: desk.check(**at, form=form, page=page)),
        write("POST", f"{track}/open/{{item}}", forms.SettleForm, lambda at, form, _: desk.settle(**at, form=form)),
        write("POST", f"{track}/waivers", forms.WaiveForm, lambda at, form, _: desk.waive(**at, form=form)),
        write(
            "POST",
            f"{track}/approval",
            forms.ApproveForm,
            lambda at, form, page: desk.approve(**at, form=form, page=page),
        ),
        get(f"{track}/approval", lambda at, page: desk.obstacles(**at, page=page)),
        get(f"{track}/history", lambda at, _: desk.history(**at)),
        get(f"{track}/history/{{version}}", lambda at, _: desk.version(**at)),
        write("POST", f"{track}/restore", forms.RestoreForm, lambda at, form, _: desk.restore(**at, form=form)),
    ]


def writing(method: str, path: str, form: type[F], do: Callable[[dict[str, Any], F, str], Any]) -> Route:
    """An address below /api that takes `form` as JSON. do: is given what the address names, the form and the language
    of the page."""
    from starlette.routing import Route

    return Route(f"/api{path}", _writing(form, do), methods=[method])


def _getting(ask: Callable[[dict[str, Any], str], Any]) -> Handler:
    async def handler(request: Request) -> Response:
        return await answered(request, functools.partial(ask, request.path_params, page_of(request)))

    return handler


def _writing(form: type[F], do: Callable[[dict[str, Any], F, str], Any]) -> Handler:
    async def handler(request: Request) -> Response:
        body = await request.body()

        def work() -> Any:
            return do(request.path_params, understood(form, body), page_of(request))

        return await answered(request, work)

    return handler


class _Misunderstood(Exception):
    """The body is not what the address takes."""


def understood(form: type[F], body: bytes) -> F:
    try:
        return form.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError) as error:
        raise _Misunderstood from error


async def answered(request: Request, work: Callable[[], Data | bytes]) -> Response:
    """What `work` gives, done in a thread: files are read and written there, and a long track is put into JSON."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse, Response

    def answer() -> Response:
        try:
            result = work()
        except _Misunderstood:
            return _misunderstood(request)
        except (VeusError, OSError) as error:
            return told(request, error)
        if isinstance(result, bytes):
            return Response(result, media_type="application/octet-stream")
        return JSONResponse(result)

    return await run_in_threadpool(answer)


def _misunderstood(request: Request) -> Response:
    from starlette.responses import JSONResponse

    sentence = words(page_of(request))["problem"]["misunderstood"]
    return JSONResponse({"error": sentence, "kind": "misunderstood", "detail": "", "data": None}, status_code=400)
