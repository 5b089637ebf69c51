"""An episode as a schema.org VideoObject: what search engines read (https://schema.org/VideoObject).

URLs are whole addresses where the series has a base_url, else relative to the folder of the story, in which both the
file and the page that may hold a copy of it lie.
"""

from __future__ import annotations

from typing import Any

from pipeline.site.contract import Episode, Series, Source
from pipeline.site.feeds.moments import iso_moment
from pipeline.site.page_words import seconds
from pipeline.site.parts import ChapterInfo, WebLink

#: What the page shows, or its elements say, and what only somebody who has the file can use.
ON_PAGE = frozenset(
    (
        "accessibilitySummary",
        "caption",
        "contentSize",
        "creativeWorkStatus",
        "encodingFormat",
        "height",
        "identifier",
        "isAccessibleForFree",
        "mentions",
        "sha256",
        "transcript",
        "url",
        "width",
    )
)


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
        "embedUrl": link(episode.players[lang]),
        "url": page,
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Published" if episode.status == "approved" else "Draft",
        "transcript": transcript or None,
        "caption": [_caption(link(track.url), track.language, track.type) for track in episode.tracks],
        "contentLocation": {"@type": "Place", "name": episode.place[lang]},
        "keywords": [tag[lang] for tag in series.tags],
        "hasPart": [_clip(page, item, lang) for item in episode.chapters],
        "mentions": [_read_on(one, lang) for one in (episode.programme, *episode.links) if one],
        "publisher": _organisation(series),
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": series.title[lang],
            "url": link(series.pages[lang]),
        },
    }
    data |= _media(clean) | _access(episode, lang)
    return {key: value for key, value in data.items() if value not in (None, [], ())}


def page_object(series: Series, episode: Episode, lang: str) -> dict[str, Any]:
    """The VideoObject as the page itself holds it: without what stands on the page anyway."""
    return {key: value for key, value in video_object(series, episode, lang, "").items() if key not in ON_PAGE}


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


def _clip(page: str, chapter: ChapterInfo, lang: str) -> dict[str, Any]:
    """A chapter; the page begins with it when it is opened at `url`, which is that of the page with the time as Google
    documents it (Search Central, "Video structured data", Clip).
    """
    return {
        "@type": "Clip",
        "name": chapter.title[lang],
        "startOffset": round(chapter.start_ms / 1000, 3),
        "endOffset": round(chapter.end_ms / 1000, 3),
        "url": f"{page}?t={seconds(chapter.start_ms)}",
    }


def _read_on(there: WebLink, lang: str) -> dict[str, Any]:
    return {"@type": "WebPage", "name": there.label[lang], "url": there.url}


def _organisation(series: Series) -> dict[str, Any]:
    return {"@type": "Organization", "name": series.publisher.name, "url": series.publisher.url}


def _enough(episode: Episode) -> list[tuple[str, ...]]:
    """The senses that are enough to follow the video, each by itself or together."""
    sound = episode.accessibility is not None and "auditory" in episode.accessibility.modes
    found: list[tuple[str, ...]] = [("auditory", "visual") if sound else ("visual",)]
    if sound and episode.tracks:
        found.append(("visual",))  # with captions
    if any(one.sound or one.extended for one in episode.descriptions):
        found.append(("auditory",))
    told = {one.language for one in (episode.tracks if episode.has_speech else episode.transcripts)}
    if told & {one.language for one in episode.descriptions}:
        found.append(("textual",))  # the transcript tells what is seen, too
    return found


def _sufficient(senses: tuple[str, ...]) -> dict[str, Any]:
    return {"@type": "ItemList", "itemListElement": list(senses)}


def _access(episode: Episode, lang: str) -> dict[str, Any]:
    known = episode.accessibility
    if known is None:
        return {}
    return {
        "accessibilityFeature": list(known.features),
        "accessMode": list(known.modes),
        "accessModeSufficient": [_sufficient(senses) for senses in _enough(episode)],
        "accessibilityHazard": list(known.hazards),
        "accessibilitySummary": known.summary[lang],
    }
