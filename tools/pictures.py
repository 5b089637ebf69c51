"""Makes the pictures of the README and of docs/ from a finished build: `make pictures`.

A burned frame (ffmpeg), the contact sheets of captions, the pages and the desk in headless Chromium at desktop and
phone width, and the terminal as rich draws it. The desk shows the stories as they are; nothing is written.
"""

from __future__ import annotations

import io
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import uvicorn
from PIL import Image
from rich.console import Console

from pipeline.actions.contact_sheet import style
from pipeline.build.outcome import Silent
from pipeline.build.status import status
from pipeline.commands.status_table import status_table
from pipeline.desk import app as desk
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.security import Door
from pipeline.errors import VeusError
from pipeline.media import ffmpeg as ff
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.serving import HOST, listen
from pipeline.site import preview
from tools.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize
    from starlette.types import ASGIApp

#: Where the pictures go.
IMAGES = Path("docs/images")

#: Where in Joel's story a caption is seen, ms.
CAPTION_MS = 17_500

#: Of WebP: letters stay sharp.
QUALITY = 80

#: Of contact sheets: px of the longer side, and quality, for less than 150 kB.
SHEET, SHEET_QUALITY = 1500, 74


@dataclass(frozen=True)
class Shot:
    """One picture of a page: its file, its address, width and height in px. top: what stands at the top of it.
    press: the button pressed before. at_ms: the moment of its video."""

    file: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    scale: int = 1
    top: str = ""
    press: str = ""
    at_ms: int = CAPTION_MS


#: With an audio description, while a passage is told; and in a sign language, while somebody speaks.
DESCRIBED: dict[str, Any] = {"press": "[data-description]", "at_ms": 27_000}
SIGNED: dict[str, Any] = {"press": "[data-sign]", "at_ms": 19_400}

PAGES = (
    Shot("index.webp", "/index.ca.html", 1280, 1280),
    Shot("index-dark.webp", "/index.en.html", 1280, 1280, "dark"),
    Shot("index-phone.webp", "/index.en.html", 390, 844, scale=2, top=".part:has(.cards) h2"),
    Shot("episode.webp", "/emergency-team/embed.ca.html", 1280, 1240),
    Shot("episode-dark.webp", "/emergency-team/embed.en.html", 1280, 1240, "dark"),
    Shot("episode-phone.webp", "/emergency-team/embed.en.html", 390, 844, scale=2, top="#player"),
    Shot("episode-phone-dark.webp", "/joel/embed.ca.html", 390, 844, "dark", scale=2, top="#player"),
    Shot("player.webp", "/joel/player.ca.html", 600, 375),
    Shot("player-dark.webp", "/joel/player.en.html", 600, 375, "dark"),
    Shot("player-300.webp", "/joel/player.ca.html", 300, 188, scale=2),
    Shot("description.webp", "/emergency-team/player.ca.html", 800, 500, **DESCRIBED),
    Shot("description-dark.webp", "/emergency-team/player.en.html", 800, 500, "dark", **DESCRIBED),
    Shot("description-phone.webp", "/emergency-team/embed.ca.html", 390, 700, scale=2, top="#player", **DESCRIBED),
    Shot("sign.webp", "/laura/player.ca.html", 800, 500, **SIGNED),
    Shot("sign-dark.webp", "/laura/player.en.html", 800, 500, "dark", **SIGNED),
    Shot("sign-phone.webp", "/laura/embed.ca.html", 390, 700, scale=2, top="#player", **SIGNED),
)
REVIEW = (
    Shot("review.webp", "/ca/joel", 1280, 860),
    Shot("review-dark.webp", "/en/joel", 1280, 860, "dark"),
    Shot("review-phone.webp", "/en/joel", 390, 844, scale=2),
)
DESK = (
    Shot("desk.webp", "/ca/", 1280, 860),
    Shot("desk-dark.webp", "/en/", 1280, 860, "dark"),
    Shot("desk-phone.webp", "/ca/", 390, 844, scale=2),
    Shot("new-story.webp", "/ca/-/new", 1280, 860),
    Shot("new-story-phone.webp", "/en/-/new", 390, 844, scale=2),
    Shot("story-form.webp", "/ca/joel/story", 1280, 860),
)


