"""Which videos are made of each story, and how they are encoded: `[video]` and `[[renditions]]` of series.toml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from pipeline.fieldtypes import Flag, Number, Slug, Whole
from pipeline.messages import tr
from pipeline.project.description_paths import DESCRIBED
from pipeline.project.tomlfile import FileModel

RenditionShape = Literal["source", "9:16", "1:1"]
Background = Literal["blur", "crop"]
Codec = Literal["h264", "hevc", "av1"]


class VideoSettings(FileModel):
    """How videos are encoded."""

    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow"] = "veryfast"
    """x264's: slower ones make smaller files. HEVC and AV1 use what comes near it."""

    crf: Whole = Field(default=21, ge=0, le=40)
    """x264's: less is better, and larger."""

    loudness: Annotated[Number, Field(ge=-31, le=-10)] | Literal[False] = -16.0
    """Of the sound of all videos, in LUFS; `false` leaves it as it is."""

    encoder: Literal["x264", "auto", "nvenc", "videotoolbox", "qsv", "vaapi"] = "x264"
    """Of H.264: x264, or a graphics card's. `"auto"` takes the first card that works on this machine, else x264."""

    @field_validator("loudness", mode="before")
    @classmethod
    def _no_zero(cls, wanted: Any) -> Any:
        """To Python 0 is `false`: a level that nobody can want would leave the sound as it is, and nobody be told."""
        if wanted == 0 and wanted is not False:
            raise ValueError(tr("write a level from -31 to -10 (LUFS), or false"))
        return wanted


class SignSettings(FileModel):
    """Interpretations into sign languages (`sign.<code>.mp4` in a story's folder)."""

    burned: Flag = False
    """Whether there is one more video of each, with the interpretation in its picture."""

    height: Annotated[Number, Field(ge=0.34, le=0.75)] = 0.4
    """How high it is there, in heights of the picture: a third at the least."""


class RenditionSettings(FileModel):
    """One more video of each story with captions burned in, besides `video.<lang>.mp4`."""

    name: Annotated[Slug, Field(max_length=32)]
    """Part of its file's name; no two have the same."""

    shape: RenditionShape = "source"
    """Of the picture; `"source"`: as the footage is."""

    background: Background = "blur"
    """What fills the rest of that shape: the picture, blurred; or nothing, as its middle is cut out."""

    codec: Codec = "h264"
    """How it is encoded. HEVC and AV1 files are smaller and take longer; not every player takes them."""

    cards: Flag = False
    """Whether it opens with the title and closes with the publisher."""

    languages: tuple[str, ...] = ()
    """In which it is made, by their codes, of those that are in the picture; `[]`: in all."""

    @field_validator("name")
    @classmethod
    def _not_described(cls, name: str) -> str:
        if name == DESCRIBED:
            raise ValueError(
                tr('"{name}" is the name of videos with audio description; choose another', name=DESCRIBED)
            )
        return name
