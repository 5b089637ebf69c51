"""From an empty folder to a story in a browser, by keyboard alone: what is typed and sent outlives everything."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_rules import WCAG, violations
from desk_browser import at, looks_well, press, until, write
from desk_series import serving
from footage_clips import Clips
from small_series import make_series

from benchmarks.desk import lengthened
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

#: Footage of three chunks.
LONG = 20_000_000


def state_says(page: Page, words: str) -> None:
    until(page, f"document.getElementById('upload-state').textContent.includes('{words}')")


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("html[data-ready]").wait_for()


def test_from_an_empty_folder_to_a_story(chromium: Browser, tmp_path: Path, clips: Clips) -> None:
    layout = Layout(tmp_path / "new")
    with serving(layout.root) as site, at(chromium, site) as page:
        open_page(page, f"{site.origin}/ca/")
        write(page, "Títol de la sèrie en català", "Veus del barri")
        write(page, "Nom", "L’Ajuntament")
        write(page, "Adreça de la carpeta amb les pàgines", "ajuntament")
        page.keyboard.press("Tab")
        page.locator("#w-base_url").get_by_text("adreça web").wait_for()
        looks_well(page)
        page.reload()
        page.locator("#banner").get_by_text("Aquí teniu el que havíeu escrit").wait_for()
        write(page, "Adreça de la carpeta amb les pàgines", "https://www.ajuntament.cat/veus/")
        press(page, "Crea la sèrie")
        page.get_by_text("S’ha creat la sèrie").wait_for()
        page.locator("html[data-ready]").wait_for()
        assert Series.open(layout).settings.title["ca"] == "Veus del barri"

        looks_well(page)
        page.locator("#f-upload").set_input_files(str(clips["plain"]))
        state_says(page, "plain.mp4 ja ha arribat sencer")
        write(page, "Títol en català", "L’hort d’en Joel")
        assert page.locator("#f-name").input_value() == "lhort-den-joel"
        write(page, "Nom a les adreces web", "L’hort")
        page.keyboard.press("Tab")
        page.locator("#w-name").get_by_text("lletres minúscules").wait_for()
        press(page, "Afegeix una persona")
        page.keyboard.type("Joel")
        press(page, "Crea la història")
        page.locator("#banner").get_by_text("Encara no s’ha desat res").wait_for()
        assert page.evaluate("document.activeElement.id") == "f-name"
        looks_well(page)
        page.keyboard.press("Control+A")
        page.keyboard.type("joel")
        press(page, "Crea la història")
        page.get_by_text("S’ha creat la història").wait_for()
        page.locator("html[data-ready]").wait_for()
        assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('veus:form:'))") == []
        assert page.get_by_label("Títol en català", exact=True).input_value() == "L’hort d’en Joel"
        page.goto(f"{site.origin}/en/")
        page.get_by_text("Waits for the computer").wait_for()
        looks_well(page)
    story = Series.open(layout).story("joel")
    assert story.info.people[0].name == "Joel" and story.info.summary["ca"] == "✎ una frase"
    assert (story.paths.source / "joel.mp4").read_bytes() == clips["plain"].read_bytes()


def test_the_english_pages(chromium: Browser, tmp_path: Path) -> None:
    with serving(tmp_path / "new") as site, at(chromium, site) as page:
        for path, button in (("start", "Make the series"), ("new", "Make the story")):
            open_page(page, f"{site.origin}/en/-/{path}")
            page.get_by_role("button", name=button).wait_for()
            assert violations(page, WCAG, "light") == []
            make_series(tmp_path / "new")


def test_an_upload_outlives_cuts_a_dead_server_and_a_reload(chromium: Browser, tmp_path: Path, clips: Clips) -> None:
    film = lengthened(clips["plain"], tmp_path / "cinta.mp4", LONG)
    layout = Layout(make_series(tmp_path / "new"))
    came: list[str] = []
    with serving(layout.root) as first, at(chromium, first) as page:
        page.on("request", lambda one: came.append(one.url.partition("at=")[2]) if one.method == "PUT" else None)

        def cut(route: Route) -> None:
            route.abort()  # once
            page.unroute("**/api/-/uploads/*at=8388608")

        page.route("**/api/-/uploads/*at=8388608", cut)
        page.route("**/api/-/uploads/*at=16777216", lambda route: route.abort())
        open_page(page, f"{first.origin}/ca/-/new")
        write(page, "Títol en català", "La cinta")
        page.locator("#f-upload").set_input_files(str(film))
        state_says(page, "No hi ha connexió")
        until(page, "document.getElementById('upload-state').textContent.includes('83 %')")
        looks_well(page)
        page.reload()
        state_says(page, "De cinta.mp4 ja n’ha arribat el 83 %")
        assert page.get_by_label("Títol en català", exact=True).input_value() == "La cinta"
        first.stop()
        page.unroute("**/api/-/uploads/*at=16777216")
        time.sleep(0.2)
        page.locator("#f-upload").set_input_files(str(film))
        state_says(page, "No hi ha connexió")
        press(page, "Crea la història")
        page.locator("#banner").get_by_text("El servidor no respon").wait_for()
        with serving(layout.root, port=first.port):
            state_says(page, "cinta.mp4 ja ha arribat sencer")
            assert list(dict.fromkeys(came)) == ["0", "8388608", "16777216"] and came.count("0") == 1
            until(page, "document.getElementById('saving').dataset.state === 'unsaved'")
            press(page, "Crea la història")
            page.get_by_text("S’ha creat la història").wait_for()
            assert (layout.stories / "la-cinta/la-cinta.mp4").read_bytes() == film.read_bytes()


def test_wrong_files_and_second_thoughts(chromium: Browser, tmp_path: Path, clips: Clips) -> None:
    layout = Layout(make_series(tmp_path / "new"))
    text = tmp_path / "carta.mp4"
    text.write_text("Benvolgut Joel, això no és cap vídeo.")
    with serving(layout.root) as site, at(chromium, site) as page:
        open_page(page, f"{site.origin}/ca/-/new")
        page.locator("#f-upload").set_input_files(str(text))
        state_says(page, "No és cap vídeo")
        page.locator("#f-upload").set_input_files(str(clips["plain"]))
        state_says(page, "plain.mp4 ja ha arribat sencer")
        press(page, "Treu aquest fitxer")
        state_says(page, "S’ha tret el fitxer")
        assert page.evaluate("document.activeElement.id") == "f-upload"
        write(page, "Títol en català", "Joel")
        press(page, "Crea la història")
        page.locator("#w-upload").get_by_text("Encara hi falta el vídeo").wait_for()
        assert page.evaluate("document.activeElement.id") == "f-upload"
        for _ in range(100):
            if not list(layout.stories.glob(".part-*")):
                break
            time.sleep(0.05)
        assert [path.name for path in layout.stories.iterdir()] == ["series.toml"]


def test_a_story_without_a_script(chromium: Browser, tmp_path: Path, clips: Clips) -> None:
    layout = Layout(make_series(tmp_path / "new"))
    with serving(layout.root) as site:
        context = chromium.new_context(java_script_enabled=False, locale="ca-ES")
        context.add_cookies([{"name": site.door.cookie, "value": site.door.session(), "url": site.origin}])
        page = context.new_page()
        page.goto(f"{site.origin}/ca/-/new")
        assert "Sense JavaScript no s’hi pot enviar cap fitxer" in page.content()
        page.get_by_label("Títol en català").fill("En Joel")
        page.get_by_label("O bé el camí d’un fitxer d’aquest ordinador").fill(str(clips["plain"]))
        page.keyboard.press("Enter")
        page.get_by_text("S’ha creat la història").wait_for()
        context.close()
    assert (layout.stories / "en-joel/en-joel.mp4").is_file()
