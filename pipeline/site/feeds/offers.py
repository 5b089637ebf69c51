"""What people are offered of an episode, and what people said of it: renditions with words, and the review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from pipeline.cues import TrackStatus
from pipeline.project.renditions import RenditionSettings
from pipeline.site.access_parts import DescriptionInfo
from pipeline.site.page_words import in_page_languages
from pipeline.site.parts import Alternative, ApprovalInfo, Rendition, ReviewInfo, Source, TrackInfo


def renditions(slug: str, sources: Sequence[Source], tracks: Sequence[TrackInfo]) -> tuple[Rendition, ...]:
    """Every video file with words for people and a name to save it under."""
    kinds = {track.language: track.kind for track in tracks}
    return tuple(_rendition(slug, source, kinds.get(source.language or "", "captions")) for source in sources)


def _rendition(slug: str, source: Source, kind: str) -> Rendition:
    lang = source.language
    return Rendition(
        url=source.url,
        kind=source.kind,
        language=lang,
        label=in_page_languages(f"downloads.burned_{kind}", [lang]) if lang else in_page_languages("downloads.clean"),
        filename=f"{slug}.{lang}.mp4" if lang else f"{slug}.mp4",
    )


def alternative(slug: str, wanted: RenditionSettings, lang: str, kind: str, file: Mapping[str, Any]) -> Alternative:
    """A video that the series wants besides. kind: of its track. file: what is known of the file."""
    label = in_page_languages(f"downloads.burned_{kind}", [lang])
    for key in _details(wanted):
        more = in_page_languages(f"downloads.{key}")
        label = {code: f"{text}, {more[code]}" for code, text in label.items()}
    return Alternative(
        name=wanted.name,
        language=lang,
        shape=wanted.shape,
        codec=wanted.codec,
        cards=wanted.cards,
        label=label,
        filename=f"{slug}.{lang}.{wanted.name}.mp4",
        **file,
    )


def _details(wanted: RenditionSettings) -> Iterator[str]:
    if wanted.shape != "source":
        yield {"9:16": "tall", "1:1": "square"}[wanted.shape]
    if wanted.codec != "h264":
        yield wanted.codec
    if wanted.cards:
        yield "cards"


def review(
    status: Literal["draft", "approved"],
    tracks: Mapping[str, tuple[TrackStatus, ApprovalInfo | None]],
    described: Sequence[DescriptionInfo] = (),
) -> ReviewInfo:
    """How far people have come with an episode of that status. tracks: by language, also those that say nothing; of its
    descriptions, `described` says it."""
    approvals = {lang: approval for lang, (_, approval) in tracks.items() if approval}
    every = [*approvals.values(), *(one.approval for one in described if one.approval)]
    moments = sorted((item.when for item in every), key=lambda when: datetime.fromisoformat(when).timestamp())
    return ReviewInfo(
        status=status,
        approved_at=moments[-1] if moments and status == "approved" else None,
        approvals=approvals,
        waiting=tuple(lang for lang, (state, _) in tracks.items() if state != "approved"),
        waiting_descriptions=tuple(one.language for one in described if one.status != "approved"),
        heard=status == "approved" and bool(every) and all(item.heard for item in every),
    )
