"""Words of cards: drawn by moviepy where one font has all of them, else each stretch in a font of its script."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

from pipeline.video import fonts

#: Room around the words, and between rows, as a share of the size of letters.
SIDES, ABOVE, BETWEEN = 4, 3, 5


def length(text: str, px: int) -> float:
    """Width in px of a row of letters of size `px`."""
    return sum(float(_opened(font, px).getlength(part)) for font, part in _stretches(text))


def clip(rows: Sequence[str], px: int) -> Any:
    """A moviepy clip of `rows` in white, one under the other in the middle, with transparent ground. Raises RenderError
    when a font is not installed."""
    from moviepy import TextClip

    font = _whole("".join(rows))
    if font is None:
        return _drawn(rows, px)
    side, edge = px // SIDES, max(2, px // ABOVE)
    # Since Pillow 11.2, moviepy's clip is as high as the words, which it draws lower by what is free above them up
    # to the font's tallest letter. Without room for that they are cut off, most where the first row is low ("veus").
    free = _opened(font, px).getbbox(rows[0])[1]
    margin = (side, edge, side, max(edge, math.ceil(free) + 2))
    return TextClip(
        str(font.path),
        text="\n".join(rows),
        font_size=px,
        margin=margin,
        color="white",
        text_align="center",
        interline=px // BETWEEN,
    )


def _drawn(rows: Sequence[str], px: int) -> Any:
    """The same where a row has several fonts: they stand on one line."""
    import numpy as np
    from moviepy import ImageClip
    from PIL import Image, ImageDraw

    metrics = [_opened(font, px).getmetrics() for row in rows for font, _ in _stretches(row)]
    up, down = max(above for above, _ in metrics), max(below for _, below in metrics)
    side, edge, step = px // SIDES, max(2, px // ABOVE), up + down + px // BETWEEN
    widths = [round(length(row, px)) for row in rows]
    size = (max(widths) + 2 * side, 2 * edge + step * len(rows) - px // BETWEEN)
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    for number, (row, width) in enumerate(zip(rows, widths, strict=True)):
        at = (size[0] - width) / 2
        for font, part in _in_order(row):
            opened = _opened(font, px)
            pen.text((at, edge + up + step * number), part, font=opened, fill="white", anchor="ls")
            at += opened.getlength(part)
    return ImageClip(np.asarray(picture), transparent=True)


def _in_order(row: str) -> Sequence[tuple[fonts.Font, str]]:
    """Its stretches from left to right: the other way round where it begins in a script that is written so."""
    found = _stretches(row)
    letter = next((char for char in row if char.isalpha()), "")
    if not fonts.is_rtl(letter):
        return found
    return [(font, part if fonts.is_rtl(part) else _turned(part)) for font, part in found[::-1]]


def _turned(part: str) -> str:
    """`part` with the spaces before it behind it, and the other way round."""
    bare = part.strip()
    begins = len(part) - len(part.lstrip())
    return part[begins + len(bare) :] + bare + part[:begins]


def _stretches(text: str) -> Sequence[tuple[fonts.Font, str]]:
    font = _whole(text)
    return [(font, text)] if font else fonts.runs(text)


@functools.lru_cache(maxsize=256)
def _whole(text: str) -> fonts.Font | None:
    """The first font that has all of `text`."""
    wanted = {ord(char) for char in text if not char.isspace()}
    return next((font for font in fonts.ALL if wanted <= fonts.characters(font)), None)


@functools.lru_cache(maxsize=64)
def _opened(font: fonts.Font, px: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(font.path), px)
