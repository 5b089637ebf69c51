"""Renditions in other shapes: the whole picture over a blurred copy of itself, or its middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pipeline.media.media_info import MediaInfo
from pipeline.project.renditions import Background, Codec, RenditionShape
from pipeline.video.picture_filters import picture_size

#: width : height of the shapes that are not the footage's own.
RATIOS: dict[Literal["9:16", "1:1"], tuple[int, int]] = {"9:16": (9, 16), "1:1": (1, 1)}

#: px of the shorter side at most: what social media show; more would only be scaled down there.
SHORT_SIDE = 1080

#: The background is blurred at this share of its size, which costs next to nothing and shows no edges. sigma: in those
#: small pixels. brightness: a little darker, so that the picture stands out.
SMALL = 8
SIGMA = 4
BRIGHTNESS = -0.12


@dataclass(frozen=True, slots=True)
class Form:
    """What a rendition's pictures are like, whatever they show."""

    shape: RenditionShape = "source"
    background: Background = "blur"
    codec: Codec = "h264"


#: As the footage is.
OWN = Form()


def form_size(facts: MediaInfo, form: Form) -> tuple[int, int]:
    """(width, height) px of the pictures: never enlarged beyond the shorter side of the footage."""
    width, height = picture_size(facts)
    if form.shape == "source":
        return width, height
    across, down = RATIOS[form.shape]
    short = min(SHORT_SIDE, width, height)
    return _even(short), _even(short * down / across)


def picture_rows(facts: MediaInfo, form: Form) -> tuple[int, int] | None:
    """From which row of px up to which the picture stands in its form; None where it fills the height."""
    have, want = picture_size(facts), form_size(facts, form)
    if have == want or form.background == "crop":
        return None
    (_, height), (_, top) = _inside(have, want)
    return (top, top + height) if height < want[1] else None


def _inside(have: tuple[int, int], want: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The whole picture in another shape: its size, and its place from the left and from above."""
    scale = min(want[0] / have[0], want[1] / have[1])
    width, height = min(want[0], _even(have[0] * scale)), min(want[1], _even(have[1] * scale))
    return (width, height), ((want[0] - width) // 4 * 2, (want[1] - height) // 4 * 2)


def shaped(pictures: Any, facts: MediaInfo, form: Form) -> Any:
    """`pictures`, prepared ones of the footage, in the shape of `form`."""
    have, want = picture_size(facts), form_size(facts, form)
    if have == want:
        return pictures
    if form.background == "crop":
        return _covering(pictures, have, want)
    split = pictures.filter_multi_output("split", 2)
    size, (left, top) = _inside(have, want)
    front = split[0].filter("scale", *size)
    return _blurred(split[1], have, want).overlay(front, x=left, y=top, eof_action="endall")


def _covering(pictures: Any, have: tuple[int, int], want: tuple[int, int]) -> Any:
    """The middle of the picture, as much as fills the shape."""
    scale = max(want[0] / have[0], want[1] / have[1])
    size = (max(want[0], _even(have[0] * scale)), max(want[1], _even(have[1] * scale)))
    return pictures.filter("scale", *size).filter("crop", *want).filter("setsar", "1")


def _blurred(pictures: Any, have: tuple[int, int], want: tuple[int, int]) -> Any:
    small = (max(2, _even(want[0] / SMALL)), max(2, _even(want[1] / SMALL)))
    blurred = _covering(pictures, have, small).filter("gblur", sigma=SIGMA).filter("eq", brightness=BRIGHTNESS)
    return blurred.filter("scale", *want, flags="bicubic").filter("setsar", "1")


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
