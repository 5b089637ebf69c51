"""The pages for story.toml and series.toml in a browser, by keyboard alone: what is typed outlives everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_rules import WCAG, violations
from desk_browser import at, let_in, looks_well, press, until, write
from desk_series import STORY, Site, serving

from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    with at(chromium, site) as found:
        yield found


def open_story(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/ca/joel/story")
    page.locator("html[data-ready]").wait_for()


def groups(page: Page) -> list[str]:
    """What screen readers call each person's fields."""
    found: list[str] = page.locator("#f-people [role=group]").evaluate_all("all => all.map(one => one.ariaLabel)")
    return found


def test_a_story_by_keyboard_alone(page: Page, site: Site, paths: StoryLayout, tmp_path: Path) -> None:
    paths.story_file.write_text("# Who is who.\n" + STORY, "utf-8")
    open_story(page, site)
    write(page, "El vostre nom", "Berta")
    press(page, "Afegeix una persona")
    page.keyboard.type("Núria")
    page.locator('[name="people.2.publish_name"]').focus()
    page.keyboard.press("Space")
    assert groups(page) == ["Persona 1", "Persona 2", "Persona 3"]
    press(page, "Treu la persona 2")
    assert groups(page) == ["Persona 1", "Persona 2"]
    write(page, "Qui ha signat", "Joel")
    write(page, "Per a què", "el web")
    page.locator("#f-consent-date").fill("2024-05-02")
    page.locator("#f-consent-expires").fill("2024-05-01")
    page.keyboard.press("Tab")
    page.locator("#w-consent-expires").get_by_text("acabaria abans de començar").wait_for()
    assert page.locator("#f-consent-expires").get_attribute("aria-invalid") == "true"
    paper = tmp_path / "paper signat.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    page.locator("#scan-file").set_input_files(paper)
    until(page, "document.getElementById('f-consent-scan').value")
    page.get_by_role("button", name="Treballo a l’ort del barri.").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("L’hort")
    page.keyboard.press("Tab")
    page.keyboard.type("The allotment")
    until(page, "document.getElementById('video').readyState > 1")
    press(page, "+1 s – Un segon endavant")
    until(page, "document.getElementById('video').currentTime > 0.9")
    press(page, "Imatge següent")
    until(page, "document.getElementById('at').textContent === '0:01.06'")
    press(page, "Fes servir aquesta imatge")
    assert page.locator("#f-poster").input_value() == "0:01.06"
    for read_out in ("off", "polite"):  # not while it plays
        page.locator("#play").press("Enter")
        until(page, f"document.getElementById('at').ariaLive === '{read_out}'")

    press(page, "Desa")  # and it says what stands in the way, and goes there
    page.locator("#banner").get_by_text("Encara no s’ha desat res").wait_for()
    assert page.evaluate("document.activeElement.id") == "f-consent-expires"
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    looks_well(page)
    page.locator("#f-consent-expires").fill("2025-05-01")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    scan = next(paths.consents.iterdir()).name
    assert (
        paths.story_file.read_text("utf-8")
        == f"""\
# Who is who.

spoken = ["ca"]
title = {{ ca = "La història d’en Joel", en = "Joel’s story" }}
summary = {{ ca = "Una frase.", en = "One sentence." }}
place = {{ ca = "Barcelona", en = "Barcelona" }}
poster = "0:01.06"
[[people]]
name = "Joel"
[[people]]
name = "Núria"
publish_name = false

[consent]
given_by = "Joel"
date = 2024-05-02
scope = "el web"
expires = 2025-05-01
scan = "{scan}"

[[chapters]]
start = "0:04"
title = {{ ca = "L’hort", en = "The allotment" }}
"""
    )
    page.get_by_text("Versions anteriors").click()
    page.get_by_role("button", name="Recupera aquesta versió").press("Enter")
    page.get_by_text("S’ha recuperat aquella versió.").wait_for()
    assert paths.story_file.read_text("utf-8") == "# Who is who.\n" + STORY


def test_what_is_typed_outlives_a_reload_and_a_dead_server(page: Page, tmp_path: Path, paths: StoryLayout) -> None:
    with serving(tmp_path) as first:
        port = first.port
        page.context.add_cookies([{"name": first.door.cookie, "value": first.door.session(), "url": first.origin}])
        open_story(page, first)
        write(page, "Títol en català", "El que he escrit")
        press(page, "Afegeix un capítol")
        page.keyboard.type("0:05")
        page.wait_for_timeout(400)
        page.reload()
        page.locator("#banner").get_by_text("Aquí teniu el que havíeu escrit").wait_for()
        assert page.locator("#f-title-ca").input_value() == "El que he escrit"
        assert page.locator('[name="chapters.0.start"]').input_value() == "0:05"
    write(page, "Títol en anglès", "What I wrote")
    press(page, "Desa")
    page.locator("#banner").get_by_text("El servidor no respon").wait_for()
    theirs = STORY.replace('"One sentence."', '"Theirs."')
    paths.story_file.write_text(theirs, "utf-8")
    with serving(tmp_path, port=port):
        until(page, "document.getElementById('saving').dataset.state === 'unsaved'")
        write(page, "Títol del capítol en català", "Hort")
        write(page, "Títol del capítol en anglès", "Garden")
        press(page, "Desa")
        page.get_by_text("S’ha desat.", exact=True).wait_for()
        info = Series.open(Layout(tmp_path)).story("joel").info
        assert (info.title.ca, info.title.en) == ("El que he escrit", "What I wrote")
        assert (info.summary.en, info.chapters[0].start) == ("Theirs.", 5000)
        page.reload()
        assert page.locator("#banner").is_hidden()


