"""Where captions stand in a picture of a given size, in px."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from pipeline.project.style import Look
from pipeline.video import text_width

#: The line height is bounded by the width of the picture too, in %: a size of the height of a very tall one would leave
#: room for a few letters.
WIDEST_TEXT_HEIGHT = 9.0


#: Letters beside the picture are no smaller than this, in % of the height.
LEAST_TEXT_HEIGHT = 3.0

#: Width of a caption of twice 42 letters, of its size, and a quarter more, since lines are never equally long.
#: Measured: 84 letters of Catalan and English take 30 times their height.
LONGEST_CAPTION = 38.0


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


def geometry(look: Look, width: int, height: int, picture: tuple[int, int] | None = None) -> Geometry:
    """For a picture of width × height px: text inside the safe area, at the sides with its box.

    picture: from which row to which the picture itself stands, where it is over a blurred ground. Captions are then
    below it where a whole one has room there, else in it, never across its edge; and all in letters of one size.
    """
    size = min(look.text_height * height, WIDEST_TEXT_HEIGHT * width) / 100
    edge = (100 - look.safe_height) / 200
    top, bottom = round(height * edge), round(height * max(edge, look.bottom / 100))
    usual = _geometry(look, size, width, height, top, bottom)
    if picture is None:
        return usual
    box = look.padding * text_width.em(look.font)  # around the text, as a share of its size
    above, below = picture
    size = min(size, _whole_caption(look, box, width))
    in_band = min(size, (height - bottom - below) / (look.lines + box))
    if in_band >= height * LEAST_TEXT_HEIGHT / 100:
        size = in_band
        room = height - bottom - ceil(below + size * box)
    else:
        bottom = max(bottom, height - floor(below - size * box))
        room = height - bottom - ceil(above + size * box)
    if top + (look.lines + box) * size > above:
        top = max(top, ceil(above + size * box))
    fits = min(room, height - bottom - top) >= look.lines * size  # not in a strip of a picture
    one_size = look.model_copy(update={"smallest": 100.0})
    return _geometry(one_size, size, width, height, top, bottom, room) if fits else usual


def _whole_caption(look: Look, box: float, width: int) -> float:
    """The size in which the longest caption that there should be takes no more lines than it may."""
    of_its_width = LONGEST_CAPTION / look.lines + 2 * box
    return width * look.safe_width / 100 / of_its_width


def _geometry(
    look: Look, size: float, width: int, height: int, top: int, bottom: int, room: int | None = None
) -> Geometry:
    padding = size * look.padding * text_width.em(look.font)
    side = round(width * (100 - look.safe_width) / 200 + padding)
    free = height - top - bottom if room is None else room
    return Geometry(look, size, padding, side, top, bottom, width - 2 * side, free)
