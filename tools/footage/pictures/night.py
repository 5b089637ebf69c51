"""The city at night: stars, blocks of flats with lit windows, the team's van."""

from __future__ import annotations

import math

import numpy as np

from tools.footage.pictures.canvas import Canvas
from tools.footage.pictures.scene import blend, sway

LIT = "#f6cf73"
AMBER, BLUE = "#ffb02e", "#5aa2ff"


def stars(canvas: Canvas, bottom: float) -> None:
    """A fixed scatter of stars above `bottom`."""
    for x, y, size in np.random.default_rng(7).random((70, 3)):
        canvas.circle(x * 1400, y * bottom, 0.8 + 1.4 * size, "#dfe6ffb0")


def tower(canvas: Canvas, x: float, base: float, width: float, height: float, wall: str, lit: int) -> None:
    """A block of flats; `lit` picks which of its windows have light."""
    canvas.rect(x, base - height, width, height, wall)
    columns, rows = int(width // 34), int(height // 44)
    for row in range(rows):
        for column in range(columns):
            bright = (row * 7 + column * 5 + lit * 3) % 9 == 0
            canvas.rect(x + 12 + column * 33, base - height + 18 + row * 42, 15, 22, LIT if bright else "#33407a", 2)


def van(canvas: Canvas, x: float, base: float, time: float, wheels: float) -> None:
    """The team's van, 360 px long with its front at the right; `wheels` is how far they turned."""
    for n, (dx, colour) in enumerate(((90, AMBER), (270, BLUE))):
        power = max(0.0, sway(time, 0.8, n / 2))
        canvas.glow(x + dx, base - 208, 170, colour, 0.15 + 0.6 * power)
        canvas.rect(x + dx - 22, base - 214, 44, 20, blend("#56608a", colour, power), 8)
    canvas.rect(x, base - 196, 285, 160, "#f3f1e8", 16)
    canvas.poly(
        [
            (x + 250, base - 196),
            (x + 300, base - 196),
            (x + 352, base - 112),
            (x + 364, base - 100),
            (x + 364, base - 36),
            (x + 250, base - 36),
        ],
        "#f3f1e8",
    )
    canvas.poly(
        [(x + 262, base - 182), (x + 294, base - 182), (x + 334, base - 112), (x + 262, base - 112)],
        "#8fb3dd",
    )
    canvas.rect(x, base - 104, 364, 26, "#e0a51f")
    for n in range(9):
        canvas.poly(
            [
                (x + 20 + n * 38, base - 78),
                (x + 36 + n * 38, base - 104),
                (x + 50 + n * 38, base - 104),
                (x + 34 + n * 38, base - 78),
            ],
            "#c23f38",
        )
    canvas.rect(x + 30, base - 174, 90, 52, "#8fb3dd", 8)
    canvas.rect(x + 136, base - 174, 90, 52, "#8fb3dd", 8)
    canvas.rect(x - 4, base - 48, 372, 16, "#3a4264", 6)
    for dx in (76, 290):
        canvas.circle(x + dx, base - 34, 36, "#10142a")
        canvas.circle(x + dx, base - 34, 17, "#aab2cf")
        for n in range(3):
            angle = wheels + n * math.pi / 3
            cx, cy = 15 * math.cos(angle), 15 * math.sin(angle)
            canvas.line([(x + dx - cx, base - 34 - cy), (x + dx + cx, base - 34 + cy)], 4, "#10142a")
