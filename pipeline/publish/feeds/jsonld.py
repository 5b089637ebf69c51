"""An episode as a schema.org VideoObject: what search engines read (https://schema.org/VideoObject).

URLs are whole addresses where the series has a base_url, else relative to the folder of the story, in which both the
file and the page that may hold a copy of it lie.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.publish.feeds.moments import iso_moment
from pipeline.publish.models import Episode, Series, Source

TYPE = "application/ld+json"


def video_object(series: Series, episode: Episode, lang: str, transcript: str) -> dict[str, Any]:
    """The VideoObject on the page in `lang`. transcript: plain text, in the language that the page shows."""

    def link(url: str) -> str:
        if series.base_url:
            return series.base_url + url
        own = f"{episode.slug}/"
        return url.removeprefix(own) if url.startswith(own) else f"../{url}"

    clean = episode.sources[0]
    page = link(episode.pages[lang])
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "@id": f"urn:veus:{episode.id}",
        "identifier": episode.id,
        "name": episode.title[lang],
        "description": episode.summary[lang],
        "inLanguage": list(episode.spoken),
        "duration": episode.duration,
        "uploadDate": iso_moment(episode.published_at, episode.published),
        "thumbnailUrl": [link(episode.poster.url)] if episode.poster else None,
        "contentUrl": link(clean.url),
        "embedUrl": page,
        "url": page,
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Published" if episode.status == "approved" else "Draft",
        "transcript": transcript or None,
        "caption": [_caption(link(track.url), track.language, track.type) for track in episode.tracks],
        "contentLocation": {"@type": "Place", "name": episode.place[lang]},
        "keywords": [tag[lang] for tag in series.tags],
        "hasPart": [_clip(item.start_ms, item.end_ms, item.title[lang]) for item in episode.chapters],
        "publisher": _organisation(series),
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": series.title[lang],
            "url": link(series.pages[lang]),
        },
    }
    data |= _media(clean) | _access(episode, lang)
    return {key: value for key, value in data.items() if value not in (None, [], ())}


def script_json(data: dict[str, Any]) -> str:
    """JSON that can stand inside a `<script type="application/ld+json">`: no `<`, `>` or `&` that HTML could read."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _media(source: Source) -> dict[str, Any]:
    return {
        "encodingFormat": source.type.partition(";")[0],
        "contentSize": f"{source.bytes} B",
        "sha256": source.sha256,
        "width": _pixels(source.width),
        "height": _pixels(source.height),
    }


def _pixels(value: int) -> dict[str, Any]:
    return {"@type": "QuantitativeValue", "value": value, "unitCode": "E37"}  # UN/CEFACT: pixel


def _caption(url: str, lang: str, kind: str) -> dict[str, Any]:
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": kind, "inLanguage": lang}


def _clip(start: int, end: int, name: str) -> dict[str, Any]:
    return {"@type": "Clip", "name": name, "startOffset": round(start / 1000, 3), "endOffset": round(end / 1000, 3)}


def _organisation(series: Series) -> dict[str, Any]:
    return {"@type": "Organization", "name": series.publisher.name, "url": series.publisher.url}


def _access(episode: Episode, lang: str) -> dict[str, Any]:
    known = episode.accessibility
    if known is None:
        return {}
    return {
        "accessibilityFeature": list(known.features),
        "accessMode": list(known.modes),
        "accessibilityHazard": list(known.hazards),
        "accessibilitySummary": known.summary[lang],
    }
