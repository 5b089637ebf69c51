"""A browser at the pages of the desk, and a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk_series import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


def let_in(chromium: Browser, site: Site, **how: Any) -> BrowserContext:
    """A browser of somebody who was let in, and reads Catalan. how: as `new_context` takes it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="ca-ES", **how)
    context.add_cookies([{"name": site.door.cookie, "value": site.door.session(), "url": site.origin}])
    return context


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
