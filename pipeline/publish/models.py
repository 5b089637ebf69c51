"""The contract with the web team: what an episode and the manifest of a series say, as JSON.

Every URL of a file is relative to manifest.json and percent-encoded; every text is a table from language to
text; every duration ends in `_ms` (milliseconds) or is ISO 8601. Keys always come in the order below, none is
left out. Within version 1 keys are only ever added: readers pass over those they don't know.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
SCHEMA_ID = "urn:veus:manifest:1"

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9._~!$&'()*+,;=@%-]*"

Version = Annotated[str, Field(pattern=r"^1\.[0-9]+$", description="Within 1 keys are only ever added.")]
Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639-1 language code.")]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[dict[Code, Text], Field(min_length=1, description="One text for each page language.")]
RelativeUrl = Annotated[
    str,
    Field(pattern=rf"^{_SEGMENT}(/{_SEGMENT})*$", description="Relative to manifest.json, percent-encoded."),
]
WebUrl = Annotated[str, Field(pattern=r"^https?://")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="Of the file's bytes, hexadecimal.")]
Positive = Annotated[int, Field(gt=0)]
Bytes = Annotated[int, Field(ge=0, description="Size of the file.")]
IsoDuration = Annotated[str, Field(pattern=r"^PT", description="ISO 8601, for example PT1M5.2S.")]
#: How far people have come with a track: nobody touched it, somebody edited it, somebody approved exactly it.
TrackStatus = Literal["draft", "edited", "approved"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class WebLink(_Model):
    """A link to another site, with its own words."""

    url: WebUrl
    label: Texts


class PublisherInfo(_Model):
    name: Text
    url: WebUrl


class PersonInfo(_Model):
    name: Text
    role: Texts | None


class Source(_Model):
    """One video file. clean: no words in the picture; burned: captions of `language` are part of the picture.

    type: MIME type with the codecs found in the file, ready for `<source type>`. width, height: px.
    """

    kind: Literal["clean", "burned"]
    language: Code | None
    url: RelativeUrl
    type: Text
    bytes: Bytes
    sha256: Sha256
    width: Positive
    height: Positive
    duration_ms: Positive


class FileInfo(_Model):
    url: RelativeUrl
    type: Text
    bytes: Bytes
    sha256: Sha256


class ApprovalInfo(_Model):
    """Somebody's word that a track is right as it is. when: ISO 8601. by: a name, where the series publishes those."""

    when: Text
    role: Text | None
    by: Text | None


class TrackInfo(_Model):
    """One text track, ready for `<track>` (kind, srclang, label, src). Show the one in the page's language.

    kind: captions in the language of the speech, subtitles in another. provenance: engines, models, options.
    """

    kind: Literal["captions", "subtitles"]
    language: Code
    label: Annotated[str, Field(min_length=1, description="The language's name in itself.")]
    url: RelativeUrl
    type: Literal["text/vtt"] = "text/vtt"
    bytes: Bytes
    sha256: Sha256
    srt: FileInfo
    status: TrackStatus
    approval: ApprovalInfo | None = None
    provenance: dict[str, Any]


class Poster(_Model):
    """A still of the clean video. width, height: px."""

    url: RelativeUrl
    type: Literal["image/jpeg"] = "image/jpeg"
    width: Positive
    height: Positive
    bytes: Bytes
    sha256: Sha256
    alt: Texts


class TranscriptInfo(_Model):
    """What is said, to be read: a page and plain text."""

    language: Code
    html: RelativeUrl
    text: RelativeUrl


class Notice(_Model):
    """Something a reader must be told. `language` where it is about the track of one language."""

    code: Literal["stand_in", "draft", "no_audio", "no_speech", "missing_track"]
    language: Code | None
    text: Texts


class Episode(_Model):
    """One story. duration_ms, width and height (px) are those of the clean video; fps: pictures a second."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", description="series/slug; never changes.")]
    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
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
    pages: Annotated[dict[Code, RelativeUrl], Field(description="The page to embed, for each language.")]
    notices: tuple[Notice, ...]


class Series(_Model):
    """What all episodes have in common. languages: those of pages and tracks, the first one first."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Texts
    summary: Texts
    publisher: PublisherInfo
    published: date
    news: WebLink | None
    languages: Annotated[tuple[Code, ...], Field(min_length=1)]
    pages: Annotated[dict[Code, RelativeUrl], Field(description="The page of the series, for each language.")]


class Manifest(_Model):
    """manifest.json: the one file a news page reads. Episodes stand in the order of the series."""

    schema_file: RelativeUrl = Field(default="manifest.schema.json", alias="$schema")
    schema_version: Version = SCHEMA_VERSION
    status: Literal["draft", "approved"]
    series: Series
    episodes: tuple[Episode, ...]


class EpisodeFile(_Model):
    """episode.json: one episode as it also stands in the manifest. Resolve its URLs against `base`."""

    schema_version: Version = SCHEMA_VERSION
    base: Annotated[str, Field(description="The folder of manifest.json, relative to this file.")] = "../"
    series: Series
    episode: Episode
