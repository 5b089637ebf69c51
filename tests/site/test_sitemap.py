"""The sitemap: all that its formats demand, within the limits of those who read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from publish_helpers import both

from pipeline.site.contract import Manifest
from pipeline.site.feeds.sitemap import DESCRIPTION, LONGEST, TAGS, TITLE, sitemap

BASE = "https://news.example.org/veus/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"
#: The order that Google's schema of video elements prescribes.
ORDER = ["thumbnail_loc", "title", "description", "content_loc", "player_loc", "duration", "publication_date", "tag"]
ORDER += ["family_friendly", "requires_subscription", "live"]


def map_of(manifest: Manifest) -> Element:
    return fromstring(sitemap(manifest))


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
        assert [link.get("hreflang") for link in links] == ["ca", "en", "x-default"]
        assert url.findtext(f"{MAP}loc") in [link.get("href") for link in links]


def changed(manifest: Manifest, **episode: object) -> Manifest:
    return manifest.model_copy(update={"episodes": (manifest.episodes[0].model_copy(update=episode),)})


def test_texts_lengths_and_tags_keep_the_limits_of_search_engines(public: Manifest) -> None:
    series = public.series.model_copy(update={"tags": (both("barri", "area"),) * (TAGS + 1)})
    long = changed(public, title=both("t" * 101, "t"), summary=both("d" * 2049, "d"), duration_ms=9 * 3_600_000)
    video = next(map_of(long.model_copy(update={"series": series})).iter(f"{VIDEO}video"))
    assert len(video.findtext(f"{VIDEO}title") or "") == TITLE == 100
    assert len(video.findtext(f"{VIDEO}description") or "") == DESCRIPTION
    assert video.findtext(f"{VIDEO}duration") == str(LONGEST) and len(video.findall(f"{VIDEO}tag")) == TAGS
    brief = next(map_of(changed(public, duration_ms=20)).iter(f"{VIDEO}video"))
    assert brief.findtext(f"{VIDEO}duration") == "1"


def test_a_story_without_a_poster_is_a_page_and_no_video(public: Manifest) -> None:
    root = map_of(changed(public, poster=None))
    assert len(root) == 4 and not list(root.iter(f"{VIDEO}video"))
