"""How wide text is, from the advance widths that stand in the font files: nothing is drawn for it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from pipeline.video.fonts import SCRIPT_FONTS, Font, runs, stack

#: How much larger than the others a font of another script is set, at most, to have letters as large: the line grows,
#: too. Arabic, whose marks need much room above and below, would want 1.75.
LARGEST = 1.5


@dataclass(frozen=True, slots=True)
class Metrics:
    """Of one font, as shares of libass's font size, which is ascent + descent. em: the em. advances: by code point.

    unknown: the width of the sign for a character that the font lacks.
    """

    em: float
    advances: dict[int, float]
    unknown: float


@functools.cache
def metrics(font: Font) -> Metrics:
    """Raises RenderError when the font is not installed."""
    from fontTools.ttLib import TTFont

    with TTFont(font.path, lazy=True) as opened:
        windows, widths = opened["OS/2"], opened["hmtx"].metrics
        whole = windows.usWinAscent + windows.usWinDescent  # what libass scales to the size it is given
        advances = {code: widths[name][0] / whole for code, name in opened.getBestCmap().items()}
        return Metrics(opened["head"].unitsPerEm / whole, advances, widths[".notdef"][0] / whole)


def em(family: str) -> float:
    """The em of a font as a share of libass's font size."""
    return metrics(stack(family)[0]).em


def scale(font: Font, family: str) -> float:
    """By how much `font` is set larger than the font `family`, so that its em is as large."""
    if font not in SCRIPT_FONTS:
        return 1.0
    return min(LARGEST, max(1.0, em(family) / metrics(font).em))


def height(text: str, family: str) -> float:
    """Height of one line as a share of libass's font size: 1, or more where a font in it is set larger."""
    return max((scale(font, family) for font, _ in runs(text, stack(family))), default=1.0)


@functools.lru_cache(maxsize=1 << 14)
def width(text: str, family: str) -> float:
    """Width of one line as a share of libass's font size; an emoji of several parts counts as all of them.

    Kerning, which only brings letters nearer, is left out: libass draws without it.
    """
    total = 0.0
    for font, stretch in runs(text, stack(family)):
        known = metrics(font)
        total += sum(known.advances.get(ord(c), known.unknown) for c in stretch) * scale(font, family)
    return total
