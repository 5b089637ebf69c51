"""oEmbed 1.0 (https://oembed.com): the answer to "how do I show this page?", for each language.

Files hold the answer without limits, whose frame is as wide as its column; `veus preview` gives the others too.
"""

from __future__ import annotations

from typing import Any

from pipeline.site.contract import Episode, Manifest, Series
from pipeline.site.feeds.embeds import frame, iframe, shape
from pipeline.templating import CONTROLS

TYPE = "application/json+oembed"
#: How long an answer may be kept (s): a day.
CACHE_AGE = 86_400


def oembed(
    series: Series, episode: Episode, lang: str, max_width: int | None = None, max_height: int | None = None
) -> dict[str, Any]:
    """The answer for the page in `lang`, in a frame of at most that many px. The series must have a base_url: oEmbed
    knows whole addresses only."""
    size = frame((episode.width, episode.height), max_width, max_height)
    limited = max_width is not None or max_height is not None
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "video",
        "title": CONTROLS.sub("", episode.title[lang]),
        "author_name": series.publisher.name,
        "author_url": series.publisher.url,
        "provider_name": CONTROLS.sub("", series.title[lang]),
        "provider_url": f"{series.base_url}{series.pages[lang]}",
        "cache_age": CACHE_AGE,
        "html": _html(series, episode, lang, size if limited else None),
        "width": size[0],
        "height": size[1],
    }
    poster = episode.poster
    # A thumbnail, too, must keep to the limits (§2.3.4.1); there is one size of it.
    if poster and poster.width <= (max_width or poster.width) and poster.height <= (max_height or poster.height):
        data |= {
            "thumbnail_url": f"{series.base_url}{poster.url}",
            "thumbnail_width": poster.width,
            "thumbnail_height": poster.height,
        }
    return data


def page_asked_for(manifest: Manifest, url: str, base_url: str) -> tuple[Episode, str] | None:
    """The episode, and the language, of a page or player at `url`; None where the series has none there."""
    address = url.partition("#")[0].partition("?")[0]
    for episode in manifest.episodes:
        for lang, player in episode.players.items():
            if address in (base_url + episode.pages[lang], base_url + player):
                return episode, lang
    return None


def _html(series: Series, episode: Episode, lang: str, most: tuple[int, int] | None) -> str:
    ratio = shape(episode.width, episode.height)
    title = next(item.title for item in episode.embeds if item.language == lang)
    return iframe(f"{series.base_url}{episode.players[lang]}", title, lang, ratio, most)
