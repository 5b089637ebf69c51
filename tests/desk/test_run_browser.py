"""Pages of runs in a browser, by keyboard alone: how far a run is, what came of it; and two people who see each other's
changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_rules import WCAG, violations
from desk_browser import let_in, press, until
from desk_series import make_desk, saved, serving
from footage_clips import Clips
from scripted_run import PROGRAM

from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")


def says(text: str) -> str:
    return f"[...document.querySelectorAll('.cue textarea')].some((one) => one.value === '{text}')"


def test_what_is_typed_outlives_a_reload_and_a_dead_server(chromium: Browser, ready: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(ready, root)
    with serving(root, program=PROGRAM) as site:
        context, port = let_in(chromium, site), site.port
        page = context.new_page()
        page.goto(f"{site.origin}/ca/-/publish")
        page.get_by_label("Carpeta o adreça").fill("../web")
        page.get_by_label("Només aquestes").check()
        page.wait_for_timeout(400)
        page.reload()
        page.get_by_text("Aquí teniu el que havíeu escrit").wait_for()
        assert page.get_by_label("Carpeta o adreça").input_value() == "../web"
        assert page.get_by_label("Només aquestes").is_checked()
        waiting: list[Route] = []

        def late(route: Route) -> None:
            """On a slow line, somebody types before the script is there."""
            waiting.append(route)

        page.route("**/runs.js", late, times=1)
        page.goto(f"{site.origin}/ca/-/publish", wait_until="commit")
        page.get_by_label("Carpeta o adreça").fill("../un altre")
        waiting[0].continue_()
        page.get_by_text("Aquí teniu el que havíeu escrit").wait_for()
        assert page.get_by_label("Carpeta o adreça").input_value() == "../un altre"
        assert page.get_by_label("Només aquestes").is_checked()
        page.get_by_label("Carpeta o adreça").fill("ftp://me:secret@host/x")
        page.wait_for_timeout(400)
        assert "secret" not in page.evaluate("JSON.stringify(localStorage)")
        page.goto(f"{site.origin}/ca/-/withdraw")
        page.get_by_label("Història").select_option("film")
        page.get_by_label("Per què").fill("Ho ha demanat.")
        page.get_by_label("Qui ho decideix").fill("Marta")
    press(page, "Mira què se’n treuria")
    page.get_by_text("El que heu escrit es conserva").wait_for()
    with serving(root, port=port, program=PROGRAM) as site:
        page.reload()
        page.get_by_text("Aquí teniu el que havíeu escrit").wait_for()
        assert page.get_by_label("Per què").input_value() == "Ho ha demanat."
        press(page, "Mira què se’n treuria")
        press(page, "Retira-la")
        page.get_by_text("S’ha retirat.").wait_for()
        until(page, "document.documentElement.dataset.ready !== undefined")
        page.goto(f"{site.origin}/ca/-/withdraw")
        assert page.get_by_label("Per què").input_value() == ""  # it was sent
        context.close()


def test_a_build_and_a_publication_by_keyboard(chromium: Browser, ready: Path, tmp_path: Path) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    shutil.copytree(ready, root)
    for kept in (root / "output").rglob("ledger.json"):
        kept.unlink()
    with serving(root, program=(*PROGRAM, str(gate))) as site:
        context = let_in(chromium, site)
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(f"{site.origin}/ca/-/build")
        press(page, "Construeix")
        page.locator("#progress li").first.wait_for()  # told by an event: nothing was loaded again
        assert page.locator("#state").inner_text() == "En marxa – 1 de 1"
        assert page.evaluate("document.activeElement.id") == "run"
        assert violations(page, WCAG, "light") == []
        gate.touch()
        page.get_by_text("Fet", exact=True).wait_for()
        assert page.evaluate("document.activeElement.id") == "run"
        frame = page.frame_locator("iframe")
        frame.locator("h1").first.wait_for()
        for width, scheme in ((1280, "light"), (320, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert violations(page, WCAG, scheme) == []
        page.goto(f"{site.origin}/en/-/publish")
        page.get_by_label("Folder or address").focus()
        page.keyboard.type(str(tmp_path / "web"))
        press(page, "See what would be sent")
        page.get_by_role("button", name="Send it now").wait_for()
        assert violations(page, WCAG, "light") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        press(page, "Send it now")
        page.get_by_role("heading", name="What was sent").wait_for()
        assert (tmp_path / "web/manifest.json").is_file()
        page.goto(f"{site.origin}/ca/-/withdraw")
        assert violations(page, WCAG, "light") == []
        page.get_by_label("Història").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_label("Per què").focus()
        page.keyboard.type("Ho ha demanat.")
        page.get_by_label("Qui ho decideix").focus()
        page.keyboard.type("Marta")
        press(page, "Mira què se’n treuria")
        page.get_by_role("button", name="Retira-la").wait_for()
        assert violations(page, WCAG, "light") == []
        press(page, "Retira-la")
        page.get_by_text("S’ha retirat.").wait_for()
        context.close()
    assert trouble == []


def test_two_people_see_each_others_changes(chromium: Browser, tmp_path: Path, clips: Clips) -> None:
    make_desk(tmp_path, clips)
    with serving(tmp_path) as site:
        one, other = (let_in(chromium, site).new_page() for _ in range(2))
        for page in (one, other):
            with page.expect_request("**/api/-/events?story=joel"):
                page.goto(f"{site.origin}/ca/joel")
            page.locator(".cue textarea").first.wait_for()
        saved(site, 5, "Ja ho sé.")
        for page in (one, other):
            until(page, says("Ja ho sé."))
        asked: list[str] = []
        other.on("request", lambda found: asked.append(found.url) if found.url.endswith("/pulse") else None)
        one.locator(".cue textarea").nth(4).fill("M’agrada moltíssim.")
        until(other, says("M’agrada moltíssim."))
        other.wait_for_timeout(2500)  # longer than from one question to the next
        assert asked == []  # it was told
        for page in (one, other):
            page.context.close()
