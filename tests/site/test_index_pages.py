"""The page of a series of thousands, in parts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from axe_rules import WCAG, violations
from publish_helpers import Make, many, settings_with, story_with

from pipeline.build.series_lists import write_series
from pipeline.project.layout import Layout
from pipeline.site.contract import Episode, Manifest
from pipeline.site.index_pages import A_PAGE, IndexPage, index_pages, page_count
from pipeline.site.manifest import build_manifest
from pipeline.site.pages import render_finders, render_indexes
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

#: Two whole parts and one story.
MANY = 2 * A_PAGE + 1


@pytest.fixture
def episode(layout: Layout, make_episode: Make) -> Episode:
    return make_episode(story_with(layout, "joel"))


@pytest.fixture
def manifest(episode: Episode) -> Manifest:
    return build_manifest(settings_with(), many(episode, MANY))


def links(html: str) -> list[str]:
    return re.findall(r'href="(story-\d+)/embed\.ca\.html"', html)


def test_every_story_is_on_one_part(manifest: Manifest, layout: Layout) -> None:
    pages = render_indexes(layout, manifest)
    mine = [pages[layout.index("ca", number)] for number in (1, 2, 3)]
    assert [len(links(html)) for html in mine] == [A_PAGE, A_PAGE, 1]
    assert [slug for html in mine for slug in links(html)] == [episode.slug for episode in manifest.episodes]
    assert {path.name for path in pages} == {
        f"index.{lang}{part}.html" for lang in ("ca", "en") for part in ("", ".2", ".3")
    }


def test_parts_lead_to_each_other_without_a_script(manifest: Manifest, layout: Layout) -> None:
    html = render_indexes(layout, manifest)[layout.index("ca", 2)]
    nav = html[html.index('<nav class="parts"') :]
    assert re.findall(r'<a href="([^"]+)"', nav[: nav.index("</nav>")]) == [
        "index.ca.html", "index.ca.html", "index.ca.3.html", "index.ca.3.html",
    ]  # fmt: skip
    assert 'href="index.en.2.html" lang="en"' in html
    assert "pàgina 2 de 3" in html[: html.index("</title>")]


def test_a_part_tells_only_its_stories(episode: Episode, layout: Layout) -> None:
    told = {"ca": "Un text.", "en": "A text."}
    lead = {"ca": "Entrada.", "en": "Opening."}
    settings = settings_with(sections=[{"text": told, "stories": ["story-001"]}], standfirst=lead)
    pages = render_indexes(layout, build_manifest(settings, many(episode, MANY)))
    first, second = pages[layout.index("ca")], pages[layout.index("ca", 2)]
    assert len(links(first)) == 1 + A_PAGE and links(first)[0] == "story-001"
    assert "Entrada." in first and "Un text." in first
    assert "Entrada." not in second and "Un text." not in second and "story-001/" not in second
    assert layout.index("ca", 3) not in pages


def test_a_small_series_has_one_page_without_parts(episode: Episode, layout: Layout) -> None:
    pages = render_indexes(layout, build_manifest(settings_with(), many(episode, A_PAGE)))
    assert set(pages) == {layout.index("ca"), layout.index("en")}
    assert 'class="parts"' not in pages[layout.index("ca")]


@pytest.mark.parametrize(("others", "count"), [(0, 1), (1, 1), (A_PAGE, 1), (A_PAGE + 1, 2), (10_000, 417)])
def test_how_many_parts(others: int, count: int) -> None:
    assert page_count(others) == count


@pytest.mark.parametrize(
    ("number", "linked"),
    [
        (1, [1, 2, 3, None, 417]),
        (4, [1, 2, 3, 4, 5, 6, None, 417]),
        (5, [1, 2, 3, 4, 5, 6, 7, None, 417]),
        (200, [1, None, 198, 199, 200, 201, 202, None, 417]),
        (417, [1, None, 415, 416, 417]),
    ],
)
def test_of_many_parts_the_near_ones_are_linked(number: int, linked: list[int | None]) -> None:
    assert IndexPage(number, 417, ()).links() == linked


def test_parts_of_a_time_with_more_stories_go(manifest: Manifest, episode: Episode, layout: Layout) -> None:
    write_series(layout, manifest)
    assert layout.index("en", 3).is_file()
    write_series(layout, build_manifest(settings_with(), many(episode, A_PAGE + 1)))
    assert layout.index("en", 2).is_file() and not layout.index("en", 3).exists()
    assert len(index_pages(manifest)) == 3


def test_what_there_is_to_find(manifest: Manifest, layout: Layout) -> None:
    found = render_finders(layout, manifest)
    assert {path.name for path in found} == {"stories.ca.json", "stories.en.json"}
    stories = json.loads(found[layout.output / "stories.ca.json"])
    assert [story["url"] for story in stories] == [episode.pages["ca"] for episode in manifest.episodes]
    assert stories[0]["says"]["title"] == "En Joel"


def test_a_page_that_shows_all_needs_no_search(episode: Episode, layout: Layout) -> None:
    few = build_manifest(settings_with(), many(episode, A_PAGE))
    assert render_finders(layout, few) == {}
    assert "find.js" not in render_indexes(layout, few)[layout.index("ca")]
    write_series(layout, build_manifest(settings_with(), many(episode, MANY)))
    write_series(layout, few)
    assert not list(layout.output.glob("stories.*"))


def from_disk(route: Route, layout: Layout) -> None:
    path = layout.output / urlsplit(route.request.url).path.lstrip("/")
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
def test_a_story_is_found_in_a_browser(
    chromium: Browser, episode: Episode, layout: Layout, width: int, scheme: Literal["light", "dark"]
) -> None:
    """By words without their accents, whatever part it is on; and the page is as accessible as before."""
    episodes = many(episode, MANY)
    titles = {"ca": "La història de l’Àngels", "en": "Àngels’s story"}
    episodes[-1] = episodes[-1].model_copy(update={"title": titles})
    write_series(layout, build_manifest(settings_with(), episodes))
    page = chromium.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme)

    page.route("https://veus.test/**", lambda route: from_disk(route, layout))
    page.goto("https://veus.test/index.ca.2.html")
    assert page.locator(".cards > li").count() == A_PAGE
    field, links = page.get_by_label("Cerca una història"), page.locator("#find li a")
    field.fill("angels l'historia")
    page.get_by_text("Històries trobades: 0").wait_for()
    field.fill("ANGELS historia")
    page.get_by_text("Històries trobades: 1").wait_for()
    assert [link.get_attribute("href") for link in links.all()] == [episodes[-1].pages["ca"]]
    assert violations(page, WCAG, scheme) == []
    field.fill("joel")
    page.get_by_text(f"Històries trobades: {MANY}; es mostren").wait_for()
    assert links.count() == 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    field.fill("")
    page.locator("#find li").first.wait_for(state="detached")
    page.close()


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_a_list_that_does_not_come_is_said_and_asked_for_again(
    chromium: Browser, manifest: Manifest, layout: Layout
) -> None:
    write_series(layout, manifest)
    page, there = chromium.new_page(), [False]

    page.route("https://veus.test/**", lambda route: from_disk(route, layout))
    page.route("**/*.json", lambda route: route.fallback() if there[0] else route.abort())
    page.goto("https://veus.test/index.en.html")
    field = page.get_by_label("Find a story")
    field.fill("joel")
    page.get_by_text("could not be loaded").wait_for()
    there[0] = True
    field.fill("Joel")
    page.get_by_text(f"Stories found: {MANY}").wait_for()
    page.close()
