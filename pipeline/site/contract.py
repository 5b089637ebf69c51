"""The contract with the web team: what an episode and the manifest of a series say, as JSON.

Every URL of a file is relative to manifest.json and percent-encoded; every text is a table from language to
text; every duration ends in `_ms` (milliseconds) or is ISO 8601. Keys always come in the order below, none is
left out. Within version 1 keys are only ever added: readers pass over those they don't know. What each version
added stands in docs/manifest.md; tests/site/contract/ keeps the schema of each, which later ones must keep to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Literal
from urllib.parse import unquote

from pydantic import AwareDatetime, Field

from pipeline.fieldtypes import SeriesId, Slug
from pipeline.site.access_parts import AccessibilityInfo, DescriptionInfo, SignInfo
from pipeline.site.fields import (
    Code,
    IsoDuration,
    Model,
    Pages,
    Positive,
    RelativeUrl,
    Texts,
    Version,
    WebUrl,
)
from pipeline.site.parts import (
    Alternative,
    ApprovalInfo,
    ChapterInfo,
    ChapterTrackInfo,
    DataFiles,
    EmbedInfo,
    EvidenceInfo,
    FileInfo,
    MetadataTrackInfo,
    Notice,
    PersonInfo,
    Poster,
    PublisherInfo,
    Rendition,
    ReviewInfo,
    SectionInfo,
    Source,
    TrackInfo,
    TranscriptInfo,
    WebLink,
    Withdrawn,
)

SCHEMA_VERSION = "1.2"
SCHEMA_ID = "urn:veus:manifest:1"
PAGE_SCHEMA_ID = "urn:veus:manifest-page:1"

__all__ = [
    "SCHEMA_ID",
    "SCHEMA_VERSION",
    "ApprovalInfo",
    "Episode",
    "EpisodeFile",
    "FileInfo",
    "Manifest",
    "Notice",
    "PersonInfo",
    "Poster",
    "PublisherInfo",
    "Series",
    "Source",
    "TrackInfo",
    "TranscriptInfo",
    "WebLink",
    "Withdrawn",
    "at_addresses",
    "files_named",
]


class Episode(Model):
    """One story. duration_ms, width and height (px) are those of the clean video; fps: pictures a second."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", description="series/slug; never changes.")]
    slug: Slug
    status: Annotated[
        Literal["draft", "approved"],
        Field(description="approved: people approved every track as it is."),
    ]
    stand_in: Annotated[bool, Field(description="The video only stands in for footage still to come.")]
    title: Texts
    summary: Texts
    place: Texts
    people: tuple[PersonInfo, ...]
    programme: WebLink | None
    published: date
    spoken: Annotated[tuple[Code, ...], Field(description="Languages of the speech, most spoken first.")]
    duration_ms: Positive
    duration: IsoDuration
    width: Positive
    height: Positive
    fps: Annotated[float, Field(gt=0)]
    poster: Poster | None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    tracks: tuple[TrackInfo, ...]
    transcripts: tuple[TranscriptInfo, ...]
    pages: Annotated[dict[Code, RelativeUrl], Field(description="The page of the episode, for each language.")]
    notices: tuple[Notice, ...]
    # Since 1.1.
    published_at: Annotated[
        AwareDatetime | None, Field(description="With its offset; null: only the day is known.")
    ] = None
    canonical: Annotated[dict[Code, WebUrl] | None, Field(description="null without a base_url.")] = None
    speakers: Annotated[tuple[PersonInfo, ...], Field(description="Those of `people` who are heard, in order.")] = ()
    chapters: tuple[ChapterInfo, ...] = ()
    chapter_tracks: tuple[ChapterTrackInfo, ...] = ()
    metadata_track: Annotated[MetadataTrackInfo | None, Field(description="null: nothing is said or heard.")] = None
    accessibility: AccessibilityInfo | None = None
    review: ReviewInfo | None = None
    renditions: tuple[Rendition, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    embeds: tuple[EmbedInfo, ...] = ()
    data: DataFiles = DataFiles()
    # Since 1.2.
    descriptions: Annotated[
        tuple[DescriptionInfo, ...], Field(description="What is seen, told to those who do not see it.")
    ] = ()
    signs: tuple[SignInfo, ...] = ()
    players: Annotated[Pages, Field(description="The player alone, to be shown in another page.")] = Field(
        default_factory=dict
    )
    evidence: EvidenceInfo | None = None
    links: Annotated[tuple[WebLink, ...], Field(description="Where to read on, besides `programme`.")] = ()

    @property
    def has_speech(self) -> bool:
        """Whether anybody speaks: `spoken` says what would be spoken."""
        return not any(notice.code in ("no_audio", "no_speech") for notice in self.notices)


class Series(Model):
    """What all episodes have in common. languages: of the tracks that each of them has; what is spoken in one is added
    there. Pages are in those that `pages` names.
    """

    id: SeriesId
    title: Texts
    summary: Texts
    publisher: PublisherInfo
    published: date
    news: WebLink | None
    languages: Annotated[tuple[Code, ...], Field(min_length=1)]
    pages: Annotated[dict[Code, RelativeUrl], Field(description="The page of the series, for each language.")]
    # Since 1.1.
    standfirst: Texts | None = None
    published_at: Annotated[
        AwareDatetime | None, Field(description="With its offset; null: only the day is known.")
    ] = None
    sections: tuple[SectionInfo, ...] = ()
    tags: tuple[Texts, ...] = ()
    related: tuple[WebLink, ...] = ()
    base_url: Annotated[WebUrl | None, Field(description="Where manifest.json lies on the web; ends in a slash.")] = (
        None
    )
    canonical: Annotated[dict[Code, WebUrl] | None, Field(description="null without a base_url.")] = None
    feeds: Pages = Field(default_factory=dict, description="RSS in each language; none without a base_url.")
    sitemap: RelativeUrl | None = None


class Manifest(Model):
    """manifest.json: the one file a news page reads. Episodes stand in the order of the series."""

    schema_file: RelativeUrl = Field(default="manifest.schema.json", alias="$schema")
    schema_version: Version = SCHEMA_VERSION
    status: Literal["draft", "approved"]
    series: Series
    episodes: tuple[Episode, ...]
    withdrawn: tuple[Withdrawn, ...] = ()


class ManifestPage(Model):
    """manifest/<number>.json: a part of the manifest, for readers that do not want all of it at once. One after the
    other, the parts hold its episodes, then its withdrawn stories, in its order. Resolve all URLs but `$schema` against
    `base`.
    """

    schema_file: RelativeUrl = Field(default="page.schema.json", alias="$schema")
    schema_version: Version = SCHEMA_VERSION
    base: Annotated[str, Field(description="The folder of manifest.json, relative to this file.")] = "../"
    number: Annotated[int, Field(ge=1)]
    count: Annotated[int, Field(ge=1, description="Of all parts.")]
    previous: RelativeUrl | None
    next: RelativeUrl | None
    status: Annotated[Literal["draft", "approved"], Field(description="Of the whole manifest.")]
    series: Series
    episodes: tuple[Episode, ...]
    withdrawn: tuple[Withdrawn, ...]


class EpisodeFile(Model):
    """episode.json: one episode as it also stands in the manifest. Resolve its URLs against `base`."""

    schema_version: Version = SCHEMA_VERSION
    base: Annotated[str, Field(description="The folder of manifest.json, relative to this file.")] = "../"
    series: Series
    episode: Episode


def at_addresses(episode: Episode, addresses: Mapping[str, str]) -> Episode:
    """`episode` with those of its files' URLs that are in the table replaced. No other text is touched."""
    return _addressed(episode, lambda url: addresses.get(url, url))


def files_named(episode: Episode) -> frozenset[str]:
    """The paths, relative to the manifest, of all files that an episode names."""
    urls: list[str] = []

    def note(url: str) -> str:
        urls.append(url)
        return url

    _addressed(episode, note)
    return frozenset(map(unquote, urls))


def _addressed(episode: Episode, address: Callable[[str], str]) -> Episode:
    return Episode.model_validate(episode.model_dump(by_alias=True), context={"address": address})
