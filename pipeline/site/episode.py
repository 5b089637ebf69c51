"""One story's finished files, described as an `Episode`: what is there, how big, how checked, and whence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pipeline.cues import Track, TrackStatus
from pipeline.errors import RenderError
from pipeline.files import sha256_file
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.media.media_info import MediaFacts
from pipeline.project.settings import Bilingual, Link, Settings
from pipeline.project.story import Person, Story, StoryFile, languages_of
from pipeline.site.contract import Episode
from pipeline.site.feeds.access import accessibility, known_of
from pipeline.site.feeds.chapters import Chapter
from pipeline.site.feeds.embeds import absolute, embeds
from pipeline.site.feeds.moments import moment_of
from pipeline.site.feeds.offers import alternative, renditions, review
from pipeline.site.feeds.stretches import has_stretches
from pipeline.site.mp4 import read_mp4
from pipeline.site.no_paths import without_paths
from pipeline.site.page_words import in_page_languages, iso_duration, sentence
from pipeline.site.parts import (
    AccessibilityInfo,
    Alternative,
    ApprovalInfo,
    ChapterInfo,
    ChapterTrackInfo,
    DataFiles,
    FileInfo,
    MetadataTrackInfo,
    Notice,
    PersonInfo,
    Poster,
    Source,
    TrackInfo,
    TranscriptInfo,
    WebLink,
)


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
    chapters: Sequence[Chapter] = (),
    poster_preview: str | None = None,
) -> Episode:
    """The episode of a story whose video, captions, chapters and poster are already in output/.

    media: facts of the footage. poster_size: width and height (px) of poster.jpg, None where there is none;
    poster_preview: the same very small, as a data URL.
    has_speech: whether any speech was heard. A burned rendition is listed when its file and its track exist.
    Raises RenderError when a file that must be there is missing or damaged.
    """
    rank = {lang: place for place, lang in enumerate(languages_of(settings, story))}
    ordered = sorted(tracks, key=lambda item: rank[item.track.lang])
    has_speech = has_speech and media.audio is not None
    sources = _sources(story, ordered)
    return Episode(
        **_said(story, settings, has_speech),
        **_shown(media, sources),
        **_captioned(story, ordered, sources, has_speech),
        **_addresses(story, settings, sources[0]),
        poster=_poster(story, poster_size, poster_preview) if poster_size else None,
        notices=_notices(story, settings, media, ordered, has_speech),
        chapters=tuple(ChapterInfo(start_ms=c.start, end_ms=c.end, title=dict(c.title)) for c in chapters),
        chapter_tracks=tuple(_chapter_track(story, lang) for lang in settings.page_languages if chapters),
        accessibility=_accessibility(story, media, ordered, sources, has_speech, bool(chapters)),
        alternatives=tuple(_alternatives(story, settings, ordered)),
        data=_data(story, settings),
    )


def _said(story: Story, settings: Settings, has_speech: bool) -> dict[str, Any]:
    """What people wrote in story.toml, with what series.toml says where it says nothing."""
    info = story.info
    return {
        "id": f"{settings.id}/{story.slug}",
        "slug": story.slug,
        "stand_in": info.stand_in,
        "title": texts(info.title),
        "summary": texts(info.summary),
        "place": texts(info.place),
        "people": tuple(map(person_info, info.people)),
        "speakers": tuple(person_info(person) for person in info.people if person.speaks and has_speech),
        "programme": web_link(info.programme) if info.programme else None,
        "published": info.published or settings.published,
        "published_at": published_at(settings, info),
        "spoken": info.spoken,
    }


def _shown(media: MediaFacts, sources: tuple[Source, ...]) -> dict[str, Any]:
    """The videos, and the measures of the clean one."""
    clean = sources[0]
    return {
        "sources": sources,
        "duration_ms": clean.duration_ms,
        "duration": iso_duration(clean.duration_ms),
        "width": clean.width,
        "height": clean.height,
        "fps": round(float(media.fps), 3),
    }


def _captioned(
    story: Story, tracks: Sequence[PublishedTrack], sources: tuple[Source, ...], has_speech: bool
) -> dict[str, Any]:
    """The tracks, what is made of them, and how far people have come with them."""
    infos = tuple(_track(story, item) for item in tracks)
    status = _status(tracks, has_speech)
    return {
        "status": status,
        "tracks": infos,
        "transcripts": tuple(_transcript(story, item.track.lang) for item in tracks),
        "metadata_track": _metadata_track(story, tracks),
        "review": review(status, infos),
        "renditions": renditions(story.slug, sources, infos),
    }


def _addresses(story: Story, settings: Settings, clean: Source) -> dict[str, Any]:
    """The pages, whole addresses where it is known where they will be, and the code that embeds them."""
    pages = {lang: url_of(story, story.paths.embed(lang)) for lang in settings.page_languages}
    base_url = str(settings.base_url) if settings.base_url else None
    return {
        "pages": pages,
        "canonical": absolute(base_url, pages) if base_url else None,
        "embeds": embeds(pages, texts(story.info.title), (clean.width, clean.height), base_url),
    }


def _accessibility(
    story: Story,
    media: MediaFacts,
    tracks: Sequence[PublishedTrack],
    sources: Sequence[Source],
    has_speech: bool,
    has_chapters: bool,
) -> AccessibilityInfo:
    known = known_of(
        story.info,
        [item.track for item in tracks],
        burned=[source.language for source in sources],
        speech=None if media.audio is None else has_speech,
        chapters=has_chapters,
        approved=all(item.status == "approved" for item in tracks),
    )
    return accessibility(known)


def published_at(settings: Settings, info: StoryFile) -> datetime | None:
    """When a story came out; on the day of the series at its time, unless the story says another."""
    same_day = info.published in (None, settings.published)
    clock = info.published_time or (settings.published_time if same_day else None)
    return moment_of(info.published or settings.published, clock, settings.time_zone)


def texts(value: Bilingual) -> dict[str, str]:
    return {lang: value[lang] for lang in PAGE_LANGUAGES}


def web_link(link: Link) -> WebLink:
    return WebLink(url=str(link.url), label=texts(link.label))


def url_of(story: Story, path: Path) -> str:
    """The URL of a file of the story's output folder, relative to the manifest."""
    return "/".join(quote(part, safe="") for part in (story.slug, path.name))


