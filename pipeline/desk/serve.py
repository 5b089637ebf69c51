"""`veus desk` and `veus review`: serve the pages on which people work on the stories of one folder."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.desk.desk_home import DeskHome
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.desk_story import HOME
from pipeline.desk.live import Live, ResultPlace
from pipeline.desk.security import Door, check_public, session_key
from pipeline.desk.uploads import LARGEST_UPLOAD, Uploads
from pipeline.errors import ConfigError, VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.logs import hide
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.serving import listen, serve_until_stopped


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, the address of the proxy in front (None: this computer alone), and what it asks for."""

    host: str = "127.0.0.1"
    port: int = 0
    behind: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened. slug: the story, None for the list of all. may_begin: whether the folder may be empty, as its
    series is begun in the browser then. largest_upload: bytes of the largest file of footage that is taken in."""

    slug: str | None = None
    may_begin: bool = False
    largest_upload: int = LARGEST_UPLOAD


def serve(
    layout: Layout,
    opening: Opening,
    address: Address,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the pages until interrupted. on_ready: is given the address that lets in. Raises ConfigError (no
    such folder, too), StoryError (unknown story), VeusError (no such port; a host that is not this computer without a
    proxy and a password)."""
    from platformdirs import user_state_path

    from pipeline.desk.app import create_app

    public = check_public(address.host, address.behind, address.password)
    desk = ReviewDesk(layout)
    first = _first_page(desk, opening)
    threading.Thread(target=_ahead, args=(desk, opening.slug), daemon=True).start()
    with listen(address.port, address.host) as listener, contextlib.ExitStack() as open_too:
        port = listener.getsockname()[1]
        key = session_key(user_state_path("veus", appauthor=False) / "review.key")
        door = Door(port, key, public=public, password=address.password if public else None)
        hide(door.token)
        hide(address.password)
        url = f"{public}{first}" if public else f"http://127.0.0.1:{port}{first}?token={door.token}"
        listeners, result = [listener], None
        if public is None:
            listeners.append(open_too.enter_context(listen(0)))
            result = ResultPlace(listeners[1].getsockname()[1])
            hide(result.token)
        live = open_too.enter_context(contextlib.closing(Live(layout, result)))
        app = create_app(desk, door, live, opening.largest_upload)
        serve_until_stopped(app, listeners, url, open_browser, on_ready, live.end_streams)


def _first_page(desk: ReviewDesk, opening: Opening) -> str:
    """Where the browser begins. Raises ConfigError, StoryError."""
    layout = desk.layout
    if not opening.may_begin or layout.series_file.exists():
        return desk.shelf.first_page(opening.slug)
    if not layout.root.is_dir():  # a slip of the pen: no series is begun there
        raise ConfigError(
            tr("this folder is not there."),
            where=layout.root,
            remedy=tr("Make it first, or name another one with --root."),
        )
    return HOME


def _ahead(desk: ReviewDesk, slug: str | None) -> None:
    """What is done while the browser starts: the story or the list of all is read (what is wrong with it, its page
    says), and uploads that nobody went on with are removed."""
    from pipeline.desk.intake_pages import home_page

    with contextlib.suppress(VeusError, OSError):
        if slug:
            desk.story(slug)
        elif desk.layout.series_file.exists():
            home_page(DeskHome(desk.layout), PAGE_LANGUAGES[0])
    Uploads(desk.layout).clean()
