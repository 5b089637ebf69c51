"""RSS and sitemap: well-formed, with all that their formats demand, and right for readers that we did not write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import feedparser
import pytest
from defusedxml.ElementTree import fromstring
from publish_helpers import APPROVAL, WHOLE, both, settings_with

from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.site.contract import Manifest
from pipeline.site.feeds.outputs import NO_BASE_URL, remarks, render_series_data, series_paths

BASE = "https://news.example.org/veus/"
MEDIA = "{http://search.yahoo.com/mrss/}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"
#: The order that Google's schema of video elements prescribes.
ORDER = ["thumbnail_loc", "title", "description", "content_loc", "player_loc", "duration", "publication_date", "tag"]
ORDER += ["family_friendly", "requires_subscription", "live"]


def feed(manifest: Manifest, lang: str = "ca") -> str:
    return render_series_data(manifest)[f"feed.{lang}.xml"]


def channel(manifest: Manifest, lang: str = "ca") -> Element:
    root = fromstring(feed(manifest, lang))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (only,) = root
    return only


def map_of(manifest: Manifest) -> Element:
    return fromstring(render_series_data(manifest)["sitemap.xml"])


def test_a_series_that_is_nowhere_on_the_web_has_no_feeds(layout: Layout, site: Manifest, settings: Settings) -> None:
    assert render_series_data(site) == {}
    assert series_paths(layout, settings) == []
    assert not list(layout.output.rglob("*.xml")) and not list(layout.output.rglob("oembed*"))
    assert remarks(settings, []) == [NO_BASE_URL]


def test_files_are_those_announced(layout: Layout, public: Manifest) -> None:
    settings = settings_with(**WHOLE)
    assert sorted(layout.output.glob("*.xml")) == sorted(series_paths(layout, settings))
    assert public.series.feeds == {"ca": "feed.ca.xml", "en": "feed.en.xml"}
    assert public.series.sitemap == "sitemap.xml"


def test_a_section_of_an_unknown_story_is_told(layout: Layout) -> None:
    assert remarks(settings_with(**WHOLE), []) == [
        'a section of series.toml names "joel", which is not among the stories.'
    ]


def test_a_feed_has_what_rss_demands(public: Manifest) -> None:
    for lang, title in (("ca", "La sèrie"), ("en", "The series")):
        found = channel(public, lang)
        assert found.findtext("title") == title
        assert found.findtext("link") == f"{BASE}index.{lang}.html"
        assert found.findtext("description") and found.findtext("language") == lang
        (own,) = found.findall("{http://www.w3.org/2005/Atom}link")
        assert (own.get("rel"), own.get("href")) == ("self", f"{BASE}feed.{lang}.xml")
        for item in found.findall("item"):
            (enclosure,) = item.findall("enclosure")
            assert set(enclosure.attrib) == {"url", "length", "type"} and enclosure.get("type") == "video/mp4"
            assert item.find("guid").get("isPermaLink") == "false"


def test_another_reader_understands_the_feed(public: Manifest) -> None:
    read = feedparser.parse(feed(public, "en"))
    assert not read.bozo and read.version == "rss20"
    assert (read.feed.title, read.feed.language) == ("The series", "en")
    assert read.feed.published_parsed[:5] == (2021, 7, 23, 10, 52)
    assert [entry.id for entry in read.entries] == ["urn:veus:serie/joel", "urn:veus:serie/laura"]
    entry = read.entries[0]
    assert (entry.title, entry.link) == ("Joel", f"{BASE}joel/embed.en.html")
    assert entry.published_parsed[:3] == (2021, 8, 1)
    episode = public.episodes[0]
    assert entry.enclosures[0].href == f"{BASE}joel/video.mp4"
    assert entry.enclosures[0].length == str(episode.sources[0].bytes)
    assert [item["url"] for item in entry.media_content] == [BASE + source.url for source in episode.sources]
    assert entry.media_thumbnail[0]["url"] == f"{BASE}joel/poster.jpg"


def test_every_text_of_a_story_can_be_found_through_the_feed(public: Manifest) -> None:
    item = channel(public).find("item")
    transcripts = [dict(found.attrib) for found in item.findall(f"{PODCAST}transcript")]
    episode = public.episodes[0]
    captions = [url for track in episode.tracks for url in (track.url, track.srt.url)]
    to_read = [url for words in episode.transcripts for url in (words.html, words.text)]
    assert [found["url"] for found in transcripts] == [BASE + url for url in (*captions, *to_read)]
    assert {found["type"] for found in transcripts} == {"text/vtt", "application/x-subrip", "text/html", "text/plain"}
    assert [found.get("rel") for found in transcripts] == ["captions"] * 4 + [None] * 4
    subtitles = item.findall(f"{MEDIA}group/{MEDIA}subTitle")
    assert [(found.get("lang"), found.get("href")) for found in subtitles] == [
        (track.language, BASE + track.url) for track in episode.tracks
    ]


def test_one_rendition_is_the_default(public: Manifest) -> None:
    contents = channel(public).findall(f"item/{MEDIA}group/{MEDIA}content")
    assert [found.get("isDefault") for found in contents] == ["true", "false", "false"] * 2
    assert {found.get("medium") for found in contents} == {"video"}


def test_the_sitemap_has_what_its_formats_demand(public: Manifest) -> None:
    root = map_of(public)
    assert root.tag == f"{MAP}urlset"
    pages = [url for episode in public.episodes for url in episode.pages.values()]
    assert [url.findtext(f"{MAP}loc") for url in root] == [
        BASE + page for page in ("index.ca.html", "index.en.html", *pages)
    ]
    for url in list(root)[2:]:
        (video,) = url.findall(f"{VIDEO}video")
        names = [child.tag.removeprefix(VIDEO) for child in video]
        assert set(names) >= {"thumbnail_loc", "title", "description", "content_loc"}
        assert names == sorted(names, key=ORDER.index)
        assert 1 <= int(video.findtext(f"{VIDEO}duration")) <= 28_800
        # A player is an address of its own; ours is the page itself.
        assert video.findtext(f"{VIDEO}content_loc") != url.findtext(f"{MAP}loc")
    for url in root:
        links = url.findall("{http://www.w3.org/1999/xhtml}link")
        assert [link.get("hreflang") for link in links] == ["ca", "en"]
        assert url.findtext(f"{MAP}loc") in [link.get("href") for link in links]


def test_the_moment_of_publication_has_its_offset(make_site: Callable[..., Manifest]) -> None:
    manifest = make_site(settings_with(**WHOLE | {"published": "2021-08-01"}), status="approved", approval=APPROVAL)
    assert manifest.model_dump(mode="json")["series"]["published_at"] == "2021-08-01T12:52:00+02:00"
    dates = [found.text for found in map_of(manifest).iter(f"{VIDEO}publication_date")]
    assert set(dates) == {"2021-08-01T12:52:00+02:00"}
    assert channel(manifest).findtext("item/pubDate") == "Sun, 01 Aug 2021 12:52:00 +0200"


def test_drafts_are_not_announced(make_site: Callable[..., Manifest]) -> None:
    manifest = make_site(settings_with(**WHOLE))
    assert channel(manifest).findall("item") == []
    assert [url.findtext(f"{MAP}loc") for url in map_of(manifest)] == [BASE + f"index.{c}.html" for c in ("ca", "en")]


@pytest.mark.parametrize(
    "address", ["https://a.org/?x=1", "https://a.org/#x", "https://u:p@a.org/", "ftp://a.org/", "x"]
)
def test_an_address_that_files_cannot_be_added_to_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        settings_with(base_url=address)


EVIL: dict[str, Any] = both(
    "<script>alert(1)</script> \"q\" 'a' ]]> --> &amp; \u202eevil\u200f \x00\x0b\ufffe", "</item></channel><!--"
)


def test_markup_in_any_text_stays_text(make_site: Callable[..., Manifest]) -> None:
    evil = {"title": EVIL, "summary": EVIL, "tags": [EVIL], "publisher": {"name": EVIL["ca"], "url": BASE}}
    manifest = make_site(settings_with(**WHOLE | evil), status="approved", approval=APPROVAL)
    shown = re.sub("[\x00\x0b\ufffe]", "", EVIL["ca"])
    found = channel(manifest)
    assert (found.findtext("title"), found.findtext("category")) == (shown, shown)
    assert channel(manifest, "en").findtext("title") == EVIL["en"]
    assert not list(found.iter("script"))
    assert shown in [tag.text for tag in map_of(manifest).iter(f"{VIDEO}tag")]
    for text in render_series_data(manifest).values():
        assert "<script" not in text and "]]>" not in text and "<!--" not in text
