"""The paths of what people own of a story, in its folder of stories/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.project.work_paths import WorkPaths


@dataclass(frozen=True, slots=True)
class PeoplePaths(WorkPaths):
    """See `DescriptionPaths`, which has those of descriptions, and `WorkPaths`, which has those of the machine."""

    @property
    def story_file(self) -> Path:
        return self.source / "story.toml"

    # `lang` is the name of a track here: see `track_names`.
    def srt(self, lang: str) -> Path:
        return self.source / f"{lang}.srt"

    def sign_source(self, code: str) -> Path:
        """The story interpreted into a sign language."""
        return self.source / f"sign.{code}.mp4"

    @property
    def review_file(self) -> Path:
        return self.source / "review.json"

    @property
    def withdrawal_file(self) -> Path:
        return self.source / "withdrawal.json"

    @property
    def consents(self) -> Path:
        """Papers that people signed: never published, and shown to nobody but staff."""
        return self.source / "consent"
