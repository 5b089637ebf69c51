"""The middleware at the door: nothing behind it runs for a request that was not made by the reviewer's own page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from pipeline.desk.security import FORM_TOKEN, LARGEST, OWN_HEADER, SESSION_S, WRITES, Door, largest_at

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Gives the answer to a refused request: its status and which sentence of [refused] says why.
Refuse = Callable[["Request", int, str], "Response"]

#: Open to all: style sheets and scripts are the same for everybody and hold nothing of a story.
OPEN = "/static/"
LOGIN = "/login"

API = "/api/"
#: What forms are sent as, and files.
FORM = "application/x-www-form-urlencoded"
BYTES = "application/octet-stream"

#: Seconds after a wrong password before the next answer.
WRONG_S = 1.0


#: Headers by which a request is judged: no browser sends one twice.
_ONCE = ("origin", "sec-fetch-site", "sec-fetch-mode", "content-type", "content-length", "cookie", OWN_HEADER)


class TooLarge(Exception):
    """A body that went on after LARGEST bytes."""


class Guard:
    """Lets a request through, or answers it with `refuse`."""

    def __init__(self, app: ASGIApp, door: Door, refuse: Refuse) -> None:
        self.app, self.door, self.refuse = app, door, refuse
        self._one_try = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.requests import ClientDisconnect, Request

        if scope["type"] != "http":
            return
        most = largest_at(scope["path"]) or LARGEST
        request = Request(scope, _limited(receive, most))
        with contextlib.suppress(ClientDisconnect):  # nobody is there any more to be answered
            answer = await self._answer(request)
            if answer is not None:
                await answer(scope, receive, send)
                return
            try:
                if _is_form(request):
                    body = await request.body()
                    if not self._is_ours(request, body):
                        await self.refuse(request, 403, "form")(scope, receive, send)
                        return
                    receive = _again(body, receive)
                await self.app(scope, _limited(receive, most), send)
            except TooLarge:
                await self.refuse(request, 413, "too-large")(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """The answer to a request that must not pass; None for one that may."""
        if refused := self._foreign(request):
            return self.refuse(request, *refused)
        if request.method == "GET" and (token := request.query_params.get("token")) is not None:
            return self._enter(request, token)
        if request.url.path.startswith(OPEN) and request.method in ("GET", "HEAD"):
            return None
        if request.url.path == LOGIN and request.method == "POST" and self.door.password is not None:
            return await self._log_in(request)
        if self.door.admits(request.cookies.get(self.door.cookie, "")):
            return None
        return self.refuse(request, 401, "no-session") if self.door.password is None else self._ask_password(request)

    def _ask_password(self, request: Request) -> Response:
        """Where there is a password, no address lets in that was printed anywhere."""
        return self.refuse(request, 401, "ask-password")

    def _foreign(self, request: Request) -> tuple[int, str] | None:
        """Why a request cannot be our page's, whoever sent it."""
        headers = request.headers
        host, origin = headers.get("host", ""), headers.get("origin")
        if len(headers.getlist("host")) != 1 or not self.door.knows_host(host):
            return 400, "host"
        if origin is not None and not self.door.knows_origin(origin, host):
            return 403, "origin"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not _is_visit(request):
            return 403, "origin"
        if any(len(headers.getlist(name)) > 1 for name in _ONCE):  # whoever looks at one of two is told what to see
            return 403, "origin"
        length = headers.get("content-length", "0")
        most = largest_at(request.url.path) or LARGEST
        if not length.isascii() or not length.isdigit() or int(length) > most:
            return 413, "too-large"
        return self._unlike_our_page(request, origin) if request.method in WRITES else None

    def _unlike_our_page(self, request: Request, origin: str | None) -> tuple[int, str] | None:
        if origin is None:
            return 403, "origin"
        if request.url.path == LOGIN or _is_form(request):  # who sent a form, its token says
            return None
        if request.headers.get(OWN_HEADER) is None:
            return 403, "header"
        wanted = "application/json" if largest_at(request.url.path) is None else BYTES
        return None if _kind(request) == wanted else (415, "json")

    def _is_ours(self, request: Request, body: bytes) -> bool:
        """Whether a form has the token of its session, once."""
        given = [value for name, value in parse_qsl(body.decode("utf-8", "replace")) if name == FORM_TOKEN]
        session = request.cookies.get(self.door.cookie, "")
        return len(given) == 1 and self.door.knows_form(given[0], session)

    def _enter(self, request: Request, token: str) -> Response:
        if self.door.password is not None:
            return self._ask_password(request)
        if not self.door.opens(token):
            return self.refuse(request, 401, "token")
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
        path = "/" + request.url.path.lstrip("/")
        return self._let_in(f"{path}?{urlencode(rest)}" if rest else path)

    async def _log_in(self, request: Request) -> Response:
        """One try at a time, and a second of waiting after a wrong one."""
        async with self._one_try:
            try:
                given = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
            except TooLarge:
                return self.refuse(request, 413, "too-large")
            if self.door.opens_with(given.get("password", "")):
                return self._let_in("/")
            await asyncio.sleep(WRONG_S)
            return self.refuse(request, 401, "password")

    def _let_in(self, path: str) -> Response:
        from starlette.responses import RedirectResponse

        answer = RedirectResponse(path, status_code=303)
        answer.set_cookie(
            self.door.cookie,
            self.door.session(),
            max_age=SESSION_S,
            path="/",
            secure=self.door.public is not None,
            httponly=True,
            samesite="strict",
        )
        return answer


def _is_form(request: Request) -> bool:
    """Whether a page's own form is sent, to a page: nothing below /api/ takes one."""
    path = request.url.path
    return request.method == "POST" and not path.startswith(API) and path != LOGIN and _kind(request) == FORM


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def _is_visit(request: Request) -> bool:
    """Whether somebody came by a link: a page is shown to whoever has a session, and nothing is done."""
    return request.method == "GET" and request.headers.get("sec-fetch-mode") == "navigate"


def _again(body: bytes, receive: Receive) -> Receive:
    """`receive`, which first gives a body that was read already."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again


def _limited(receive: Receive, most: int) -> Receive:
    """`receive`, which gives up on a body of more than `most` bytes, whatever its headers said."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return limited
