"""The addresses that the page asks and writes to: JSON in, JSON out, errors as sentences in the page's language."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from pipeline.desk import forms
from pipeline.desk.desk_words import Exactly, exactly, page_language, words
from pipeline.desk.port import Changed, Data, Desk, EditConflict, NotHere, Refused
from pipeline.desk.security import OWN_HEADER
from pipeline.desk.uploads import UploadRefused
from pipeline.errors import (
    BusyError,
    ConfigError,
    DiskFullError,
    LargeFileError,
    SubtitleError,
    VeusError,
    of_system,
    told_by,
)

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
    (LargeFileError, 507, "large-file"),
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
    page = page_of(request)
    if isinstance(error, UploadRefused):
        said = _refused(error, page)
    else:
        said = {"error": words(page)["problem"][key], "kind": key, "detail": detail_of(error, page)}
    return JSONResponse(said | {"data": getattr(error, "data", None)}, status_code=status)


def _refused(error: UploadRefused, page: str) -> Data:
    """What its sentence says is all, unless a program complained."""
    sentence = words(page)["form"]["wrong"][error.why].format(**error.values)
    return {"error": sentence, "kind": error.why, "detail": detail_of(error, page) if error.__cause__ else None}


def kind_of_error(error: VeusError | OSError) -> tuple[int, str]:
    """The status of an answer that tells it, and the id of its sentence in [problem]."""
    return next((status, key) for kind, status, key in KINDS if isinstance(error, kind))


def detail_of(error: VeusError | OSError, page: str) -> Exactly:
    """What exactly happened, in which file, and what to do, for a page in the language `page`."""
    return exactly(told_by(of_system(error) if isinstance(error, OSError) else error), page)


def routes(desk: Desk) -> list[Route]:
    """One line an address."""
    return [*_story_routes(desk), *_heard_routes(desk), *_track_routes(desk)]


_STORY, _TRACK = "/{slug}", "/{slug}/tracks/{lang}"


def _story_routes(desk: Desk) -> list[Route]:
    return [
        _get(_STORY, lambda at, _: desk.story(**at)),
        _get(f"{_STORY}/pulse", lambda at, _: desk.pulse(**at)),
        _get(f"{_STORY}/words", lambda at, _: desk.words(**at)),
        _get(f"{_STORY}/peaks", lambda at, _: desk.peaks(**at)),
        _get(f"{_STORY}/review", lambda at, page: desk.review(**at, page=page)),
        writing("POST", f"{_STORY}/comments", forms.CommentForm, lambda at, form, _: desk.comment(**at, form=form)),
        writing(
            "POST", f"{_STORY}/comments/{{comment}}", forms.DoneForm, lambda at, form, _: desk.done(**at, form=form)
        ),
        _get(f"{_STORY}/evidence", lambda at, page: desk.evidence(**at, page=page)),
        writing(
            "POST",
            f"{_STORY}/evidence",
            forms.AttestForm,
            lambda at, form, page: desk.attest(**at, form=form, page=page),
        ),
        writing(
            "DELETE",
            f"{_STORY}/evidence",
            forms.UnattestForm,
            lambda at, form, page: desk.unattest(**at, form=form, page=page),
        ),
    ]


def _heard_routes(desk: Desk) -> list[Route]:
    return [
        _get(f"{_TRACK}/heard", lambda at, _: desk.heard(**at)),
        writing("POST", f"{_TRACK}/heard", forms.HeardForm, lambda at, form, _: desk.note_heard(**at, form=form)),
        writing("POST", f"{_TRACK}/ticks", forms.TickForm, lambda at, form, _: desk.tick(**at, form=form)),
    ]


def _track_routes(desk: Desk) -> list[Route]:
    return [
        _get(_TRACK, lambda at, _: desk.track(**at)),
        writing("PUT", _TRACK, forms.SaveForm, lambda at, form, _: desk.save(**at, form=form)),
        _get(f"{_TRACK}/findings", lambda at, page: desk.findings(**at, page=page)),
        writing(
            "POST", f"{_TRACK}/check", forms.CheckForm, lambda at, form, page: desk.check(**at, form=form, page=page)
        ),
        writing("POST", f"{_TRACK}/open/{{item}}", forms.SettleForm, lambda at, form, _: desk.settle(**at, form=form)),
        writing("POST", f"{_TRACK}/waivers", forms.WaiveForm, lambda at, form, _: desk.waive(**at, form=form)),
        writing(
            "POST",
            f"{_TRACK}/approval",
            forms.ApproveForm,
            lambda at, form, page: desk.approve(**at, form=form, page=page),
        ),
        _get(f"{_TRACK}/approval", lambda at, page: desk.obstacles(**at, page=page)),
        _get(f"{_TRACK}/history", lambda at, _: desk.history(**at)),
        _get(f"{_TRACK}/history/{{version}}", lambda at, _: desk.version(**at)),
        writing("POST", f"{_TRACK}/restore", forms.RestoreForm, lambda at, form, _: desk.restore(**at, form=form)),
    ]


def _get(path: str, ask: Callable[[dict[str, Any], str], Any]) -> Route:
    from starlette.routing import Route

    return Route(f"/api{path}", _getting(ask), methods=["GET"])


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
    """What an address is sent. For `answered` alone, which says of anything else that it is none."""
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
    return JSONResponse({"error": sentence, "kind": "misunderstood", "detail": None, "data": None}, status_code=400)
