"""The feed: all that RSS demands, and right for readers that we did not write."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

import feedparser
from defusedxml.ElementTree import fromstring
from publish_helpers import many

from pipeline.site.contract import Manifest
from pipeline.site.feeds.rss import NEWEST, feeds

BASE = "https://news.example.org/veus/"
MEDIA = "{http://search.yahoo.com/mrss/}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


def channel(manifest: Manifest, lang: str = "ca") -> Element:
    root = fromstring(feeds(manifest, lang)[manifest.series.feeds[lang]])
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (only,) = root
    return only


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
    read = feedparser.parse(feeds(public, "en")["feed.en.xml"])
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


#: As many as there may be of the year before this one, for there to be others.
YEARS = {2019: 3, 2020: NEWEST, 2021: 20, 2023: 10}


def of_years(public: Manifest) -> Manifest:
    """Approved stories of `YEARS`, the oldest first; one of each year has a draft beside it."""
    days = [date(year, 1 + number % 12, 1 + number // 12) for year, count in YEARS.items() for number in range(count)]
    dated = [
        one.model_copy(update={"published": day, "published_at": None})
        for one, day in zip(many(public.episodes[0], len(days)), days, strict=True)
    ]
    draft = dated[0].model_copy(update={"id": "serie/draft", "status": "draft"})
    return public.model_copy(update={"episodes": (*dated, draft)})


def entries(text: str) -> list[str]:
    read = feedparser.parse(text)
    assert not read.bozo and read.version == "rss20"
    return [entry.id for entry in read.entries]


def links(text: str) -> dict[str, str]:
    (found,) = fromstring(text)
    return {
        link.get("rel", ""): link.get("href", "").removeprefix(BASE)
        for link in found.findall("{http://www.w3.org/2005/Atom}link")
    }


def test_a_long_feed_has_the_newest_and_leads_to_the_others_by_year(public: Manifest) -> None:
    """RFC 5005, section 4: who follows prev-archive has every story; `current` leads back."""
    manifest = of_years(public)
    found = feeds(manifest, "ca")
    assert list(found) == ["feed.ca.xml", "feed.ca.2020.xml", "feed.ca.2019.xml"], (
        "2021 and 2023 are in the first whole"
    )
    days = [entry.published_parsed[:3] for entry in feedparser.parse(found["feed.ca.xml"]).entries]
    assert len(days) == NEWEST and days == sorted(days, reverse=True)
    seen, url = list[str](), "feed.ca.xml"
    while url:
        told = links(found[url])
        assert told["self"] == url and told.get("current", "feed.ca.xml") == "feed.ca.xml"
        assert ("current" in told) == (url != "feed.ca.xml")
        seen += entries(found[url])
        url = told.get("prev-archive", "")
    assert set(seen) == {f"urn:veus:{one.id}" for one in manifest.episodes if one.status == "approved"}
    assert (
        len(entries(found["feed.ca.2020.xml"])) == YEARS[2020]
        and len(entries(found["feed.ca.2019.xml"])) == YEARS[2019]
    )
    assert links(found["feed.ca.2019.xml"])["next-archive"] == "feed.ca.2020.xml"
    assert "next-archive" not in links(found["feed.ca.2020.xml"])


def test_archives_say_that_they_are(public: Manifest) -> None:
    found = feeds(of_years(public), "en")
    told = [
        bool(fromstring(text).findall("channel/{http://purl.org/syndication/history/1.0}archive"))
        for text in found.values()
    ]
    assert told == [False, True, True]


def test_a_feed_that_is_not_long_has_the_order_of_the_series(public: Manifest) -> None:
    manifest = public.model_copy(update={"episodes": tuple(many(public.episodes[0], NEWEST))})
    (text,) = feeds(manifest, "ca").values()
    assert entries(text) == [f"urn:veus:{one.id}" for one in manifest.episodes] and list(links(text)) == ["self"]
