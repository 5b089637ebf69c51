"""The pages that are audited, as somebody meets them: those of a build over `veus preview`, and those of the desk."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.desk import app as desk
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.security import Door
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.site import preview
from pipeline.site.manifest import build_manifest, build_withdrawn
from pipeline.site.pages import render_notices
from tools.pictures import at_work

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: Of a story that was withdrawn: there is none in a demonstration, so a notice is made for the audit.
GONE = "withdrawn-story"

#: A page with all of it to be seen: what is folded is open, something is looked for, the video stands where somebody
#: speaks, and the review page has told its findings.
PREPARE = """
document.querySelectorAll("details").forEach((one) => { one.open = true; });
const search = document.querySelector("#search");
if (search?.type === "search") {
  search.focus(); // its script comes with the focus
  search.value = "a";
  search.dispatchEvent(new Event("input", { bubbles: true }));
}
const video = document.querySelector("video");
if (video) video.currentTime = 5;
const until = Date.now() + (document.querySelector("#risks") ? 4000 : 600);
while (Date.now() < until && !document.querySelector("#risks .jump")) await new Promise((go) => setTimeout(go, 100));
await new Promise((go) => setTimeout(go, 300));
"""


#: Of the desk, by kind: the address behind that of the page's language. STORY is the story that is looked at.
DESK = {
    "review": "STORY",
    "desk": "",
    "new story": "-/new",
    "series texts": "-/series",
    "story texts": "STORY/story",
    "signing": "STORY/evidence",
    "build": "-/build",
    "publish": "-/publish",
    "withdraw": "-/withdraw",
}


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """kind: what it is, the same in all languages."""

    kind: str
    lang: str
    url: str


@contextmanager
def audited_pages(layout: Layout, slug: str, kinds: frozenset[str]) -> Iterator[list[AuditedPage]]:
    """Every page of a build, in each language, with the story `slug` for all stories. kinds: those wanted, or all."""
    langs = Series.open(layout).settings.page_languages
    with ExitStack() as open_servers:
        site = open_servers.enter_context(at_work(lambda _: _with_notices(layout)))
        at_desk, token = open_servers.enter_context(_desk(layout))
        pages = [
            AuditedPage(kind, lang, address)
            for lang in langs
            for kind, address in {
                "index": f"{site}/index.{lang}.html",
                **{kind: f"{site}/{slug}/{name}" for kind, name in _pages_of(layout, slug, lang)},
                "withdrawn": f"{site}/{GONE}/embed.{lang}.html",
                "not found": f"{site}/nowhere.{lang}.html",
                **{
                    kind: f"{at_desk}/{lang}/{path.replace('STORY', slug)}?token={token}" for kind, path in DESK.items()
                },
            }.items()
            if not kinds or kind in kinds
        ]
        # What is not found is told in all languages on one page.
        yield [page for page in pages if page.kind != "not found" or page.lang == langs[0]]


def _pages_of(layout: Layout, slug: str, lang: str) -> Iterator[tuple[str, str]]:
    """Kind and file name of every page of a story in `lang`, whatever a build makes."""
    end = f".{lang}.html"
    for path in sorted((layout.output / slug).glob(f"*{end}")):
        kind = path.name.removesuffix(end)
        yield "episode" if kind == "embed" else kind, path.name


def _with_notices(layout: Layout) -> ASGIApp:
    """`veus preview` with the notice of a story that was withdrawn, which lies in no folder."""
    from starlette.responses import HTMLResponse

    settings = Series.open(layout).settings
    notices = render_notices(layout, build_manifest(settings, (), [build_withdrawn(settings, GONE, date(2026, 1, 1))]))
    shown = {f"/{path.relative_to(layout.output).as_posix()}": html for path, html in notices.items()}
    built = preview.create_app(layout)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        notice = shown.get(scope.get("path", ""))
        answer = HTMLResponse(notice) if notice else built
        await answer(scope, receive, send)

    return app


@contextmanager
def _desk(layout: Layout) -> Iterator[tuple[str, str]]:
    """Its address, and what lets somebody in."""
    doors: list[Door] = []

    def app(port: int) -> ASGIApp:
        doors.append(Door(port, secrets.token_bytes(32)))
        return desk.create_app(ReviewDesk(layout), doors[0])

    with at_work(app) as address:
        yield address, doors[0].token
