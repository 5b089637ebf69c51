"""What goes on beside the requests of a desk, and ends with its server: runs, streams of events, and the built pages at
an address of their own.

Those pages run scripts, also a site's own. So they are served on another port of this computer, which is another
origin: nothing in them can write to the desk (desk/guard.py), and only who knows its path (a token) sees anything.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.desk.desk_runs import PROGRAM, DeskRuns
from pipeline.desk.events import EventHub
from pipeline.project.layout import Layout
from pipeline.serving import HOST
from pipeline.site import preview

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: The topic of events about runs.
RUN = "run"


@dataclass(frozen=True, slots=True)
class ResultPlace:
    """Where the built pages are shown: a port of this computer, and the token that its addresses begin with."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.origin}/{self.token}"


class Live:
    """result: None where the built pages are not shown (behind a proxy, which leads to one port only)."""

    def __init__(self, layout: Layout, result: ResultPlace | None = None, program: Sequence[str] = PROGRAM) -> None:
        self.hub = EventHub()
        self.runs = DeskRuns(layout, lambda state: self.hub.tell(RUN, state), program)
        self.result = result
        self._layout = layout

    def beside(self, app: ASGIApp) -> ASGIApp:
        """`app`, and the built pages on their port."""
        if self.result is None:
            return app
        port, shown = self.result.port, preview.create_app(self._layout, f"/{self.result.token}")

        async def by_port(scope: Scope, receive: Receive, send: Send) -> None:
            here = (scope.get("server") or ("", 0))[1]
            await (shown if here == port else app)(scope, receive, send)

        return by_port

    def end_streams(self) -> None:
        """For a server that begins to stop."""
        self.hub.close()

    def close(self) -> None:
        """Ends all of it. A run ends as by Ctrl-C."""
        self.hub.close()
        self.runs.close()
