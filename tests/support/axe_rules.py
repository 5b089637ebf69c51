"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: All levels, the contrast of 7:1 among them, and what is good practice besides.
WCAG = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page, tags: Sequence[str], scheme: str, within: str | None = None) -> list[tuple[str, list[str]]]:
    """(rule, the elements that break it) for the rules of `tags`. scheme: which is on, "light" first: in "dark" only
    contrast can be another, so that only it is looked at again. within: a selector of the part to look at."""
    from axe_playwright_python.sync_playwright import Axe

    dark = {"type": "rule", "values": ["color-contrast"]}
    options: dict[str, Any] = {"runOnly": dark if scheme == "dark" else list(tags), "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):  # half a megabyte: once a page
        page.evaluate(Axe().axe_script)
    found = page.evaluate("([within, options]) => axe.run(within ?? document, options)", [within, options])
    assert found["passes"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
