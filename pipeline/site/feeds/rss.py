"""The stories as an RSS 2.0 feed in one language, from the manifest alone.

With Media RSS (https://www.rssboard.org/media-rss: renditions, poster, subtitles) and podcast:transcript
(https://podcastindex.org/namespace/1.0). Drafts are not announced: a feed cannot be taken back.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from pipeline.site.contract import Episode, Manifest, Series, Source
from pipeline.site.feeds.moments import rfc_moment
from pipeline.site.feeds.xmltext import Names, add, document

ATOM = Names("atom", "http://www.w3.org/2005/Atom")
MEDIA = Names("media", "http://search.yahoo.com/mrss/")
PODCAST = Names("podcast", "https://podcastindex.org/namespace/1.0")
TYPE = "application/rss+xml"


def rss(manifest: Manifest, lang: str) -> str:
    """The feed in `lang`. The series must have a base_url: RSS knows whole addresses only."""
    series = manifest.series
    root = ET.Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", series.title[lang])
    add(channel, "link", _link(series, series.pages[lang]))
    add(channel, "description", series.summary[lang])
    add(channel, "language", lang)
    add(channel, "pubDate", rfc_moment(series.published_at, series.published))
    own = {"rel": "self", "type": TYPE, "href": _link(series, series.feeds[lang])}
    add(channel, ATOM("link"), attributes=own)
    for tag in series.tags:
        add(channel, "category", tag[lang])
    for episode in manifest.episodes:
        if episode.status == "approved":
            _item(channel, series, episode, lang)
    return document(root)


def _item(channel: ET.Element, series: Series, episode: Episode, lang: str) -> None:
    item = add(channel, "item")
    clean = episode.sources[0]
    kind = clean.type.partition(";")[0]
    add(item, "title", episode.title[lang])
    add(item, "link", _link(series, episode.pages[lang]))
    add(item, "guid", f"urn:veus:{episode.id}", {"isPermaLink": "false"})
    add(item, "description", episode.summary[lang])
    add(item, "pubDate", rfc_moment(episode.published_at, episode.published))
    add(item, "enclosure", attributes={"url": _link(series, clean.url), "length": clean.bytes, "type": kind})
    _media(item, series, episode, lang)
    _transcripts(item, series, episode)


def _media(item: ET.Element, series: Series, episode: Episode, lang: str) -> None:
    group = add(item, MEDIA("group"))
    for source in episode.sources:
        _content(group, series, episode, source)
    add(group, MEDIA("title"), episode.title[lang], {"type": "plain"})
    add(group, MEDIA("description"), episode.summary[lang], {"type": "plain"})
    keywords = ", ".join(tag[lang] for tag in series.tags)
    if keywords:
        add(group, MEDIA("keywords"), keywords)
    if poster := episode.poster:
        size = {"width": poster.width, "height": poster.height}
        add(group, MEDIA("thumbnail"), attributes={"url": _link(series, poster.url), **size})
    frame = next(item for item in episode.embeds if item.language == lang)
    add(group, MEDIA("player"), attributes={"url": frame.url, "width": frame.width, "height": frame.height})
    for track in episode.tracks:
        told = {"type": track.type, "lang": track.language, "href": _link(series, track.url)}
        add(group, MEDIA("subTitle"), attributes=told)


def _content(group: ET.Element, series: Series, episode: Episode, source: Source) -> None:
    told = {
        "url": _link(series, source.url),
        "fileSize": source.bytes,
        "type": source.type.partition(";")[0],
        "medium": "video",
        "isDefault": "true" if source.kind == "clean" else "false",
        "expression": "full",
        "duration": max(1, round(source.duration_ms / 1000)),
        "width": source.width,
        "height": source.height,
        "lang": episode.spoken[0],
    }
    add(group, MEDIA("content"), attributes=told)


def _transcripts(item: ET.Element, series: Series, episode: Episode) -> None:
    """Files with times are captions; the page and the plain text are for reading."""
    for track in episode.tracks:
        for url, kind in ((track.url, track.type), (track.srt.url, track.srt.type)):
            told = {"url": _link(series, url), "type": kind, "language": track.language, "rel": "captions"}
            add(item, PODCAST("transcript"), attributes=told)
    for words in episode.transcripts:
        for url, kind in ((words.html, "text/html"), (words.text, "text/plain")):
            told = {"url": _link(series, url), "type": kind, "language": words.language}
            add(item, PODCAST("transcript"), attributes=told)


def _link(series: Series, url: str) -> str:
    return f"{series.base_url}{url}"
