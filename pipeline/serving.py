"""What every server of Veus needs: a port on this computer, headers on every answer, and files of one folder only."""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import collector
from pipeline.errors import VeusError
from pipeline.messages import tr

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)

#: Where a server listens, unless somebody asks for more.
HOST = "127.0.0.1"
#: Names under which a browser on this computer may ask. Any other is a foreign site pointing its name here.
ALLOWED_HOSTS = ("127.0.0.1", "localhost", "[::1]")

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}

Header = tuple[bytes, bytes]

#: Headers of every answer of every server: nothing is guessed, kept or given to other sites.
PRIVATE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Headers:
    """ASGI middleware that adds `headers` to every answer, errors included, but those that an answer has of its own."""

    def __init__(self, app: ASGIApp, headers: Sequence[Header]) -> None:
        self.app = app
        self.headers = tuple(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in self.headers if one[0] not in own)]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Failures:
    """ASGI middleware that logs each request that is not answered as asked: status 400 and above, or not at all. What
    was sent with it, and what stands behind the path, is nobody's business."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()

        def log(said: str, error: Exception | None = None) -> None:
            ms = 1000 * (time.monotonic() - began)
            level = logging.ERROR if error else logging.WARNING
            _log.log(level, "%s %s: %s, %.0f ms", scope.get("method"), scope.get("path"), said, ms, exc_info=error)

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                log(f"status {message['status']}")
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            log("no answer", error)
            raise


def type_of(path: Path) -> str:
    """The media type of a file, by its ending."""
    return TYPES.get(path.suffix.lower(), "application/octet-stream")


def find_file(folder: Path, url_path: str) -> Path | None:
    """The file below `folder` that a decoded URL path names, or None when there is none to be shown.

    Hidden files and folders are not shown, nor what a link leads to outside of `folder` or in a hidden one.
    """
    parts = url_path.split("/")
    if any(not _plain(part) for part in parts):
        return None
    root = folder.resolve()
    try:
        path = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError):  # missing, no permission, a name too long, links in a circle
        return None
    if not path.is_relative_to(root) or not all(map(_plain, path.relative_to(root).parts)):
        return None
    return path if path.is_file() else None


def _plain(part: str) -> bool:
    return bool(part) and not part.startswith(".") and not set(part) & set("\\:\0")


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket that already accepts connections; port 0 takes any free one. Raises VeusError when it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise VeusError(
            port_trouble(error, port),
            remedy=tr("Stop the other program, or choose another port with --port (0 takes any free one)."),
        ) from error


def port_trouble(error: Exception, port: int) -> str:
    """Why a port cannot be had, in words."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return tr("port {port} of this computer is already in use.", port=port)
    return tr("port {port} of this computer cannot be used.", port=port)


class EndingServer:
    """A server that answers on sockets until it is stopped. on_stop: called when it begins to stop, before it waits for
    the answers that are under way, so that none of them goes on for ever."""

    def __init__(self, app: ASGIApp, on_stop: Callable[[], None] = lambda: None, log_level: str = "warning") -> None:
        import uvicorn

        class Server(uvicorn.Server):
            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                on_stop()
                await super().shutdown(sockets)

        config = uvicorn.Config(
            app,
            log_level=log_level,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config)

    def run(self, listeners: Sequence[socket.socket]) -> None:
        """Until `stop`, or an interrupt."""
        self._server.run(sockets=list(listeners))

    def stop(self) -> None:
        self._server.should_exit = True


def serve_until_stopped(
    app: ASGIApp,
    listeners: Sequence[socket.socket],
    url: str,
    open_browser: bool,
    on_ready: Callable[[str], None] | None,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """Answers on `listeners` until interrupted. on_ready is given `url` once requests are accepted; on_stop: see
    `EndingServer`."""
    server = EndingServer(app, on_stop)
    collector.settle()
    if on_ready:
        on_ready(url)
    if open_browser:
        import webbrowser

        webbrowser.open(url)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(listeners)
