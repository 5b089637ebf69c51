"""A street map seen from above, and a route walked across it from pin to pin."""

from __future__ import annotations

import math
from itertools import pairwise

from tools.footage.pictures.canvas import Canvas, Point
from tools.footage.pictures.scene import ease, mix, sway

ORANGE, TEAL_DARK = "#f08a4b", "#3f868c"


def town(canvas: Canvas) -> None:
    canvas.rect(0, 0, 1400, 800, "#d9ebe4")
    for row in range(6):
        for column in range(9):
            x, y = 10 + column * 158, -40 + row * 146
            green = (row * 5 + column * 3) % 11 == 0
            colour = "#9fcf9d" if green else ("#f4e6cb", "#efdcc0", "#f8eed9")[(row + column * 2) % 3]
            cut = 26
            canvas.poly(
                [
                    (x + cut, y),
                    (x + 132 - cut, y),
                    (x + 132, y + cut),
                    (x + 132, y + 120 - cut),
                    (x + 132 - cut, y + 120),
                    (x + cut, y + 120),
                    (x, y + 120 - cut),
                    (x, y + cut),
                ],
                colour,
            )
            if not green:
                canvas.rect(x + 42, y + 40, 48, 40, "#d9ebe4", 5)
    canvas.line([(-20, 640), (1420, 120)], 26, "#ffffff")


ROUTE = ((155, 526), (155, 380), (471, 380), (471, 234), (787, 234), (787, 380), (1103, 380), (1103, 234))


def along_route(share: float) -> list[Point]:
    """The stretch of the route that is walked when `share` (0 to 1) of it is done."""
    legs = [math.dist(a, b) for a, b in pairwise(ROUTE)]
    left = share * sum(legs)
    walked: list[Point] = [ROUTE[0]]
    for leg, start, end in zip(legs, ROUTE[:-1], ROUTE[1:], strict=True):
        part = min(1.0, left / leg)
        walked.append((mix(start[0], end[0], part), mix(start[1], end[1], part)))
        left -= leg
        if left <= 0:
            break
    return walked


def pin(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A map pin whose tip is at (x, y)."""
    canvas.poly([(x - size * 0.42, y - size), (x + size * 0.42, y - size), (x, y)], colour)
    canvas.circle(x, y - size * 1.15, size * 0.5, colour)
    canvas.circle(x, y - size * 1.15, size * 0.2, "#ffffff")


def town_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.line(list(ROUTE), 12, "#ffffff")
    walked = along_route(ease(share * 1.1))
    canvas.line(walked, 12, ORANGE)
    for n, (x, y) in enumerate(((155, 526), (471, 234), (787, 380), (1103, 234))):
        reached = ease(share * 1.25 * 3 - n + 0.7)
        pin(canvas, x, y - 6, mix(34, 56, reached), TEAL_DARK if n < 3 else "#d9574a")
    canvas.circle(*walked[-1], 17 + 2 * sway(time, 1.2), "#ffffff")
    canvas.circle(*walked[-1], 12, "#2f4858")
