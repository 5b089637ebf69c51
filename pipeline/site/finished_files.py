"""The finished files of a story, described for the contract: where each is, its type, size and SHA-256.

Functions of one file raise RenderError where it is missing or damaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.cues import Track, TrackStatus
from pipeline.errors import RenderError
from pipeline.files import sha256_file
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.project.settings import Settings
from pipeline.project.story import Story, signed
from pipeline.project.story_file import SignVideo
from pipeline.site.access_parts import SignInfo
from pipeline.site.feeds.offers import alternative
from pipeline.site.feeds.stretches import has_stretches
from pipeline.site.mp4 import read_mp4
from pipeline.site.no_paths import without_paths
from pipeline.site.page_words import language_name, sentence
from pipeline.site.parts import (
    Alternative,
    ApprovalInfo,
    ChapterTrackInfo,
    DataFiles,
    EvidenceInfo,
    FileInfo,
    MetadataTrackInfo,
    Poster,
    Source,
    TrackInfo,
    TranscriptInfo,
)
from pipeline.site.toml_values import texts


@dataclass(frozen=True, slots=True)
class PublishedTrack:
    """A track as it is published, and how far people have come with it."""

    track: Track
    status: TrackStatus
    approval: ApprovalInfo | None = None


def url_of(story: Story, path: Path) -> str:
    """The URL of a file of the story's output folder, relative to the manifest."""
    return "/".join(quote(part, safe="") for part in (story.slug, path.name))


def file_of(story: Story, path: Path, kind: str) -> dict[str, Any]:
    """URL, type, size and hash of a file."""
    if not path.is_file():
        raise RenderError(
            tr("{file} is missing, so the episode cannot be described.", file=path.name),
            where=path.parent,
            remedy=tr("Build this story again."),
        )
    return {
        "url": url_of(story, path),
        "type": kind,
        "bytes": path.stat().st_size,
        "sha256": sha256_file(path),
    }


def sources_of(story: Story, tracks: Sequence[PublishedTrack]) -> tuple[Source, ...]:
    """The clean video, and those with captions burned in that are there."""
    files: list[tuple[str | None, Path]] = [(None, story.paths.video)]
    burned = [(item.track.lang, story.paths.burned(item.track.lang)) for item in tracks]
    files += [(lang, path) for lang, path in burned if path.is_file()]
    return tuple(_source(story, lang, path) for lang, path in files)


def alternatives_of(story: Story, settings: Settings, tracks: Sequence[PublishedTrack]) -> Iterator[Alternative]:
    """The renditions of `[[renditions]]` that are there."""
    for track in (item.track for item in tracks):
        for wanted in settings.renditions_in(track.lang):
            path = story.paths.rendition(track.lang, wanted.name)
            if path.is_file():
                yield alternative(story.slug, wanted, track.lang, track.kind, _video(story, path))


def signs_of(story: Story, settings: Settings) -> Iterator[SignInfo]:
    """The story in sign languages."""
    for code in signed(story):
        copy = story.paths.sign_copy(code)
        yield SignInfo(
            language=code,
            label={lang: language_name(code, lang) for lang in PAGE_LANGUAGES},
            interpreter=story.info.sign.get(code, SignVideo()).public_name,
            copy_with=FileInfo(**file_of(story, copy, read_mp4(copy).mime)) if settings.sign.burned else None,
            **_video(story, story.paths.sign(code)),
        )


def _source(story: Story, lang: str | None, path: Path) -> Source:
    return Source.model_validate(_video(story, path) | {"kind": "burned" if lang else "clean", "language": lang})


def _video(story: Story, path: Path) -> dict[str, Any]:
    data = file_of(story, path, "video/mp4")
    facts = read_mp4(path)
    size = {"width": facts.width, "height": facts.height, "duration_ms": facts.duration_ms}
    return data | size | {"type": facts.mime}


def track_info(story: Story, item: PublishedTrack) -> TrackInfo:
    """A track: as WebVTT and as SubRip, with how far people have come with it."""
    lang = item.track.lang
    return TrackInfo(
        kind=item.track.kind,
        language=lang,
        label=LANGUAGES[lang].own,
        srt=FileInfo(**file_of(story, story.paths.published_srt(lang), "application/x-subrip")),
        status=item.status,
        approval=item.approval,
        provenance=without_paths(item.track.provenance),
        **file_of(story, story.paths.vtt(lang), "text/vtt"),
    )


def chapter_track(story: Story, lang: str) -> ChapterTrackInfo:
    """The chapters in one language of pages."""
    label = sentence("chapter.all", lang)
    return ChapterTrackInfo(language=lang, label=label, **file_of(story, story.paths.chapters(lang), "text/vtt"))


def metadata_track(story: Story, tracks: Sequence[PublishedTrack]) -> MetadataTrackInfo | None:
    """Who speaks when, and which sounds are heard; None where the tracks tell neither."""
    if not has_stretches([item.track for item in tracks]):
        return None
    return MetadataTrackInfo(**file_of(story, story.paths.stretches, "text/vtt"))


def data_files(story: Story, settings: Settings) -> DataFiles:
    """What search engines and other sites read; oEmbed only where it is known where pages will be."""
    return DataFiles(
        jsonld={lang: url_of(story, story.paths.jsonld(lang)) for lang in settings.page_languages},
        oembed={lang: url_of(story, story.paths.oembed(lang)) for lang in settings.page_languages if settings.base_url},
    )


def evidence_info(story: Story, settings: Settings) -> EvidenceInfo:
    """What was checked, as pages and as data."""
    pages = {lang: url_of(story, story.paths.evidence_html(lang)) for lang in settings.page_languages}
    return EvidenceInfo(pages=pages, earl=url_of(story, story.paths.evidence))


def transcript_info(story: Story, lang: str) -> TranscriptInfo:
    """The transcript in one language, as a page and as text."""
    return TranscriptInfo(
        language=lang,
        html=url_of(story, story.paths.transcript_html(lang)),
        text=url_of(story, story.paths.transcript_text(lang)),
    )


def poster_info(story: Story, size: tuple[int, int], preview: str | None) -> Poster:
    """size: width and height in px. preview: the same very small, as a data URL."""
    info = story.info
    alt = texts(info.poster_alt) if info.poster_alt else None
    fallback = {lang: sentence("poster_alt", lang, title=info.title[lang]) for lang in PAGE_LANGUAGES}
    data = file_of(story, story.paths.poster, "image/jpeg")
    return Poster(width=size[0], height=size[1], alt=alt or fallback, preview=preview, **data)
