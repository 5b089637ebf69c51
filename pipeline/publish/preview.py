"""`veus preview`: the output folder in a browser, as a web server would show it. On this computer only.

Captions do not load in pages opened from the disk, and a video only seeks where the server answers requests
for byte ranges: that is what this server is for. It only reads, and shows nothing outside output/ or hidden.
"""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.layout import Layout
from pipeline.publish.pages import CSP, render_not_found

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
#: Names under which a browser on this computer may ask. Any other is a foreign site pointing its name here.
ALLOWED_HOSTS = ("127.0.0.1", "localhost", "[::1]")

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}

HEADERS = (
    (b"content-security-policy", f"{CSP}; frame-ancestors 'self'".encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


def create_app(layout: Layout) -> Starlette:
    """The server's application: output/ for GET and HEAD. `/` leads to the page of the series."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import FileResponse, HTMLResponse, RedirectResponse
    from starlette.routing import Route

    def home(request: Request) -> Response:
        for lang in PAGE_LANGUAGES:
            if layout.index(lang).is_file():
                return RedirectResponse(f"/{layout.index(lang).name}", status_code=307)
        return HTMLResponse(render_not_found(), status_code=404)

    def file(request: Request) -> Response:
        path = find_file(layout.output, request.path_params["path"])
        if path is None:
            return HTMLResponse(render_not_found(), status_code=404)
        return FileResponse(path, media_type=TYPES.get(path.suffix.lower(), "application/octet-stream"))

    return Starlette(
        routes=[Route("/", home), Route("/{path:path}", file)],
        middleware=[
            Middleware(_Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=ALLOWED_HOSTS, www_redirect=False),
        ],
    )


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


class _Headers:
    """Adds HEADERS to every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def serve(
    layout: Layout,
    port: int = 8765,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves output/ on 127.0.0.1 until interrupted. port 0 takes any free one.

    on_ready is given the address to open, once requests are accepted. Raises VeusError when there is nothing
    to show or the port is taken.
    """
    import uvicorn

    if not any(layout.index(lang).is_file() for lang in PAGE_LANGUAGES):
        raise VeusError("there are no pages to show yet.", where=layout.output, remedy="Build the stories first.")
    config = uvicorn.Config(
        create_app(layout),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    with _listen(port) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        if on_ready:
            on_ready(url)
        if open_browser:
            import webbrowser

            webbrowser.open(url)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    """A socket that already accepts connections; raises VeusError when the port cannot be had."""
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        busy = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = "is already in use" if busy else "cannot be used"
        raise VeusError(
            f"port {port} of this computer {reason}.",
            remedy="Stop the other program, or choose another port with --port (0 takes any free one).",
        ) from error
