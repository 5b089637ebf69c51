"""One story's finished files, described as an `Episode`: what is there, how big, how checked, and whence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pipeline.media.media_info import MediaInfo
from pipeline.project.settings import Settings
from pipeline.project.story import Story, languages_of, signed
from pipeline.site.access_parts import AccessibilityInfo, DescriptionInfo
from pipeline.site.contract import Episode
from pipeline.site.feeds.access import accessibility, known_of
from pipeline.site.feeds.chapters import Chapter
from pipeline.site.feeds.embeds import absolute, embeds
from pipeline.site.feeds.offers import renditions, review
from pipeline.site.finished_descriptions import PublishedDescription, description_info
from pipeline.site.finished_files import (
    PublishedTrack,
    alternatives_of,
    chapter_track,
    data_files,
    evidence_info,
    metadata_track,
    poster_info,
    signs_of,
    sources_of,
    track_info,
    transcript_info,
    url_of,
)
from pipeline.site.page_words import in_page_languages, iso_duration
from pipeline.site.paragraphs import languages_to_read
from pipeline.site.parts import ChapterInfo, Notice, Source
from pipeline.site.toml_values import person_info, published_at, texts, web_link


def build_episode(
    story: Story,
    settings: Settings,
    media: MediaInfo,
    tracks: Sequence[PublishedTrack],
    *,
    poster_size: tuple[int, int] | None,
    has_speech: bool = True,
    chapters: Sequence[Chapter] = (),
    poster_preview: str | None = None,
    descriptions: Sequence[PublishedDescription] = (),
) -> Episode:
    """The episode of a story whose video, captions, descriptions, chapters and poster are already in output/.

    media: facts of the footage. poster_size: width and height (px) of poster.jpg, None where there is none;
    poster_preview: the same very small, as a data URL.
    has_speech: whether any speech was heard. A burned rendition is listed when its file and its track exist. A track
    that says nothing is not offered, but people approve it like any other.
    Raises RenderError when a file that must be there is missing or damaged.
    """
    rank = {lang: place for place, lang in enumerate(languages_of(settings, story))}
    every = sorted(tracks, key=lambda item: rank[item.track.lang])
    offered = [item for item in every if item.track.cues]
    has_speech = has_speech and media.audio is not None
    sources = sources_of(story, offered)
    described = tuple(description_info(story, item) for item in descriptions)
    to_read = languages_to_read([item.track for item in every], [one.language for one in described])
    return Episode(
        **_said(story, settings, has_speech),
        **_shown(media, sources),
        **_captioned(story, every, sources, has_speech, described),
        **_addresses(story, settings, sources[0]),
        poster=poster_info(story, poster_size, poster_preview) if poster_size else None,
        transcripts=tuple(transcript_info(story, lang) for lang in to_read),
        notices=_notices(story, settings, media, every, has_speech, described),
        chapters=tuple(ChapterInfo(start_ms=c.start, end_ms=c.end, title=dict(c.title)) for c in chapters),
        chapter_tracks=tuple(chapter_track(story, lang) for lang in settings.page_languages if chapters),
        accessibility=_accessibility(story, media, offered, sources, has_speech, bool(chapters), described, to_read),
        alternatives=tuple(alternatives_of(story, settings, offered)),
        signs=tuple(signs_of(story, settings)),
        data=data_files(story, settings),
        descriptions=described,
        evidence=evidence_info(story, settings),
    )


def _said(story: Story, settings: Settings, has_speech: bool) -> dict[str, Any]:
    """What people wrote in story.toml, with what series.toml says where it says nothing."""
    info = story.info
    people = [person for person in info.people if person.publish_name]
    return {
        "id": f"{settings.id}/{story.slug}",
        "slug": story.slug,
        "stand_in": info.stand_in,
        "title": texts(info.title),
        "summary": texts(info.summary),
        "place": texts(info.place),
        "people": tuple(map(person_info, people)),
        "speakers": tuple(person_info(person) for person in people if person.speaks and has_speech),
        "programme": web_link(info.programme) if info.programme else None,
        "links": tuple(map(web_link, info.links)),
        "published": info.published or settings.published,
        "published_at": published_at(settings, info),
        "spoken": info.spoken,
    }


def _shown(media: MediaInfo, sources: tuple[Source, ...]) -> dict[str, Any]:
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
    story: Story,
    tracks: Sequence[PublishedTrack],
    sources: tuple[Source, ...],
    has_speech: bool,
    described: Sequence[DescriptionInfo],
) -> dict[str, Any]:
    """The tracks that say anything, what is made of them, and how far people have come with all."""
    infos = tuple(track_info(story, item) for item in tracks if item.track.cues)
    status: Literal["draft", "approved"] = "draft" if _draft(tracks, has_speech, described) else "approved"
    return {
        "status": status,
        "tracks": infos,
        "metadata_track": metadata_track(story, tracks),
        "review": review(status, {item.track.lang: (item.status, item.approval) for item in tracks}, described),
        "renditions": renditions(story.slug, sources, infos),
    }


def _addresses(story: Story, settings: Settings, clean: Source) -> dict[str, Any]:
    """The pages, whole addresses where it is known where they will be, and the code that embeds them."""
    pages = {lang: url_of(story, story.paths.embed(lang)) for lang in settings.page_languages}
    players = {lang: url_of(story, story.paths.player(lang)) for lang in settings.page_languages}
    base_url = str(settings.base_url) if settings.base_url else None
    return {
        "pages": pages,
        "players": players,
        "canonical": absolute(base_url, pages) if base_url else None,
        "embeds": embeds(players, texts(story.info.title), (clean.width, clean.height), base_url),
    }


def _accessibility(
    story: Story,
    media: MediaInfo,
    tracks: Sequence[PublishedTrack],
    sources: Sequence[Source],
    has_speech: bool,
    has_chapters: bool,
    described: Sequence[DescriptionInfo],
    to_read: Sequence[str],
) -> AccessibilityInfo:
    known = known_of(
        story.info,
        [item.track for item in tracks],
        burned=[source.language for source in sources],
        speech=None if media.audio is None else has_speech,
        chapters=has_chapters,
        signs=signed(story),
        approved=all(item.status == "approved" for item in tracks),
        heard=all(item.approval is not None and item.approval.heard for item in tracks),
        described=described,
        transcripts=tuple(to_read),
    )
    return accessibility(known)


def _draft(
    tracks: Sequence[PublishedTrack], has_speech: bool, described: Sequence[DescriptionInfo]
) -> tuple[str, Sequence[str]] | None:
    """Why an episode is a draft: the key of the words for it, with the languages they name. None where people have
    approved every track, also those that say nothing, and speech has captions."""
    waiting = [item.track for item in tracks if item.status != "approved"]
    if any(track.cues for track in waiting) or (has_speech and not any(item.track.cues for item in tracks)):
        return "draft", ()
    if any(one.status != "approved" for one in described):
        return "draft_description", ()
    return ("draft_empty", [track.lang for track in waiting]) if waiting else None


def _notices(
    story: Story,
    settings: Settings,
    media: MediaInfo,
    tracks: Sequence[PublishedTrack],
    has_speech: bool,
    described: Sequence[DescriptionInfo],
) -> tuple[Notice, ...]:
    present = {item.track.lang for item in tracks if item.track.cues}
    found: list[Notice] = []

    def tell(code: Any, language: str | None = None, words: str = "", about: Sequence[str] = ()) -> None:
        text = in_page_languages(f"notice.{words or code}", [language] if language else about)
        found.append(Notice(code=code, language=language, text=text))

    if story.info.stand_in:
        tell("stand_in")
    if draft := _draft(tracks, has_speech, described):
        words, about = draft
        tell("draft", words=words, about=about)
    if media.audio is None:
        tell("no_audio")
    elif not has_speech:
        tell("no_speech")
    for lang in languages_of(settings, story) if has_speech else ():
        if lang not in present:
            tell("missing_track", lang)
    return tuple(found)
