"""The system's Chromium, driven by Playwright: for pictures, measurements and the tests of the review page.

No browser is downloaded: Debian's `chromium` is used, or whatever of its kind is there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import VeusError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Names that a Chromium goes by, the best known first.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: As root – in containers – Chromium has no sandbox; the pages opened are our own.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required")


def find() -> str | None:
    """Where Chromium is, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window. Raises VeusError where there is none."""
    from playwright.sync_api import sync_playwright

    if (path := find()) is None:
        raise VeusError("there is no Chromium on this computer.", remedy="On Debian: sudo apt install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
