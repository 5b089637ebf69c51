"""A sitemap with the videos, from the manifest alone.

Sources: https://www.sitemaps.org/protocol.html; Google's video extension, schema sitemap-video/1.1, whose elements
have a fixed order; hreflang links between the languages of a page. Drafts are left out.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from pipeline.site.contract import Episode, Manifest, Series
from pipeline.site.feeds.moments import iso_moment
from pipeline.site.feeds.xmltext import Names, add, document

MAP = Names("", "http://www.sitemaps.org/schemas/sitemap/0.9")
VIDEO = Names("video", "http://www.google.com/schemas/sitemap-video/1.1")
XHTML = Names("xhtml", "http://www.w3.org/1999/xhtml")
#: Google's limits: characters of title and description, seconds, number of tags.
TITLE, DESCRIPTION, LONGEST, TAGS = 100, 2048, 28_800, 32


def sitemap(manifest: Manifest) -> str:
    """The sitemap of all pages in all languages. The series must have a base_url."""
    series = manifest.series
    root = ET.Element(MAP("urlset"))
    for lang in series.pages:
        _url(root, series, series.pages, lang)
    for episode in manifest.episodes:
        if episode.status == "approved":
            for lang in episode.pages:
                _video(_url(root, series, episode.pages, lang), series, episode, lang)
    return document(root)


def _url(root: ET.Element, series: Series, pages: Mapping[str, str], lang: str) -> ET.Element:
    url = add(root, MAP("url"))
    add(url, MAP("loc"), f"{series.base_url}{pages[lang]}")
    for other, page in [*pages.items(), ("x-default", next(iter(pages.values())))]:
        told = {"rel": "alternate", "hreflang": other, "href": f"{series.base_url}{page}"}
        add(url, XHTML("link"), attributes=told)
    return url


def _video(url: ET.Element, series: Series, episode: Episode, lang: str) -> None:
    """Nothing where there is no poster: the format demands one."""
    if episode.poster is None:
        return
    video = add(url, VIDEO("video"))
    seconds = min(LONGEST, max(1, round(episode.duration_ms / 1000)))
    told = {
        "thumbnail_loc": f"{series.base_url}{episode.poster.url}",
        "title": episode.title[lang][:TITLE],
        "description": episode.summary[lang][:DESCRIPTION],
        "content_loc": f"{series.base_url}{episode.sources[0].url}",
        "duration": str(seconds),
        "publication_date": iso_moment(episode.published_at, episode.published),
    }
    for name, text in told.items():
        add(video, VIDEO(name), text)
    for tag in series.tags[:TAGS]:
        add(video, VIDEO("tag"), tag[lang])
    for name, text in (("family_friendly", "yes"), ("requires_subscription", "no"), ("live", "no")):
        add(video, VIDEO(name), text)
