"""The parts that episodes and series are made of: people, files, tracks; and, since 1.1, what surrounds them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from pipeline.cues import TrackStatus
from pipeline.fieldtypes import NonEmpty, Slug
from pipeline.site.fields import (
    Bytes,
    Code,
    FileSha256,
    Milliseconds,
    Model,
    Pages,
    Positive,
    RelativeUrl,
    Texts,
    WebUrl,
)
from pipeline.site.no_paths import without_hints


class WebLink(Model):
    """A link to another site, with its own words."""

    url: WebUrl
    label: Texts


class PublisherInfo(Model):
    name: NonEmpty
    url: WebUrl


class PersonInfo(Model):
    name: NonEmpty
    role: Texts | None


class Source(Model):
    """One video file. clean: no words in the picture; burned: captions of `language` are part of the picture.

    type: MIME type with the codecs found in the file, ready for `<source type>`. width, height: px.
    """

    kind: Literal["clean", "burned"]
    language: Code | None
    url: RelativeUrl
    type: NonEmpty
    bytes: Bytes
    sha256: FileSha256
    width: Positive
    height: Positive
    duration_ms: Positive


class FileInfo(Model):
    url: RelativeUrl
    type: NonEmpty
    bytes: Bytes
    sha256: FileSha256


class ApprovalInfo(Model):
    """Somebody's word that a track is right as it is. when: ISO 8601. by: a name, where the series publishes those.

    heard: whether people had heard all of the video with it. Say that people have reviewed it only where that is true;
    else, that it was approved without being heard through.
    """

    when: NonEmpty
    role: NonEmpty | None
    by: NonEmpty | None
    # Since 1.2.
    heard: bool = False


class TrackInfo(Model):
    """One text track, ready for `<track>` (kind, srclang, label, src). Show the one in the page's language. Not listed
    is one that says nothing, as nothing is heard that it would tell.

    kind: captions in the language of the speech, subtitles in another. provenance: engines, models, options.
    """

    kind: Literal["captions", "subtitles"]
    language: Code
    label: Annotated[str, Field(min_length=1, description="The language's name in itself.")]
    url: RelativeUrl
    type: Literal["text/vtt"] = "text/vtt"
    bytes: Bytes
    sha256: FileSha256
    srt: FileInfo
    status: TrackStatus
    approval: ApprovalInfo | None = None
    provenance: Annotated[dict[str, Any], BeforeValidator(without_hints)]


class Poster(Model):
    """A still of the clean video. width, height: px."""

    url: RelativeUrl
    type: Literal["image/jpeg"] = "image/jpeg"
    width: Positive
    height: Positive
    bytes: Bytes
    sha256: FileSha256
    alt: Texts
    preview: Annotated[
        str | None,
        Field(pattern=r"^data:image/webp;base64,", description="The same very small, to show while it loads."),
    ] = None


class TranscriptInfo(Model):
    """What is said, and what is seen where that is described in its language, to be read: a page and plain text."""

    language: Code
    html: RelativeUrl
    text: RelativeUrl


class Notice(Model):
    """Something a reader must be told. `language` where it is about the track of one language."""

    code: Literal["stand_in", "draft", "no_audio", "no_speech", "missing_track"]
    language: Code | None
    text: Texts


# Since 1.1.


class SectionInfo(Model):
    """A part of the news item. heading: null for the opening. paragraphs: in order, plain text, for each language.

    episodes: slugs of those it tells of, to be shown beside it; pass over one that no episode has.
    """

    heading: Texts | None
    paragraphs: dict[Code, tuple[NonEmpty, ...]]
    episodes: tuple[str, ...]
    links: tuple[WebLink, ...]


class ChapterInfo(Model):
    """A stretch of the video with a title. end_ms: where the next one begins, or the video ends."""

    start_ms: Milliseconds
    end_ms: Milliseconds
    title: Texts


class ChapterTrackInfo(FileInfo):
    """The chapters as a file ready for `<track>` (kind, srclang, label, src)."""

    kind: Literal["chapters"] = "chapters"
    language: Code
    label: NonEmpty


class MetadataTrackInfo(FileInfo):
    """Who speaks when, in which language, and which sounds are heard, as a file ready for `<track>` (kind, src): each
    cue is one line of JSON. See docs/manifest.md.
    """

    kind: Literal["metadata"] = "metadata"


class ReviewInfo(Model):
    """Where people have come with the whole episode. approved_at: of the last approval, once nothing waits.

    approvals: by language of the track. waiting: languages whose track nobody has approved as it is, also where it says
    nothing and is not listed; waiting_descriptions: those whose audio description nobody has. heard: whether nothing
    waits, and people had heard all of the video with every track that they approved.
    """

    status: Literal["draft", "approved"]
    approved_at: NonEmpty | None
    approvals: dict[Code, ApprovalInfo]
    waiting: tuple[Code, ...]
    # Since 1.2.
    waiting_descriptions: tuple[Code, ...] = ()
    heard: bool = False


class Rendition(Model):
    """A video file of `sources` as an offer to people. filename: to save it under."""

    url: RelativeUrl
    kind: Literal["clean", "burned"]
    language: Code | None
    label: Texts
    filename: NonEmpty


class Alternative(Model):
    """One more video with captions of `language` in the picture, as the series wants it for social media, say.

    name: of its kind in the series. shape: source is that of the footage. cards: whether it opens and closes with
    titles, so that its times are not those of the tracks. type, width, height: as of a source. filename: to save it
    under.
    """

    name: Slug
    language: Code
    shape: Literal["source", "9:16", "1:1"]
    codec: Literal["h264", "hevc", "av1"]
    cards: bool
    label: Texts
    filename: NonEmpty
    url: RelativeUrl
    type: NonEmpty
    bytes: Bytes
    sha256: FileSha256
    width: Positive
    height: Positive
    duration_ms: Positive


class EmbedInfo(Model):
    """How to show the player in another page. title: of the frame, for those who hear the page. url and html, a whole
    `<iframe>` element as wide as the column that it stands in, are null where the series has no base_url. width, height
    (px): of the frame where a number is needed; aspect_ratio: of any frame, as CSS has it.
    """

    language: Code
    title: NonEmpty
    width: Positive
    height: Positive
    url: WebUrl | None
    html: NonEmpty | None
    # Since 1.2.
    aspect_ratio: NonEmpty | None = None


class DataFiles(Model):
    """The same in formats of others. jsonld: schema.org VideoObject. oembed: only where the series has a base_url."""

    jsonld: dict[Code, RelativeUrl] = Field(default_factory=dict)
    oembed: dict[Code, RelativeUrl] = Field(default_factory=dict)


# Since 1.2.


class EvidenceInfo(Model):
    """What was checked of an episode's accessibility, by whom and when. pages: to be read. earl: the same in the W3C's
    vocabulary for test results (EARL 1.0, as JSON-LD).
    """

    pages: Pages
    earl: RelativeUrl


class Withdrawn(Model):
    """An episode that was taken back: its pages show `text`, and nothing else is left of it. withdrawn: the day."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    slug: Slug
    withdrawn: date
    text: Texts
    pages: Pages
    # Since 1.2.
    players: Pages = Field(default_factory=dict)
