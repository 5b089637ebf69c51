"""Makes the pictures of the README from a finished build: `make pictures`.

A burned frame (ffmpeg), the pages in headless Chromium at desktop and phone width, and the terminal as rich draws it.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from rich.console import Console

from pipeline.errors import VeusError
from pipeline.layout import Layout
from pipeline.media import ffmpeg as ff
from pipeline.publish.preview import create_app
from pipeline.run.console import status_table
from pipeline.run.status import status

#: Where the pictures go, and the browsers tried.
IMAGES = Path("docs/images")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

#: name → (page, width px, height px).
PAGES = {
    "index.png": ("/index.ca.html", 1280, 860),
    "episode-phone.png": ("/joel/embed.en.html", 500, 1000),
}


def main() -> int:
    layout = Layout(Path.cwd())
    if not layout.manifest.is_file():
        print("Nothing is built yet: run `make demo` first.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    burned_frame(layout, "joel", "ca", 17_500, IMAGES / "burned.jpg")
    terminal(layout, IMAGES / "status.svg")
    return pages(layout)


def burned_frame(layout: Layout, slug: str, lang: str, at_ms: int, target: Path) -> None:
    """One picture of a burned rendition as JPEG."""
    rendition = layout.output / slug / f"video.{lang}.mp4"
    graph = ff.source(rendition, ss=f"{at_ms / 1000:.3f}").video.output(
        ff.file_url(target), vframes=1, update=1, **{"q:v": 3}
    )
    ff.run(graph, subject=rendition)


def terminal(layout: Layout, target: Path) -> None:
    """`veus status` as an SVG."""
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=72, file=nowhere, force_terminal=True)
        console.print(status_table(status(layout, ())))
        console.save_svg(str(target), title="veus status")


def pages(layout: Layout) -> int:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("No Chromium here, so the pages are not photographed: sudo apt install chromium", file=sys.stderr)
        return 1
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(layout), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        for name, (page, width, height) in PAGES.items():
            photograph(browser, f"http://127.0.0.1:{port}{page}", width, height, IMAGES / name)
        server.should_exit = True
        thread.join()
    return 0


def photograph(browser: str, url: str, width: int, height: int, target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        flags += [f"--user-data-dir={profile}", f"--window-size={width},{height}", "--virtual-time-budget=4000"]
        subprocess.run([browser, *flags, f"--screenshot={target.absolute()}", url], check=True, capture_output=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except VeusError as error:
        sys.exit(f"{error}")
