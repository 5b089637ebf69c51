"""oEmbed 1.0 (https://oembed.com) as files: the answer to "how do I show this page?", for each language."""

from __future__ import annotations

from typing import Any

from pipeline.site.contract import Episode, Series
from pipeline.templating import CONTROLS

TYPE = "application/json+oembed"
#: How long an answer may be kept (s): a day.
CACHE_AGE = 86_400


def oembed(series: Series, episode: Episode, lang: str) -> dict[str, Any]:
    """The answer for the page in `lang`. The series must have a base_url: oEmbed knows whole addresses only."""
    frame = next(item for item in episode.embeds if item.language == lang)
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "video",
        "title": CONTROLS.sub("", episode.title[lang]),
        "author_name": series.publisher.name,
        "author_url": series.publisher.url,
        "provider_name": CONTROLS.sub("", series.title[lang]),
        "provider_url": f"{series.base_url}{series.pages[lang]}",
        "cache_age": CACHE_AGE,
        "html": frame.html,
        "width": frame.width,
        "height": frame.height,
    }
    if episode.poster:
        data |= {
            "thumbnail_url": f"{series.base_url}{episode.poster.url}",
            "thumbnail_width": episode.poster.width,
            "thumbnail_height": episode.poster.height,
        }
    return data
