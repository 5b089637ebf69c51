"""A drawing board: flat shapes in world pixels, drawn at twice their size and sampled down.

The world is a little larger than the 1280 × 720 frame, so that a camera can drift over it.
Colours are hex strings ("#rrggbb" or, half transparent, "#rrggbbaa").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFont

FRAME = (1280, 720)
WORLD = (1392, 783)
OVERSAMPLING = 2

Point = tuple[float, float]

_FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"


@lru_cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Atkinson Hyperlegible at `size` board pixels."""
    name = "AtkinsonHyperlegible-Bold.ttf" if bold else "AtkinsonHyperlegible-Regular.ttf"
    return ImageFont.truetype(_FONTS / name, size)


@lru_cache
def _halo(radius: int) -> Image.Image:
    """A round mask that fades from the middle (255) to the rim (0)."""
    axis = np.linspace(-1, 1, 2 * radius)
    distance = np.hypot(*np.meshgrid(axis, axis))
    return Image.fromarray((np.clip(1 - distance, 0, 1) ** 2 * 255).astype(np.uint8), "L")


class Canvas:
    """Draws on an image of `size` world pixels; all positions and lengths are world pixels."""

    def __init__(self, size: tuple[int, int] = WORLD, image: Image.Image | None = None) -> None:
        self.size = size
        board = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
        self.image = image if image is not None else Image.new("RGB", board)
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def copy(self) -> Canvas:
        """A board with the same picture, to draw one frame on."""
        return Canvas(self.size, self.image.copy())

    def frame(self, x: float, y: float, zoom: float) -> Image.Image:
        """What a camera sees whose view starts at (x, y); zoom 1.0 shows 1280 × 720 world pixels."""
        left, top = x * OVERSAMPLING, y * OVERSAMPLING
        width, height = (side / zoom * OVERSAMPLING for side in FRAME)
        box = (left, top, left + width, top + height)
        return self.image.resize(FRAME, Image.Resampling.HAMMING, box=box)

    def gradient(self, top: str, bottom: str, y0: float = 0, y1: float | None = None) -> None:
        """Fill the full width from `y0` to `y1` (default: all) with a vertical blend."""
        first = round(y0 * OVERSAMPLING)
        last = self.image.height if y1 is None else round(y1 * OVERSAMPLING)
        ramp = np.linspace(0, 1, last - first)[:, None, None]
        ends = [np.array(ImageColor.getrgb(colour)[:3], dtype=float) for colour in (top, bottom)]
        rows = (ends[0] * (1 - ramp) + ends[1] * ramp).round().astype(np.uint8)
        block = np.broadcast_to(rows, (last - first, self.image.width, 3))
        self.image.paste(Image.fromarray(np.ascontiguousarray(block)), (0, first))

    def rect(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        """A rectangle from its top left corner."""
        box = self._board([(x, y), (x + width, y + height)])
        if radius:
            self._draw.rounded_rectangle(box, radius * OVERSAMPLING, fill=fill)
        else:
            self._draw.rectangle(box, fill=fill)

    def poly(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon(self._board(points), fill=fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """An upright ellipse around (x, y)."""
        self._draw.ellipse(self._board([(x - rx, y - ry), (x + rx, y + ry)]), fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A disc around (x, y)."""
        self.ellipse(x, y, radius, radius, fill)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """A slice of a disc; degrees clockwise from three o'clock."""
        box = self._board([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.pieslice(box, start, end, fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A stroke with round joints and round ends."""
        board = self._board(points)
        self._draw.line(board, fill=fill, width=max(1, round(width * OVERSAMPLING)), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def leaf(self, x: float, y: float, length: float, angle: float, fill: str, wide: float = 0.3) -> None:
        """A pointed leaf that starts at (x, y); `angle` in radians, `wide` of its length across."""
        along, side = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        steps = [n / 8 for n in range(9)]
        bulge = [wide * length * math.sin(math.pi * s**0.8) for s in steps]
        edge = [(s * length, b / 2) for s, b in zip(steps, bulge, strict=True)]
        rim = edge + [(s, -b) for s, b in reversed(edge)]
        self.poly([(x + s * along[0] + b * side[0], y + s * along[1] + b * side[1]) for s, b in rim], fill)

    def glow(self, x: float, y: float, radius: int, colour: str, strength: float = 1.0) -> None:
        """A soft round light; `strength` 0 to 1."""
        size = radius * OVERSAMPLING
        mask = _halo(size).point(lambda value: round(value * strength))
        corner = (round(x * OVERSAMPLING) - size, round(y * OVERSAMPLING) - size)
        self.image.paste(ImageColor.getrgb(colour)[:3], (*corner, corner[0] + 2 * size, corner[1] + 2 * size), mask)

    def text(
        self, x: float, y: float, text: str, size: float, fill: str, bold: bool = False, anchor: str = "ls"
    ) -> None:
        """One line of text; `anchor` as in Pillow (default: left end of the baseline)."""
        face = font(round(size * OVERSAMPLING), bold)
        self._draw.text(self._board([(x, y)])[0], text, font=face, fill=fill, anchor=anchor)

    @staticmethod
    def _board(points: Sequence[Point]) -> list[Point]:
        return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
