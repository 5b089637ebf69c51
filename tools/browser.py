"""The system's Chromium, driven by Playwright: for pictures, measurements and the tests of the review page.

No browser is downloaded: Debian's `chromium-headless-shell` is used, or whatever of its kind is there. It is Chromium
without what draws windows, as Playwright itself takes by default: the same pages cost it half the work.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import VeusError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Names that a Chromium goes by, the one with the least to do first.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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
        raise VeusError("there is no Chromium on this computer.", remedy=f"On Debian: sudo apt install {NAMES[0]}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
