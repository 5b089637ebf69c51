"""Where captions stand in a picture of a given size, in px."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.style import Look
from pipeline.video import measure

#: The line height is bounded by the width of the picture too, in %: a size of the height of a very tall one would leave
#: room for a few letters.
WIDEST_TEXT_HEIGHT = 9.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """All in px. size: line height (libass's font size). padding: of the box. side, top, bottom: from the edges of the
    picture to the text. width, height: the room that text may take.
    """

    look: Look
    size: float
    padding: float
    side: int
    top: int
    bottom: int
    width: float
    height: float


def geometry(look: Look, width: int, height: int) -> Geometry:
    """For a picture of width × height px: text inside the safe area, at the sides with its box."""
    size = min(look.text_height * height, WIDEST_TEXT_HEIGHT * width) / 100
    padding = size * look.padding * measure.em(look.font)
    side = round(width * (100 - look.safe_width) / 200 + padding)
    edge = (100 - look.safe_height) / 200
    top, bottom = round(height * edge), round(height * max(edge, look.bottom / 100))
    return Geometry(look, size, padding, side, top, bottom, width - 2 * side, height - top - bottom)
