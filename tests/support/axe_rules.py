"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: All levels, the contrast of 7:1 among them, and what is good practice besides.
WCAG = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

#: What a screen reader is to say by and by has to be there, and empty, before: what comes into being with its words is
#: announced by few (WCAG 2.2, 4.1.3; technique ARIA22). axe-core looks at what is shown only.
UNHEARD = """[...document.querySelectorAll("[role=status]:empty:not([hidden])")]
  .filter((one) => getComputedStyle(one).display === "none").map((one) => one.outerHTML)"""


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
    unheard = page.evaluate(UNHEARD)
    by_axe = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
    return by_axe + ([("status-hidden-while-empty", unheard)] if unheard else [])
