"""What a scene is, and small helpers of motion that the stories share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from tools.footage.pictures.canvas import Canvas

View = tuple[float, float, float]  # x and y of the camera's corner (world px), zoom


@dataclass(frozen=True)
class Scene:
    """One shot: a backdrop drawn once and an action drawn anew in each frame.

    `first_part` is the index of the script's part with which the shot begins. The action is given
    the seconds since the shot began and how much of it is over (0 to 1). The camera glides from
    the first view to the second.
    """

    first_part: int
    backdrop: Callable[[Canvas], None]
    action: Callable[[Canvas, float, float], None]
    camera: tuple[View, View] = field(default=((0, 0, 1.0), (90, 40, 1.0)))


@dataclass(frozen=True)
class Look:
    """The colours of a story's title card."""

    top: str
    bottom: str
    ink: str
    accent: str


def ease(share: float) -> float:
    """A soft start and stop: 0 to 1 for 0 to 1, held outside."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def mix(start: float, end: float, share: float) -> float:
    """The value `share` (0 to 1) of the way from start to end."""
    return start + (end - start) * share


def sway(time: float, period: float, phase: float = 0.0) -> float:
    """A slow swing between -1 and 1, `period` seconds long."""
    return math.sin(2 * math.pi * (time / period + phase))


def blend(first: str, second: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way between two "#rrggbb" colours."""
    pairs = [(int(first[n : n + 2], 16), int(second[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(mix(a, b, share)):02x}" for a, b in pairs)
