"""The stories as an RSS 2.0 feed in one language, from the manifest alone.

With Media RSS (https://www.rssboard.org/media-rss: renditions, poster, subtitles) and podcast:transcript
(https://podcastindex.org/namespace/1.0). Drafts are not announced: a feed cannot be taken back.

A long feed is asked for by every reader, many times a day. So that of a large series has what is newest, and leads to
archives, one a year, as RFC 5005, section 4, has it ("Archived Feeds"): together they are the whole.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.site.contract import Episode, Manifest, Series, Source
from pipeline.site.feeds.moments import certain_moment, rfc_moment
from pipeline.site.feeds.xmltext import Names, add, document

ATOM = Names("atom", "http://www.w3.org/2005/Atom")
MEDIA = Names("media", "http://search.yahoo.com/mrss/")
PODCAST = Names("podcast", "https://podcastindex.org/namespace/1.0")
HISTORY = Names("fh", "http://purl.org/syndication/history/1.0")
TYPE = "application/rss+xml"

#: Stories of a feed that goes on in archives: some 200 kB, and more than readers show at first.
NEWEST = 50


def feeds(manifest: Manifest, lang: str) -> dict[str, str]:
    """By its URL, the feed in `lang`, and the archives of the years of which it has not every story, newest first. The
    series must have a base_url: RSS knows whole addresses only."""
    main = manifest.series.feeds[lang]
    public = [episode for episode in manifest.episodes if episode.status == "approved"]
    if len(public) <= NEWEST:
        return {main: _feed(manifest.series, lang, public, {"self": main})}
    newest = sorted(public, key=lambda one: certain_moment(one.published_at, one.published), reverse=True)
    years = sorted({one.published.year for one in newest[NEWEST:]}, reverse=True)
    archives = [_archive(main, year) for year in years]
    found = {main: _feed(manifest.series, lang, newest[:NEWEST], {"self": main, "prev-archive": archives[0]})}
    around = [None, *archives, None]
    for place, year in enumerate(years, 1):
        later, own, earlier = around[place - 1 : place + 2]
        links = {"self": own, "current": main, "prev-archive": earlier, "next-archive": later}
        of_year = [one for one in newest if one.published.year == year]
        found[archives[place - 1]] = _feed(manifest.series, lang, of_year, links)
    return found


def _archive(main: str, year: int) -> str:
    """feed.ca.xml → feed.ca.2021.xml."""
    path = PurePosixPath(main)
    return str(path.with_name(f"{path.stem}.{year}{path.suffix}"))


def _feed(series: Series, lang: str, episodes: Sequence[Episode], links: dict[str, str | None]) -> str:
    """One document; links: its own URL and those of others, by what they are to it. An archive names the current."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", series.title[lang])
    add(channel, "link", _link(series, series.pages[lang]))
    add(channel, "description", series.summary[lang])
    add(channel, "language", lang)
    add(channel, "pubDate", rfc_moment(series.published_at, series.published))
    for rel, url in links.items():
        if url:
            add(channel, ATOM("link"), attributes={"rel": rel, "type": TYPE, "href": _link(series, url)})
    if "current" in links:
        add(channel, HISTORY("archive"))
    for tag in series.tags:
        add(channel, "category", tag[lang])
    for episode in episodes:
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
