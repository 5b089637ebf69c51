"""What search engines and other sites are told of a page: whole addresses, a card, and a picture that is described."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from publish_helpers import APPROVAL, WHOLE, both, settings_with, story_with

from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.site.contract import Manifest
from pipeline.site.feeds.jsonld import page_object, video_object
from pipeline.site.manifest import build_series
from pipeline.site.pages import render_index

BASE = "https://news.example.org/veus/"


class Head(HTMLParser):
    """meta: content by property and name, in order. links: attributes. texts: by tag and id, of all elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag == "meta":
            self.meta += [(name, found["content"] or "") for key in ("property", "name") if (name := found.get(key))]
        if tag == "link":
            self.links.append(found)

    @property
    def cards(self) -> dict[str, str]:
        return {name: text for name, text in self.meta if name.startswith(("og:", "twitter:"))}

    @property
    def alternates(self) -> list[tuple[str | None, str | None]]:
        return [(link["hreflang"], link["href"]) for link in self.links if "hreflang" in link]


def page(layout: Layout, name: str) -> Head:
    return Head((layout.output / name).read_text("utf-8"))


def test_a_story_that_is_shared_shows_its_picture_and_its_film(layout: Layout, public: Manifest) -> None:
    cards = page(layout, "joel/embed.ca.html").cards
    episode = public.episodes[0]
    assert episode.poster
    assert cards["twitter:image:alt"] == episode.poster.alt["ca"]
    assert cards.pop("twitter:card") in ("summary_large_image", "player")
    assert {name: text for name, text in cards.items() if not name.startswith("twitter:")} == {
        "og:title": "En Joel",
        "og:description": "A l’hort.",
        "og:type": "video.other",
        "og:site_name": "La sèrie",
        "og:locale": "ca_ES",
        "og:locale:alternate": "en_GB",
        "og:url": f"{BASE}joel/embed.ca.html",
        "og:image": f"{BASE}joel/poster.jpg",
        "og:image:width": str(episode.poster.width),
        "og:image:height": str(episode.poster.height),
        "og:image:alt": episode.poster.alt["ca"],
        "og:video": f"{BASE}joel/video.ca.mp4",
        "og:video:type": "video/mp4",
        "og:video:width": "96",
        "og:video:height": "54",
    }
    assert page(layout, "joel/embed.en.html").cards["og:video"] == f"{BASE}joel/video.en.mp4"


def test_the_page_of_the_series_is_shared_with_the_picture_of_a_story(layout: Layout, public: Manifest) -> None:
    cards = page(layout, "index.en.html").cards
    assert (cards["og:type"], cards["og:title"], cards["og:locale"]) == ("website", "The series", "en_GB")
    assert (cards["og:image"], cards["og:image:alt"]) == (f"{BASE}joel/poster.jpg", public.episodes[0].poster.alt["en"])  # type: ignore[union-attr]
    assert not [name for name in cards if "video" in name]


def test_without_a_base_url_no_card_has_half_an_address(layout: Layout, site: Manifest) -> None:
    for name in ("index.ca.html", "joel/embed.ca.html"):
        cards = page(layout, name).cards
        assert cards["og:title"] and not {"og:url", "og:image", "og:video", "twitter:card"} & set(cards)


def test_a_player_of_its_own_is_the_card(layout: Layout, public: Manifest) -> None:
    from pipeline.site.pages import render_story_pages

    episode = public.episodes[0]
    paths = story_with(layout).paths

    def cards_of(page: str) -> dict[str, str]:
        frames = [
            frame.model_copy(update={"url": f"{BASE}joel/{page}.{frame.language}.html"}) for frame in episode.embeds
        ]
        shown = episode.model_copy(update={"embeds": tuple(frames)})
        return Head(render_story_pages(paths, public.series, shown, {})[paths.embed("ca")]).cards

    cards = cards_of("player")
    assert (cards["twitter:card"], cards["twitter:player"]) == ("player", f"{BASE}joel/player.ca.html")
    assert int(cards["twitter:player:width"]) and int(cards["twitter:player:height"])
    assert cards_of("embed")["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("index.ca.html", "index.{}.html"),
        ("joel/embed.en.html", "joel/embed.{}.html"),
        ("joel/transcript.ca.html", "joel/transcript.{}.html"),
    ],
)
def test_a_page_names_itself_and_its_other_languages(layout: Layout, public: Manifest, name: str, pages: str) -> None:
    found = page(layout, name)
    assert found.alternates == [
        ("ca", BASE + pages.format("ca")),
        ("en", BASE + pages.format("en")),
        ("x-default", BASE + pages.format("ca")),
    ]
    assert [link["href"] for link in found.links if link["rel"] == "canonical"] == [BASE + name]


def test_without_a_base_url_the_other_language_is_beside_the_page(layout: Layout, site: Manifest) -> None:
    found = page(layout, "joel/embed.ca.html")
    assert found.alternates == [("en", "embed.en.html")]
    assert not [link for link in found.links if link["rel"] == "canonical"]


def test_a_chapter_is_a_clip_whose_address_is_the_page_with_the_time(layout: Layout, make_episode) -> None:
    marks = [{"start": "0:00", "title": both("L’inici", "The start")}, {"start": "0:01.5", "title": both("b", "c")}]
    settings = settings_with(**WHOLE)
    episode = make_episode(story_with(layout, chapters=marks), series=settings)
    for data in (page_object, lambda *of: video_object(*of, "")):
        assert data(build_series(settings), episode, "en")["hasPart"] == [
            {
                "@type": "Clip",
                "name": name,
                "startOffset": start,
                "endOffset": end,
                "url": f"{BASE}joel/embed.en.html?t={at}",
            }
            for name, start, end, at in (("The start", 0, 1.5, "0"), ("c", 1.5, 2, "1.5"))
        ]


def test_open_captions_are_those_of_the_film_that_is_named(layout: Layout, public: Manifest) -> None:
    """contentUrl is the clean video; copies with captions in the picture are told of in words."""
    data = video_object(public.series, public.episodes[0], "en", "")
    assert data["contentUrl"] == f"{BASE}joel/video.mp4"
    assert "openCaptions" not in data["accessibilityFeature"]
    assert "There is a copy with the captions in the picture" in data["accessibilitySummary"]


def test_accessibility_is_told_point_by_point(layout: Layout, make_site: Callable[..., Manifest]) -> None:
    public = make_site(settings_with(**WHOLE), status="approved", approval=APPROVAL, cues=[Cue(0, 1000, "Hola.")])
    told = public.episodes[0].accessibility
    assert told and len(told.points) > 4
    assert {lang: " ".join(point[lang] for point in told.points) for lang in ("ca", "en")} == told.summary
    html = Path(layout.output / "joel/embed.en.html").read_text("utf-8")
    items = html.partition('<ul class="told">')[2].partition("</ul>")[0]
    assert [item.partition("</li>")[0] for item in items.split("<li>")[1:]] == [p["en"] for p in told.points]


def test_cards_are_articles_named_by_their_headings(public: Manifest) -> None:
    shown_twice = public.series.model_copy(update={"sections": public.series.sections * 2})
    for manifest in (public, public.model_copy(update={"series": shown_twice})):
        found = Head(render_index(manifest, "ca"))
        named = [attrs.get("aria-labelledby") for tag, attrs in found.elements if tag == "article"]
        ids = [attrs["id"] for _, attrs in found.elements if "id" in attrs]
        headings = [attrs.get("id") for tag, attrs in found.elements if tag == "h3"]
        assert len(named) >= 2 and named == headings
        assert len(set(ids)) == len(ids)
