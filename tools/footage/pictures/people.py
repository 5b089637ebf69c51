"""Flat figures without faces: nobody in particular, drawn with respect."""

from __future__ import annotations

from dataclasses import dataclass

from tools.footage.pictures.canvas import Canvas, Point


@dataclass(frozen=True)
class Person:
    """The colours and hair of a figure; `hair_style` is one of "short", "long", "bun" and "hat"."""

    coat: str
    legs: str
    skin: str
    hair: str
    hair_style: str = "short"


@dataclass(frozen=True)
class Pose:
    """How a figure stands; lengths are shares of its height.

    `hands` are the hands' places from the middle of the shoulders (right is +x, down is +y).
    `stride` spreads the feet; `lean` moves the head and shoulders sideways; `nod` lowers the head.
    """

    hands: tuple[Point, Point] = ((-0.14, 0.34), (0.14, 0.34))
    stride: float = 0.05
    lean: float = 0.0
    nod: float = 0.0


def standing(canvas: Canvas, x: float, base: float, height: float, who: Person, pose: Pose = Pose()) -> None:
    """A figure whose feet stand at (x, base), `height` px tall."""
    hips = base - 0.46 * height
    for side in (-1, 1):
        foot = (x + side * pose.stride * height, base - 0.055 * height)
        canvas.line([(x + side * 0.045 * height, hips), foot], 0.085 * height, who.legs)
        canvas.rect(foot[0] - 0.045 * height, base - 0.035 * height, 0.1 * height, 0.035 * height, who.hair, 4)
    _upper(canvas, x, hips, height, who, pose)


def seated(canvas: Canvas, x: float, base: float, height: float, who: Person, pose: Pose = Pose()) -> None:
    """A figure on a chair seen from the front; `height` is its height when it stands."""
    hips = base - 0.28 * height
    chair = "#8a6f5c"
    canvas.rect(x - 0.13 * height, hips - 0.3 * height, 0.26 * height, 0.33 * height, chair, 10)
    for side in (-1, 1):
        canvas.line([(x + side * 0.12 * height, hips), (x + side * 0.13 * height, base)], 6, chair)
        knee = (x + side * 0.075 * height, hips + 0.03 * height)
        canvas.line([knee, (x + side * 0.065 * height, base - 0.055 * height)], 0.08 * height, who.legs)
        canvas.rect(
            x + side * 0.065 * height - 0.045 * height,
            base - 0.03 * height,
            0.09 * height,
            0.03 * height,
            who.hair,
            4,
        )
    _upper(canvas, x, hips, height, who, pose)
    canvas.rect(x - 0.12 * height, hips - 0.045 * height, 0.24 * height, 0.11 * height, who.legs, 0.05 * height)
    _arms(canvas, x, hips, height, who, pose)


def _upper(canvas: Canvas, x: float, hips: float, height: float, who: Person, pose: Pose) -> None:
    """Hair behind, body, arms, head, hair in front."""
    top = x + pose.lean * height
    shoulders = hips - 0.33 * height
    head = (top + 0.4 * pose.lean * height, shoulders - (0.103 - pose.nod) * height)
    if who.hair_style == "long":
        canvas.rect(
            head[0] - 0.085 * height,
            head[1] - 0.03 * height,
            0.17 * height,
            0.2 * height,
            who.hair,
            0.07 * height,
        )
    half, waist = 0.1 * height, 0.092 * height
    body = [(top - half, shoulders + 8), (top + half, shoulders + 8), (x + waist, hips), (x - waist, hips)]
    canvas.rect(
        top - half - 0.015 * height,
        shoulders,
        2 * half + 0.03 * height,
        0.1 * height,
        who.coat,
        0.05 * height,
    )
    canvas.poly(body, who.coat)
    canvas.rect(x - waist - 2, hips - 0.04 * height, 2 * waist + 4, 0.07 * height, who.coat, 0.03 * height)
    _arms(canvas, x, hips, height, who, pose)
    canvas.rect(top - 0.03 * height, shoulders - 0.06 * height, 0.06 * height, 0.085 * height, who.skin, 0.03 * height)
    _head(canvas, head, height, who)


def _arms(canvas: Canvas, x: float, hips: float, height: float, who: Person, pose: Pose) -> None:
    top, shoulders = x + pose.lean * height, hips - 0.33 * height
    for side, hand in zip((-1, 1), pose.hands, strict=True):
        start = (top + side * 0.09 * height, shoulders + 0.045 * height)
        end = (top + hand[0] * height, shoulders + hand[1] * height)
        # The elbow lies outside the straight line and a little low, as a relaxed arm does.
        elbow = ((start[0] + end[0]) / 2 + side * 0.03 * height, (start[1] + end[1]) / 2 + 0.03 * height)
        canvas.line([start, elbow, end], 0.055 * height, shade(who.coat))
        canvas.circle(*end, 0.029 * height, who.skin)


def _head(canvas: Canvas, head: Point, height: float, who: Person) -> None:
    radius = 0.068 * height
    canvas.ellipse(*head, radius, radius * 1.15, who.skin)
    crown = (head[0], head[1] - 0.25 * radius)
    if who.hair_style == "hat":
        canvas.pie(*crown, radius * 1.15, 180, 360, "#e3c27a")
        canvas.rect(crown[0] - 1.9 * radius, crown[1] - 0.12 * radius, 3.8 * radius, 0.3 * radius, "#d3ae62", 4)
        return
    canvas.pie(*crown, radius * 1.12, 180, 360, who.hair)
    if who.hair_style in ("long", "bun"):
        for side in (-1, 1):
            canvas.ellipse(
                crown[0] + side * radius * 0.85,
                crown[1] + radius * 0.3,
                radius * 0.28,
                radius * 0.75,
                who.hair,
            )
    if who.hair_style == "bun":
        canvas.circle(crown[0], crown[1] - 1.25 * radius, radius * 0.5, who.hair)


def shade(colour: str, share: float = 0.88) -> str:
    """A darker "#rrggbb"."""
    return "#" + "".join(f"{int(int(colour[n : n + 2], 16) * share):02x}" for n in (1, 3, 5))