def main() -> int:
    layout = Layout(Path.cwd())
    if not layout.manifest.is_file():
        print("Nothing is built yet: run `make demo` first.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    burned_frame(layout, "joel", "ca", CAPTION_MS, IMAGES / "burned.webp")
    contact_sheets(layout, "joel", "ca")
    terminal(layout, IMAGES / "status.svg")
    with chromium() as browser:
        pages(browser, layout)
        desk_pages(browser, layout)
    return 0


def burned_frame(layout: Layout, slug: str, lang: str, at_ms: int, target: Path) -> None:
    """One picture of a burned rendition."""
    rendition = layout.output / slug / f"video.{lang}.mp4"
    shown = ff.source(rendition, ss=f"{at_ms / 1000:.3f}").video
    data = ff.run(shown.output("pipe:1", vframes=1, format="image2pipe", vcodec="png"), subject=rendition)
    Image.open(io.BytesIO(data)).convert("RGB").save(target, quality=QUALITY, method=6)


def contact_sheets(layout: Layout, slug: str, lang: str) -> None:
    """`veus style`, small enough for a page."""
    for sheet in style(Series.open(layout), slug, lang, Silent()).sheets:
        picture = Image.open(sheet)
        picture.thumbnail((SHEET, SHEET))
        picture.save(IMAGES / f"{sheet.stem.replace(f'.{lang}.', '-')}.webp", quality=SHEET_QUALITY, method=6)


def terminal(layout: Layout, target: Path) -> None:
    """`veus status` as an SVG."""
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=72, file=nowhere, force_terminal=True)
        console.print(status_table(status(Series.open(layout), ())))
        console.save_svg(str(target), title="veus status")


def pages(browser: Browser, layout: Layout) -> None:
    with at_work(lambda _: preview.create_app(layout)) as address:
        for shot in PAGES:
            page = opened(browser, shot, address + shot.page)
            if page.locator("#video").count():
                if shot.press:
                    page.locator(shot.press).first.click()
                    page.wait_for_timeout(1000)
                page.locator("#video").evaluate(f"video => {{ video.currentTime = {shot.at_ms / 1000}; }}")
                page.wait_for_timeout(1000)
            if shot.top:
                page.locator(shot.top).first.evaluate("one => one.scrollIntoView()")
            save(page, shot)


def desk_pages(browser: Browser, layout: Layout) -> None:
    """The desk; of it the review page at a doubtful word, once its findings are there."""
    door: list[Door] = []

    def app(port: int) -> ASGIApp:
        door.append(Door(port, secrets.token_bytes(32)))
        return desk.create_app(ReviewDesk(layout), door[0])

    with at_work(app) as address:
        for shot in (*REVIEW, *DESK):
            page = opened(browser, shot, f"{address}{shot.page}?token={door[0].token}")
            if shot in REVIEW:
                page.locator("#risks .jump").first.wait_for(state="attached")
                page.locator(".cue textarea").nth(2).focus()
                page.evaluate("document.getElementById('video').pause()")
                page.wait_for_timeout(1500)
            if shot.top:
                page.locator(shot.top).first.evaluate("one => one.scrollIntoView()")
            save(page, shot)


@contextmanager
def at_work(make: Callable[[int], ASGIApp]) -> Iterator[str]:
    """The address of a server; `make` gives its application for a port."""
    with listen(0) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make(port), log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://{HOST}:{port}"
        server.should_exit = True
        thread.join()


def opened(browser: Browser, shot: Shot, url: str) -> Page:
    size: ViewportSize = {"width": shot.width, "height": shot.height}
    context = browser.new_context(
        viewport=size, color_scheme=shot.scheme, device_scale_factor=shot.scale, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1000)
    return page


def save(page: Page, shot: Shot) -> None:
    """The picture as it is seen."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(IMAGES / shot.file, quality=QUALITY, method=6)
    page.context.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except VeusError as error:
        sys.exit(f"{error}")
