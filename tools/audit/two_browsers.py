"""Chromium and Firefox behind one door: a page is opened as somebody sees it, and scripts are put into it.

Playwright drives the system's Chromium (`tools.browser`). It knows Firefox only in a build of its own, which no package
holds, and the system's only where that already takes the colours of a viewer's wish by protocol; Mozilla's own
`marionette_driver` drives any, and what a viewer wishes are settings of Firefox. Scripts run past the pages' policy.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import VeusError
from pipeline.serving import listen
from tools.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Names that a Firefox goes by; where Debian has it, the second is a script that calls the first.
NAMES = ("firefox-esr", "firefox")

#: Longest that a script may take in a page, ms.
PATIENCE = 120_000

#: Of Firefox: 0 is dark, 1 light; 2 paints every page in the viewer's colours (its forced colours).
_SCHEME, _COLOURS = "layout.css.prefers-color-scheme.content-override", "browser.display.document_color_use"


@dataclass(frozen=True, slots=True)
class Mode:
    """How somebody sees a page. width, height: px."""

    name: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    forced: bool = False


MODES = (Mode("light"), Mode("dark", dark=True), Mode("forced colours", forced=True), Mode("phone", 390, 844))


class AuditBrowser(Protocol):
    """One of the browsers. version: of it."""

    version: str

    def open(self, url: str, mode: Mode) -> None:
        """Shows a page, whole and loaded."""

    def ask(self, body: str, library: str = "") -> Any:
        """Runs JavaScript in the page, the body of an async function, after that of a library; what it returns."""


@contextmanager
def audited_in_chromium() -> Iterator[AuditBrowser]:
    """The system's Chromium. Raises VeusError where there is none."""
    with chromium() as browser:
        yield _Chromium(browser)


@contextmanager
def audited_in_firefox() -> Iterator[AuditBrowser]:
    """The system's Firefox. Raises VeusError where there is none, or nothing to drive it."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise VeusError("there is no Firefox on this computer.", remedy="On Debian: sudo apt install firefox-esr")
    try:
        from marionette_driver.marionette import Marionette
    except ImportError as error:
        raise VeusError(f"marionette-driver is not there ({error}).", remedy="Run `make audit`.") from error
    with listen(0) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:  # what stands where its log is to be, it removes: also a device
        driver = Marionette(bin=str(Path(path).resolve()), port=port, headless=True, gecko_log=f"{folder}/log")
        try:
            driver.start_session()
            driver.timeout.script = PATIENCE / 1000
            yield _Firefox(driver)
        finally:
            driver.cleanup()


BROWSERS = {"Chromium": audited_in_chromium, "Firefox": audited_in_firefox}


class _Chromium:
    def __init__(self, browser: Browser) -> None:
        self.version = browser.version
        self._browser = browser
        self._page: Any = None

    def open(self, url: str, mode: Mode) -> None:
        if self._page:
            self._page.context.close()
        context = self._browser.new_context(
            viewport={"width": mode.width, "height": mode.height},
            color_scheme="dark" if mode.dark else "light",
            forced_colors="active" if mode.forced else "none",
            reduced_motion="reduce",
            bypass_csp=True,
        )
        context.set_default_timeout(PATIENCE)
        self._page = context.new_page()
        self._page.goto(url, wait_until="load")

    def ask(self, body: str, library: str = "") -> Any:
        return self._page.evaluate(f"async () => {{ {library}\n;{body} }}")


class _Firefox:
    def __init__(self, driver: Any) -> None:
        self.version = str(driver.session_capabilities["browserVersion"])
        self._driver = driver

    def open(self, url: str, mode: Mode) -> None:
        self._driver.set_prefs({_SCHEME: 0 if mode.dark else 1, _COLOURS: 2 if mode.forced else 1})
        self._resize(mode)
        self._driver.navigate(url)

    def _resize(self, mode: Mode) -> None:
        """No window of Firefox is narrower than 500 px; what shows the page in it may be."""
        self._driver.set_window_rect(width=mode.width, height=mode.height)
        with self._driver.using_context("chrome"):
            self._driver.execute_script(
                "const style = gBrowser.selectedBrowser.style;"
                "style.width = style.maxWidth = `${arguments[0]}px`;"
                "style.minHeight = style.maxHeight = `${arguments[1]}px`;",
                [mode.width, mode.height],
            )

    def ask(self, body: str, library: str = "") -> Any:
        told = self._driver.execute_async_script(
            f"{library}\n;const [done] = arguments;"
            f"(async () => {{ {body} }})().then((told) => done([told]), (error) => done(String(error)));"
        )
        if isinstance(told, str):
            raise VeusError(f"a script failed in Firefox: {told}")
        return told[0]
