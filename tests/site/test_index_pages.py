"""The page of a series of thousands, in parts."""

from __future__ import annotations

import re

import pytest
from publish_helpers import Make, settings_with, story_with

from pipeline.build.series_lists import write_series
from pipeline.project.layout import Layout
from pipeline.site.contract import Episode, Manifest
from pipeline.site.index_pages import A_PAGE, IndexPage, index_pages, page_count
from pipeline.site.manifest import build_manifest
from pipeline.site.pages import render_indexes

#: Two whole parts and one story.
MANY = 2 * A_PAGE + 1


def many(episode: Episode, count: int) -> list[Episode]:
    """The same episode under other names."""
    text = episode.model_dump_json(by_alias=True)
    slugs = [f"story-{number:03}" for number in range(count)]
    return [Episode.model_validate_json(text.replace(f'"{episode.slug}', f'"{slug}')) for slug in slugs]


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
