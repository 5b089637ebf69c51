"""Which videos are made of each story, and how they are encoded: `[video]` and `[[renditions]]` of series.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.fieldtypes import Slug
from pipeline.project.tomlfile import FileModel

RenditionShape = Literal["source", "9:16", "1:1"]
Background = Literal["blur", "crop"]
Codec = Literal["h264", "hevc", "av1"]


class VideoSettings(FileModel):
    """crf, preset: x264's. loudness: LUFS of the sound of all videos, or false to leave it as it is. encoder: of H.264:
    x264, or a graphics card's; "auto": the first of those that works on this machine, else x264.
    """

    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow"] = "veryfast"
    crf: int = Field(default=21, ge=0, le=40)
    loudness: Annotated[float, Field(ge=-31, le=-10)] | Literal[False] = -16.0
    encoder: Literal["x264", "auto", "nvenc", "videotoolbox", "qsv", "vaapi"] = "x264"


class RenditionSettings(FileModel):
    """[[renditions]]: one more video of each story with captions burned in, besides video.<lang>.mp4.

    name: part of its file's name. shape: of the picture. background: what fills the rest of that shape: the picture,
    blurred; or nothing, as its middle is cut out. cards: whether it opens with the title and closes with the publisher.
    languages: in which it is made; none: in all.
    """

    name: Annotated[Slug, Field(max_length=32)]
    shape: RenditionShape = "source"
    background: Background = "blur"
    codec: Codec = "h264"
    cards: bool = False
    languages: tuple[str, ...] = ()
