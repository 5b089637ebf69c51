"""One story's finished files, described as an `Episode`: what is there, how big, how checked, and whence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal
from urllib.parse import quote

from pipeline.config import Bilingual, Link, Settings
from pipeline.cues import Track
from pipeline.errors import RenderError
from pipeline.files import sha256_file
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.media.facts import MediaFacts
from pipeline.publish.models import (
    ApprovalInfo,
    Episode,
    FileInfo,
    Notice,
    PersonInfo,
    Poster,
    Source,
    TrackInfo,
    TrackStatus,
    TranscriptInfo,
    WebLink,
)
from pipeline.publish.mp4 import read_mp4
from pipeline.publish.words import in_page_languages, iso_duration, words
from pipeline.story import Story

_ABSOLUTE = re.compile(r"^(?:file:|/|~|[A-Za-z]:[\\/]|\\\\)")
_ABSOLUTE_INSIDE = re.compile(r"(?<![\w/:.~\\-])(?:file:/+|/|~/|[A-Za-z]:[\\/]|\\\\)[^\s\"'<>]*[\\/][^\s\"'<>]*")


@dataclass(frozen=True, slots=True)
class PublishedTrack:
    """A track as it is published, and how far people have come with it."""

    track: Track
    status: TrackStatus
    approval: ApprovalInfo | None = None


def build_episode(
    story: Story,
    settings: Settings,
    media: MediaFacts,
    tracks: Sequence[PublishedTrack],
    *,
    poster_size: tuple[int, int] | None,
    has_speech: bool = True,
) -> Episode:
    """The episode of a story whose video, captions and poster are already in output/.

    media: facts of the footage. poster_size: width and height (px) of poster.jpg, None where there is none.
    has_speech: whether any speech was heard. A burned rendition is listed when its file and its track exist.
    Raises RenderError when a file that must be there is missing or damaged.
    """
    info, paths = story.info, story.paths
    ordered = sorted(tracks, key=lambda item: _rank(item.track.lang, settings))
    has_speech = has_speech and media.audio is not None
    sources = _sources(story, ordered)
    clean = sources[0]
    return Episode(
        id=f"{settings.id}/{story.slug}",
        slug=story.slug,
        status=_status(ordered, has_speech),
        stand_in=info.stand_in,
        title=texts(info.title),
        summary=texts(info.summary),
        place=texts(info.place),
        people=tuple(PersonInfo(name=p.name, role=texts(p.role) if p.role else None) for p in info.people),
        programme=web_link(info.programme),
        published=info.published or settings.published,
        spoken=info.spoken,
        duration_ms=clean.duration_ms,
        duration=iso_duration(clean.duration_ms),
        width=clean.width,
        height=clean.height,
        fps=round(float(media.fps), 3),
        poster=_poster(story, poster_size) if poster_size else None,
        sources=sources,
        tracks=tuple(_track(story, item) for item in ordered),
        transcripts=tuple(_transcript(story, item.track.lang) for item in ordered),
        pages={lang: url_of(story, paths.embed(lang)) for lang in settings.languages},
        notices=_notices(story, settings, media, ordered, has_speech),
    )


def texts(value: Bilingual) -> dict[str, str]:
    return {lang: value[lang] for lang in PAGE_LANGUAGES}


def web_link(link: Link | None) -> WebLink | None:
    return WebLink(url=str(link.url), label=texts(link.label)) if link else None


def url_of(story: Story, path: Path) -> str:
    """The URL of a file of the story's output folder, relative to the manifest."""
    return "/".join(quote(part, safe="") for part in (story.slug, path.name))


def _rank(lang: str, settings: Settings) -> int:
    return settings.languages.index(lang) if lang in settings.languages else len(settings.languages)


def _status(tracks: Sequence[PublishedTrack], has_speech: bool) -> Literal["draft", "approved"]:
    """Draft while a track waits for a person, or while speech has no track at all."""
    waiting = any(item.status != "approved" for item in tracks) or (has_speech and not tracks)
    return "draft" if waiting else "approved"


def _file(story: Story, path: Path, kind: str) -> dict[str, Any]:
    if not path.is_file():
        raise RenderError(
            f"{path.name} is missing, so the episode cannot be described.",
            where=path.parent,
            remedy="Build this story again.",
        )
    return {
        "url": url_of(story, path),
        "type": kind,
        "bytes": path.stat().st_size,
        "sha256": sha256_file(path),
    }


def _sources(story: Story, tracks: Sequence[PublishedTrack]) -> tuple[Source, ...]:
    files: list[tuple[str | None, Path]] = [(None, story.paths.video)]
    burned = [(item.track.lang, story.paths.burned(item.track.lang)) for item in tracks]
    files += [(lang, path) for lang, path in burned if path.is_file()]
    return tuple(_source(story, lang, path) for lang, path in files)


def _source(story: Story, lang: str | None, path: Path) -> Source:
    data = _file(story, path, "video/mp4")
    facts = read_mp4(path)
    return Source.model_validate(
        data
        | {"kind": "burned" if lang else "clean", "language": lang, "type": facts.mime}
        | {"width": facts.width, "height": facts.height, "duration_ms": facts.duration_ms}
    )


def _track(story: Story, item: PublishedTrack) -> TrackInfo:
    lang = item.track.lang
    return TrackInfo(
        kind=item.track.kind,
        language=lang,
        label=LANGUAGES[lang].own,
        srt=FileInfo(**_file(story, story.paths.published_srt(lang), "application/x-subrip")),
        status=item.status,
        approval=item.approval,
        provenance=without_paths(item.track.provenance),
        **_file(story, story.paths.vtt(lang), "text/vtt"),
    )


def _transcript(story: Story, lang: str) -> TranscriptInfo:
    return TranscriptInfo(
        language=lang,
        html=url_of(story, story.paths.transcript_html(lang)),
        text=url_of(story, story.paths.transcript_text(lang)),
    )


def _poster(story: Story, size: tuple[int, int]) -> Poster:
    info = story.info
    alt = texts(info.poster_alt) if info.poster_alt else None
    fallback = {lang: words(lang)["poster_alt"].format(title=info.title[lang]) for lang in PAGE_LANGUAGES}
    data = _file(story, story.paths.poster, "image/jpeg")
    return Poster(width=size[0], height=size[1], alt=alt or fallback, **data)


def _notices(
    story: Story, settings: Settings, media: MediaFacts, tracks: Sequence[PublishedTrack], has_speech: bool
) -> tuple[Notice, ...]:
    present = {item.track.lang for item in tracks}
    found: list[tuple[Any, str | None]] = []
    if story.info.stand_in:
        found.append(("stand_in", None))
    if _status(tracks, has_speech) == "draft":
        found.append(("draft", None))
    if media.audio is None:
        found.append(("no_audio", None))
    elif not has_speech:
        found.append(("no_speech", None))
    if has_speech:
        found += [("missing_track", lang) for lang in settings.languages if lang not in present]
    return tuple(Notice(code=code, language=lang, text=in_page_languages("notice", code, lang)) for code, lang in found)


def without_paths(value: Any) -> Any:
    """A JSON value in which every absolute path has become its last part: nobody's folders get published."""
    if isinstance(value, dict):
        return {str(key): without_paths(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_paths(item) for item in value]
    if isinstance(value, Path):
        return value.name
    if isinstance(value, str):
        if _ABSOLUTE.match(value):
            return _last_part(value)
        return _ABSOLUTE_INSIDE.sub(lambda match: _last_part(match[0]), value)
    return value


def _last_part(path: str) -> str:
    return PureWindowsPath(PurePosixPath(path).name).name
