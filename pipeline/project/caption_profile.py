"""How long, how fast and how near to the voice captions are: `[captions]` of series.toml."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from pipeline.fieldtypes import Number, Whole
from pipeline.messages import tr
from pipeline.project.tomlfile import FileModel


class CaptionProfile(FileModel):
    """The numbers of one caption style; each can be overridden in series.toml."""

    line: Whole = Field(default=42, ge=16, le=80)
    """Characters a line."""

    lines: Whole = Field(default=2, ge=1, le=3)
    """Lines a caption."""

    cps: Number = Field(default=17, gt=4, le=40)
    """Reading speed: characters a second at most. Blanks and punctuation count."""

    english_cps: Number = Field(default=20, gt=4, le=40)
    """Up to this speed, English that is faster than `cps` is only a warning."""

    min_ms: Whole = Field(default=1000, ge=300, le=3000)
    """Shortest caption, in ms."""

    english_min_ms: Whole = Field(default=833, ge=300, le=3000)
    """Shortest caption in English, in ms."""

    brief_ms: Whole = Field(default=1500, ge=300, le=3000)
    """A caption in Catalan that is shorter than this many ms is allowed, but looks jumpy: a warning."""

    max_ms: Whole = Field(default=7000, ge=2000, le=12000)
    """Longest caption, in ms; not less than `min_ms`."""

    gap_frames: Whole = Field(default=2, ge=0, le=12)
    """Pictures of the video that are free between two captions, at least."""

    flash_ms: Whole = Field(default=500, ge=0, le=1000)
    """A gap that is shorter than this many ms, and longer than `gap_frames`, flashes: a warning."""

    sync_frames: Whole = Field(default=3, ge=1, le=12)
    """How many pictures a caption may begin before or after its first word."""

    linger_ms: Whole = Field(default=500, ge=0, le=2000)
    """How many ms a caption may stay after its last word, unless it takes longer to read."""

    snap_ms: Whole = Field(default=500, ge=0, le=1000)
    """How near, in ms, a cut of the picture must be for a caption to begin or end with it."""

    cut_frames: Whole = Field(default=2, ge=0, le=12)
    """How many pictures before a cut a caption ends."""

    sound_ms: Whole = Field(default=5000, ge=1000, le=60_000)
    """A sound that is longer than this many ms should have a caption."""

    @model_validator(mode="after")
    def _longest_is_longer(self) -> Self:
        if self.max_ms < self.min_ms:
            raise ValueError(
                tr("max_ms ({max_ms}) is less than min_ms ({min_ms})", max_ms=self.max_ms, min_ms=self.min_ms)
            )
        return self


#: Netflix Timed Text Style Guide (Catalan, English) and UNE 153010:2012.
PROFILES: dict[str, CaptionProfile] = {
    "netflix": CaptionProfile(),
    "une153010": CaptionProfile(line=37, cps=15, max_ms=6000),
}


class CaptionSettings(CaptionProfile):
    """How long, how fast and how near to the voice captions are: a profile by name, and the numbers of it that are to
    be others."""

    profile: Literal["netflix", "une153010"] = "netflix"
    """Whose rules hold: the Netflix Timed Text Style Guide, or UNE 153010:2012. What else is not written here is as
    they have it."""

    @model_validator(mode="before")
    @classmethod
    def _numbers_of_the_profile(cls, given: Any) -> Any:
        """What is not given is the profile's; an unknown profile is left for the check of its field."""
        if not isinstance(given, dict):
            return given
        base = PROFILES.get(str(given.get("profile", "netflix")))
        return base.model_dump() | given if base else given

    def resolved(self) -> CaptionProfile:
        """The numbers that hold for this series."""
        return CaptionProfile.model_validate(self.model_dump(exclude={"profile"}))
