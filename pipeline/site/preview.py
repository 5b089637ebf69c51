"""`veus preview`: the output folder in a browser, as a web server would show it. On this computer only.

Captions do not load in pages opened from the disk, and a video only seeks where the server answers requests
for byte ranges: that is what this server is for. It only reads, and shows nothing outside output/ or hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.serving import (
    ALLOWED_HOSTS,
    HOST,
    PRIVATE,
    Failures,
    Headers,
    find_file,
    listen,
    serve_until_stopped,
    type_of,
)
from pipeline.site.oembed_answers import answer
from pipeline.site.pages import CSP, render_not_found

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

#: Pages of this computer may show ours in a frame: a web team tries the player in its own, from another port.
FRAMES = " ".join(["'self'", *(f"http://{name}:*" for name in ("127.0.0.1", "localhost"))])
HEADERS = ((b"content-security-policy", f"{CSP}; frame-ancestors {FRAMES}".encode()), *PRIVATE)


def create_app(layout: Layout, below: str = "") -> Starlette:
    """The server's application: output/ for GET and HEAD. `/` leads to the page of the series; `/oembed` tells how to
    show a page in another. below: a path ("/…") that all addresses begin with: who does not know it sees nothing."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
    from starlette.routing import Route

    def home(request: Request) -> Response:
        for lang in PAGE_LANGUAGES:
            if layout.index(lang).is_file():
                return RedirectResponse(f"{below}/{layout.index(lang).name}", status_code=307)
        return HTMLResponse(render_not_found(), status_code=404)

    def oembed(request: Request) -> Response:
        status, data = answer(layout, request.query_params, str(request.base_url))
        return JSONResponse(data or {"error": status.phrase}, status_code=status)

    def file(request: Request) -> Response:
        path = find_file(layout.output, request.path_params["path"])
        if path is None:
            return HTMLResponse(render_not_found(), status_code=404)
        return FileResponse(path, media_type=type_of(path))

    return Starlette(
        routes=[Route(f"{below}/", home), Route(f"{below}/oembed", oembed), Route(f"{below}/{{path:path}}", file)],
        middleware=[
            Middleware(Headers, headers=HEADERS),
            Middleware(Failures),
            Middleware(TrustedHostMiddleware, allowed_hosts=ALLOWED_HOSTS, www_redirect=False),
        ],
    )


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
    if not any(layout.index(lang).is_file() for lang in PAGE_LANGUAGES):
        raise VeusError(
            tr("there are no pages to show yet."), where=layout.output, remedy=tr("Build the stories first.")
        )
    with listen(port) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        serve_until_stopped(create_app(layout), [listener], url, open_browser, on_ready)
