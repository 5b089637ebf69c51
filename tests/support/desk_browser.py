"""A browser at the pages of the desk, and a keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from axe_rules import WCAG, violations
from desk_series import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


def let_in(chromium: Browser, site: Site, **how: Any) -> BrowserContext:
    """A browser of somebody who was let in, and reads Catalan. how: as `new_context` takes it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="ca-ES", **how)
    context.add_cookies([{"name": site.door.cookie, "value": site.door.session(), "url": site.origin}])
    return context


@contextmanager
def at(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page in such a browser, whose scripts had no trouble."""
    context = let_in(chromium, site)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert [one for one in trouble if "net::ERR" not in one and "status of 4" not in one] == []


def looks_well(page: Page) -> None:
    """axe finds nothing, and nothing is cut off on a phone. Nothing moves meanwhile, to be in nobody's way."""
    for width, scheme in ((1280, "light"), (320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 640})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = violations(page, WCAG, scheme)
        assert found == [], f"{width} px, {scheme}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 800})


def write(page: Page, label: str, text: str, nth: int = 0) -> None:
    page.get_by_label(label, exact=True).nth(nth).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def until(page: Page, true: str) -> None:
    """Waits for it: the page's own rules let nobody else wait inside of it."""
    for _ in range(300):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def press(page: Page, button: str, key: str = "Enter") -> None:
    page.get_by_role("button", name=button, exact=True).first.focus()
    page.keyboard.press(key)