def person_info(person: Person) -> PersonInfo:
    return PersonInfo(name=person.name, role=texts(person.role) if person.role else None)


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


def _alternatives(story: Story, settings: Settings, tracks: Sequence[PublishedTrack]) -> Iterator[Alternative]:
    for track in (item.track for item in tracks):
        for wanted in settings.renditions_in(track.lang):
            path = story.paths.rendition(track.lang, wanted.name)
            if path.is_file():
                yield alternative(story.slug, wanted, track.lang, track.kind, _video(story, path))


def _source(story: Story, lang: str | None, path: Path) -> Source:
    return Source.model_validate(_video(story, path) | {"kind": "burned" if lang else "clean", "language": lang})


def _video(story: Story, path: Path) -> dict[str, Any]:
    data = _file(story, path, "video/mp4")
    facts = read_mp4(path)
    size = {"width": facts.width, "height": facts.height, "duration_ms": facts.duration_ms}
    return data | size | {"type": facts.mime}


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


def _chapter_track(story: Story, lang: str) -> ChapterTrackInfo:
    label = sentence("chapter.all", lang)
    return ChapterTrackInfo(language=lang, label=label, **_file(story, story.paths.chapters(lang), "text/vtt"))


def _metadata_track(story: Story, tracks: Sequence[PublishedTrack]) -> MetadataTrackInfo | None:
    if not has_stretches([item.track for item in tracks]):
        return None
    return MetadataTrackInfo(**_file(story, story.paths.stretches, "text/vtt"))


def _data(story: Story, settings: Settings) -> DataFiles:
    return DataFiles(
        jsonld={lang: url_of(story, story.paths.jsonld(lang)) for lang in settings.page_languages},
        oembed={lang: url_of(story, story.paths.oembed(lang)) for lang in settings.page_languages if settings.base_url},
    )


def _transcript(story: Story, lang: str) -> TranscriptInfo:
    return TranscriptInfo(
        language=lang,
        html=url_of(story, story.paths.transcript_html(lang)),
        text=url_of(story, story.paths.transcript_text(lang)),
    )


def _poster(story: Story, size: tuple[int, int], preview: str | None) -> Poster:
    info = story.info
    alt = texts(info.poster_alt) if info.poster_alt else None
    fallback = {lang: sentence("poster_alt", lang, title=info.title[lang]) for lang in PAGE_LANGUAGES}
    data = _file(story, story.paths.poster, "image/jpeg")
    return Poster(width=size[0], height=size[1], alt=alt or fallback, preview=preview, **data)


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
        found += [("missing_track", lang) for lang in languages_of(settings, story) if lang not in present]
    return tuple(
        Notice(code=code, language=lang, text=in_page_languages(f"notice.{code}", [lang] if lang else []))
        for code, lang in found
    )
