"""The parts of an episode that are there for those who do not see, do not hear, or want to know before they begin."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.cues import TrackStatus
from pipeline.fieldtypes import NonEmpty
from pipeline.site.fields import (
    Bytes,
    Code,
    FileSha256,
    Milliseconds,
    Model,
    Positive,
    RelativeUrl,
    Texts,
)
from pipeline.site.parts import ApprovalInfo, FileInfo


class AccessibilityInfo(Model):
    """features, modes, hazards: words of the W3C vocabulary for schema.org (accessibilityFeature, accessMode,
    accessibilityHazard), of the clean video. summary: the same for people, in plain sentences; points: one by one.
    """

    features: tuple[NonEmpty, ...]
    modes: tuple[Literal["auditory", "visual"], ...]
    hazards: tuple[NonEmpty, ...]
    summary: Texts
    points: tuple[Texts, ...] = ()


class SignInfo(FileInfo):
    """The story interpreted into a sign language: a video without sound, in step with the clean one from its first to
    its last picture. language: ISO 639-3 ("csc"). label: its name. width, height: px. interpreter: where the name is
    public. copy_with: the clean video with this one in its picture.
    """

    language: Code
    label: Texts
    width: Positive
    height: Positive
    duration_ms: Positive
    interpreter: NonEmpty | None
    copy_with: FileInfo | None


class ExtendedClip(FileInfo):
    """A passage that the video waits for: pause it at start_ms, play this sound, go on."""

    start_ms: Milliseconds
    duration_ms: Positive


class DescriptionInfo(Model):
    """An audio description, as a text track ready for `<track>` (kind, srclang, label, src) and as it is heard.

    video: the clean video with the description in its sound; sound: that alone. Both are null where nobody speaks the
    language, or the video waits for all that is told. extended: what is in neither, in order. synthetic: whether a
    machine speaks any of it: tell people.
    """

    kind: Literal["descriptions"] = "descriptions"
    language: Code
    label: Annotated[str, Field(min_length=1, description="The language's name in itself.")]
    url: RelativeUrl
    type: Literal["text/vtt"] = "text/vtt"
    bytes: Bytes
    sha256: FileSha256
    video: FileInfo | None
    sound: FileInfo | None
    extended: tuple[ExtendedClip, ...]
    synthetic: bool
    status: TrackStatus
    approval: ApprovalInfo | None = None

    @property
    def files(self) -> list[DescriptionInfo | FileInfo]:
        """All that it states."""
        return [self, *(file for file in (self.video, self.sound) if file), *self.extended]
