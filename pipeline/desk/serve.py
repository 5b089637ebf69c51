"""`veus review`: serves the review page of the stories of one folder."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.live import Live, ResultPlace
from pipeline.desk.security import Door, check_public, session_key
from pipeline.errors import VeusError
from pipeline.logs import hide
from pipeline.project.layout import Layout
from pipeline.serving import listen, serve_until_stopped


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, the address of the proxy in front (None: this computer alone), and what it asks for."""

    host: str = "127.0.0.1"
    port: int = 0
    behind: str | None = None
    password: str | None = field(default=None, repr=False)


def review(
    layout: Layout,
    slug: str | None,
    address: Address,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the page until interrupted; opens at the story `slug`, or at the list of all. on_ready: is given the
    address that lets in. Raises ConfigError, StoryError (unknown story), VeusError (no such port; a host that is not
    this computer without a proxy and a password)."""
    from platformdirs import user_state_path

    from pipeline.desk.app import create_app

    public = check_public(address.host, address.behind, address.password)
    desk = ReviewDesk(layout)
    pages = desk.shelf.first_page(slug)
    if slug:  # read while the browser starts; what is wrong with it is told by the page
        threading.Thread(target=_read_ahead, args=(desk, slug), daemon=True).start()
    with listen(address.port, address.host) as listener, contextlib.ExitStack() as open_too:
        port = listener.getsockname()[1]
        key = session_key(user_state_path("veus", appauthor=False) / "review.key")
        door = Door(port, key, public=public, password=address.password if public else None)
        hide(door.token)
        hide(address.password)
        url = f"{public}{pages}" if public else f"http://127.0.0.1:{port}{pages}?token={door.token}"
        listeners, result = [listener], None
        if public is None:
            listeners.append(open_too.enter_context(listen(0)))
            result = ResultPlace(listeners[1].getsockname()[1])
            hide(result.token)
        live = open_too.enter_context(contextlib.closing(Live(layout, result)))
        app = create_app(desk, door, live)
        serve_until_stopped(app, listeners, url, open_browser, on_ready, live.end_streams)


def _read_ahead(desk: ReviewDesk, slug: str) -> None:
    with contextlib.suppress(VeusError, OSError):
        desk.story(slug)
