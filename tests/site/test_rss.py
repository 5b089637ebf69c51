"""The feed: all that RSS demands, and right for readers that we did not write."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import feedparser
from defusedxml.ElementTree import fromstring

from pipeline.site.contract import Manifest
from pipeline.site.feeds.rss import rss

BASE = "https://news.example.org/veus/"
MEDIA = "{http://search.yahoo.com/mrss/}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


def channel(manifest: Manifest, lang: str = "ca") -> Element:
    root = fromstring(rss(manifest, lang))
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
    read = feedparser.parse(rss(public, "en"))
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
