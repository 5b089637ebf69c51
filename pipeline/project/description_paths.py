"""The paths of what is told of a story's pictures, in both folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: What stands in the names of videos with audio description, and of no other rendition.
DESCRIBED = "ad"


@dataclass(frozen=True, slots=True)
class DescriptionPaths:
    """source: the story's folder in stories/. out: its folder in output/. work: its folder in output/.work/."""

    source: Path
    out: Path
    work: Path

    def recordings(self, lang: str) -> Path:
        """The folder in which people lay recordings of a description."""
        return self.source / "description" / lang

    def described_video(self, lang: str) -> Path:
        """The clean video, with what is seen described in its sound."""
        return self.out / f"video.{lang}.{DESCRIBED}.mp4"

    def described_sound(self, lang: str) -> Path:
        return self.out / f"description.{lang}.m4a"

    def extended_clip(self, lang: str, number: int) -> Path:
        """The passage of cue `number`, for which the film waits."""
        return self.out / f"description.{lang}.{number}.m4a"

    def description_vtt(self, lang: str) -> Path:
        return self.out / f"description.{lang}.vtt"

    @property
    def description_places(self) -> Path:
        """Where there is room to describe what is seen."""
        return self.work / "description_places.json"

    @property
    def spoken(self) -> Path:
        """Passages of descriptions as they are heard, by what they are made of."""
        return self.work / "spoken"

    def recorded_words(self, lang: str) -> Path:
        """The words of the passage that each recording was first heard for, by its SHA-256."""
        return self.work / f"recorded.{lang}.json"

    def told_lengths(self, lang: str) -> Path:
        """How long each passage of a description takes."""
        return self.work / f"told.{lang}.json"