def test_an_earlier_version_takes_away_nothing_that_is_typed(page: Page, site: Site, paths: StoryLayout) -> None:
    open_story(page, site)
    write(page, "Títol en català", "Un altre títol")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    until(page, "document.documentElement.dataset.ready")
    write(page, "Títol en anglès", "What I am writing")
    page.wait_for_timeout(400)
    page.get_by_text("Versions anteriors").click()
    page.get_by_role("button", name="Recupera aquesta versió").last.press("Enter")
    page.locator("#banner").get_by_text("Aquí teniu el que havíeu escrit").wait_for()
    assert page.locator("#f-title-en").input_value() == "What I am writing"
    assert "Un altre títol" not in paths.story_file.read_text("utf-8")


def test_what_is_wrong_with_a_group_is_said_where_one_can_mend_it(page: Page, site: Site) -> None:
    """A group has no focus of its own."""
    open_story(page, site)
    for _ in range(2):
        press(page, "Afegeix un capítol")
        for text in ("0:04", "L’hort", "The allotment"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
    press(page, "Desa")
    page.locator("#banner").get_by_text("Encara no s’ha desat res").wait_for()
    until(page, "document.activeElement.closest('#f-chapters') && document.activeElement.matches('input')")


def test_two_who_change_the_same_are_asked(page: Page, site: Site, paths: StoryLayout) -> None:
    open_story(page, site)
    write(page, "Títol en català", "Meu")
    paths.story_file.write_text(STORY.replace("La història d’en Joel", "Seu"), "utf-8")
    press(page, "Desa")
    page.get_by_text("Algú altre ha canviat el mateix").wait_for()
    assert violations(page, WCAG, "light") == []
    page.get_by_label("Vós heu escrit: Meu").focus()
    page.keyboard.press("Space")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    assert '{ ca = "Meu", en' in paths.story_file.read_text("utf-8")


def test_who_is_sooner_than_the_script_stays_where_they_are(page: Page, site: Site) -> None:
    open_story(page, site)
    scripts: list[Route] = []
    page.route("**/story_form*.js", lambda route: scripts.append(route))
    write(page, "Títol en català", " ")
    page.evaluate("document.getElementById('form').submit()")
    page.locator("#summary").wait_for()
    write(page, "Títol en català", "L’hort")
    scripts[0].continue_()
    page.locator("html[data-ready]").wait_for()
    page.keyboard.type("!")
    assert page.get_by_label("Títol en català", exact=True).input_value() == "L’hort!"


def test_two_people_see_what_the_other_saves(page: Page, site: Site, paths: StoryLayout) -> None:
    """Where they have not written themselves; and what they have, stays."""
    other = page.context.new_page()
    for one in (page, other):
        open_story(one, site)
    write(other, "Títol en anglès", "Mine")
    write(page, "On passa en català", "Gràcia")
    write(page, "Títol en anglès", "Theirs")
    press(page, "Afegeix una persona")
    page.keyboard.type("Núria")
    page.locator('[name="people.2.publish_name"]').uncheck()
    page.locator('select[name="spoken"]').nth(1).select_option("es")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    other.locator("#others").get_by_text("Algú altre també ha canviat: Títol en anglès.").wait_for()
    values = {
        name: other.locator(f'[name="{name}"]').input_value() for name in ("place.ca", "title.en", "people.2.name")
    }
    assert values == {"place.ca": "Gràcia", "title.en": "Mine", "people.2.name": "Núria"}
    assert not other.locator('[name="people.2.publish_name"]').is_checked()
    spoken = other.locator('select[name="spoken"]').evaluate_all("all => all.map((one) => one.value)")
    assert spoken == ["ca", "es", ""]
    press(other, "Desa")
    other.get_by_text("Algú altre ha canviat el mateix").wait_for()
    other.get_by_label("Al fitxer hi ha ara: Theirs").check()
    press(other, "Desa")
    other.get_by_text("S’ha desat.", exact=True).wait_for()
    info = Series.open(Layout(paths.source.parents[1])).story("joel").info
    assert (info.title.en, info.place.ca, info.spoken, len(info.people)) == ("Theirs", "Gràcia", ("ca", "es"), 3)
    page.reload()
    other.goto(f"{site.origin}/ca/joel/story")
    for one in (page, other):
        one.locator("html[data-ready]").wait_for()
    write(page, "Qui ha signat", "Joel")
    write(page, "Per a què", "el web")
    page.locator("#f-consent-date").fill("2024-05-02")
    press(page, "Desa")
    other.locator("#others").get_by_text("Algú altre ha canviat:").wait_for()
    assert other.locator("#f-consent-given_by").input_value() == "Joel"
    assert other.locator("#saving").get_attribute("data-state") == "saved"
    other.close()


def test_the_list_tells_what_others_change(page: Page, site: Site, paths: StoryLayout) -> None:
    page.goto(f"{site.origin}/ca/")
    notice = page.get_by_text("Alguna història ha canviat mentrestant.")
    page.wait_for_timeout(300)
    assert not notice.is_visible()
    paths.story_file.write_text(paths.story_file.read_text("utf-8") + "\n# Seen.\n", "utf-8")
    notice.wait_for()
    page.get_by_role("link", name="Mostra-ho com és ara").press("Enter")
    until(page, "document.getElementById('changed')?.hidden")


def test_the_series_and_a_word_of_a_caption(page: Page, site: Site, tmp_path: Path) -> None:
    page.goto(f"{site.origin}/ca/joel")
    page.locator("#cues textarea").nth(1).focus()
    page.keyboard.press("Home")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    press(page, "Al glossari")
    assert page.locator("#glossary-ca").input_value() == "l’ort"
    write(page, "Paraula o nom en català", "hort")
    page.keyboard.press("Enter")
    page.locator("#say").get_by_text("S’ha afegit «hort» al glossari.").wait_for()
    page.goto(f"{site.origin}/ca/-/series")
    page.locator("html[data-ready]").wait_for()
    assert page.locator('[name="glossary.0.ca"]').input_value() == "hort"
    write(page, "Adreça de la carpeta amb les pàgines", "a.cat/?x")
    page.keyboard.press("Tab")
    page.locator("#w-base_url").get_by_text("adreça web").wait_for()
    looks_well(page)
    write(page, "Adreça de la carpeta amb les pàgines", "https://a.cat/veus/")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    assert str(Series.open(Layout(tmp_path)).settings.base_url) == "https://a.cat/veus/"


def test_a_page_without_a_script(chromium: Browser, site: Site, paths: StoryLayout) -> None:
    context = let_in(chromium, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.origin}/ca/joel/story")
    page.get_by_label("On passa en català").fill("Gràcia")
    page.get_by_role("button", name="Afegeix una persona").click()
    page.locator('[name="people.2.name"]').fill("Núria")
    page.keyboard.press("Enter")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    info = Series.open(Layout(paths.source.parents[1])).story("joel").info
    assert (info.place.ca, info.people[2].name) == ("Gràcia", "Núria")
    context.close()


def test_at_400_per_cent_long_names_and_paths_stay_in_the_page(page: Page, site: Site, paths: StoryLayout) -> None:
    """A name, a title, a mistake with the whole path of its file: of each, one that has no place to be broken at."""
    long = "Berenguera Puigdomènech-Montserrat i Castellvell del Camp"
    paths.story_file.write_text(STORY.replace('"Laura"', f'"{long}"').replace("Joel’s", "J" * 60), "utf-8")
    broken = Layout(paths.source.parents[1]).stories / ("n" * 60)
    broken.mkdir()
    (broken / "story.toml").write_text('title = "' + "t" * 200, "utf-8")
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("ca/", "en/", "ca/joel", "en/joel/story", "ca/joel/evidence", f"ca/{'n' * 60}/story", "ca/-/build"):
        page.goto(f"{site.origin}/{address}")
        page.wait_for_load_state("networkidle") if address == "ca/joel/evidence" else page.wait_for_timeout(400)
        wide = "[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > 321)"
        shown = page.evaluate(f"{wide}.map((one) => one.outerHTML.slice(0, 80)).slice(0, 8)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (address, shown)


def test_a_file_that_cannot_be_read_is_mended_by_keyboard(page: Page, site: Site, paths: StoryLayout) -> None:
    """And what was typed before it broke comes back with the form."""
    open_story(page, site)
    write(page, "Títol en català", "Desat")
    press(page, "Desa")
    page.get_by_text("S’ha desat.", exact=True).wait_for()
    open_story(page, site)
    write(page, "Títol en anglès", "Typed and not saved")
    page.wait_for_timeout(400)
    paths.story_file.write_text("title = [", "utf-8")
    page.goto(f"{site.origin}/ca/")
    page.get_by_role("link", name="Mira què hi ha al fitxer").press("Enter")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    looks_well(page)
    press(page, page.locator("button[name=restore]").last.inner_text().strip())
    page.locator("html[data-ready]").wait_for()
    assert page.locator("#f-title-en").input_value() == "Typed and not saved"
    assert "story.toml" not in page.locator("main .notice:visible").all_inner_texts()
