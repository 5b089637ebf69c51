"""Joel: an allotment from morning to evening."""

from __future__ import annotations

import math

from tools.footage.pictures.canvas import Canvas
from tools.footage.pictures.people import Person, Pose, standing
from tools.footage.pictures.scene import Look, Scene, blend, ease, sway

LOOK = Look(top="#f6e7c1", bottom="#cfe3b4", ink="#23391f", accent="#e8923a")

JOEL = Person(coat="#3f7cac", legs="#37465b", skin="#c68a5e", hair="#3b2a20", hair_style="hat")
PILAR = Person(coat="#c9574f", legs="#5a4a6a", skin="#e0ac86", hair="#d9d6d0", hair_style="bun")
OMAR = Person(coat="#e0a83c", legs="#3d4f43", skin="#8d5b3c", hair="#231a15")
SOIL, SOIL_LIGHT, LEAF, LEAF_DARK = "#6e4a34", "#855c41", "#5a9a4a", "#3f7a3e"


def houses(canvas: Canvas, base: float, wall: str, window: str) -> None:
    """A row of neighbourhood blocks with windows, standing on `base`."""
    for n, (width, height) in enumerate(
        (
            (150, 190),
            (120, 240),
            (170, 165),
            (130, 215),
            (160, 180),
            (140, 235),
            (180, 170),
            (150, 205),
            (200, 190),
        )
    ):
        left = -20 + n * 158
        canvas.rect(left, base - height, width, height, wall)
        canvas.rect(left - 4, base - height, width + 8, 8, window)
        for row in range(int(height // 44) - 1):
            for column in range(3):
                canvas.rect(left + 20 + column * width / 3.4, base - height + 26 + row * 44, 17, 26, window, 2)


def bed(canvas: Canvas, x: float, y: float, width: float, height: float = 40) -> None:
    """A raised bed with planks; (x, y) is its top left corner."""
    canvas.rect(x, y + 12, width, height, "#a9794f", 6)
    canvas.rect(x, y + 12 + height / 2, width, 3, "#8f633f")
    canvas.ellipse(x + width / 2, y + 14, width / 2 - 4, 14, SOIL)


def plant(canvas: Canvas, x: float, y: float, height: float, bend: float, fruit: str = "") -> None:
    """A staked plant: stem, pairs of leaves and, where a colour is given, ripe fruit."""
    if height < 2:
        return
    stem = [(x + bend * height * 0.12 * (n / 6) ** 2, y - height * n / 6) for n in range(7)]
    canvas.line(stem, max(2.5, height * 0.03), LEAF_DARK)
    for n in range(1, 7):
        px, py = stem[n]
        length = height * (0.34 - 0.03 * n)
        for side in (-1, 1):
            angle = -math.pi / 2 + side * (1.05 + 0.12 * bend * side)
            canvas.leaf(px, py, length, angle, LEAF if n % 2 else LEAF_DARK, 0.42)
    if fruit:
        for n in (2, 3, 4):
            px, py = stem[n]
            canvas.circle(px + (-1) ** n * height * 0.11, py + height * 0.05, height * 0.052, fruit)


def ground(canvas: Canvas, top: float, near: str = SOIL) -> None:
    """Grass that ends in a calm strip of soil, where the captions go."""
    canvas.rect(0, top, 1400, 800, "#8fb866")
    canvas.ellipse(700, 700, 1100, 150, "#7da758")
    canvas.ellipse(700, 790, 1300, 190, near)


def morning(canvas: Canvas) -> None:
    canvas.gradient("#bfe0ee", "#fbf0d2", 0, 430)
    canvas.glow(300, 190, 260, "#ffe9a8", 0.9)
    canvas.circle(300, 190, 62, "#fbc95c")
    houses(canvas, 420, "#e5cdb0", "#cbae90")
    canvas.ellipse(250, 450, 420, 70, "#a5c67c")
    canvas.ellipse(1050, 450, 520, 80, "#98bd70")
    ground(canvas, 440)
    for x in (90, 420, 990):
        bed(canvas, x, 520, 270)


def morning_action(canvas: Canvas, time: float, share: float) -> None:
    for n in range(3):
        drift = 40 * share + 300 * n
        canvas.ellipse(420 + drift, 110 + 36 * (n % 2), 74, 17, "#ffffffc0")
        canvas.ellipse(455 + drift, 98 + 36 * (n % 2), 42, 20, "#ffffffc0")
    for n, x in enumerate((130, 190, 250, 320, 460, 520, 590, 650, 1030, 1090, 1150, 1220)):
        plant(
            canvas,
            x,
            534,
            60 + 12 * (n % 3) + 20 * share,
            sway(time, 3.4, n * 0.13),
            "#d9442f" if n % 3 == 0 else "",
        )
    tilt = 0.02 * sway(time, 3)
    hand = (0.27, 0.2 + tilt)
    standing(canvas, 830, 560, 300, JOEL, Pose(hands=((-0.13, 0.33), hand), nod=0.01 + tilt / 3))
    can_x, can_y = 830 + hand[0] * 300, 323 + hand[1] * 300
    canvas.rect(can_x - 8, can_y + 6, 56, 44, "#6d8aa0", 7)
    canvas.line([(can_x + 44, can_y + 34), (can_x + 84, can_y + 8)], 8, "#6d8aa0")
    for n in range(14):
        fall = (time * 1.1 + n / 14) % 1
        canvas.circle(can_x + 90 + 34 * fall + 5 * (n % 3), can_y + 10 + 150 * fall * fall, 3, "#8cc7e6")


def sprouts(canvas: Canvas) -> None:
    canvas.gradient("#fdf3d0", "#dcebc0", 0, 560)
    canvas.glow(985, 170, 420, "#ffdf8a", 0.9)
    canvas.circle(985, 170, 84, "#fbc95c")
    canvas.ellipse(300, 560, 620, 120, "#b9d493")
    canvas.ellipse(1150, 570, 560, 120, "#aacb85")
    canvas.ellipse(690, 800, 1250, 270, SOIL)
    canvas.ellipse(690, 830, 1150, 240, SOIL_LIGHT)


def sprouts_action(canvas: Canvas, time: float, share: float) -> None:
    for n in range(12):
        angle = n * math.pi / 6 + time * 0.12
        near, far = 100 + 4 * sway(time, 2), 126 + 8 * sway(time, 2)
        canvas.line([(985 + r * math.cos(angle), 170 + r * math.sin(angle)) for r in (near, far)], 7, "#f3b544")
    for n, (x, top) in enumerate(((250, 250), (470, 310), (690, 340), (910, 300), (1130, 240))):
        grown = ease(share * 1.5 - 0.09 * n)
        y = 556 + abs(n - 2) * 4
        canvas.ellipse(x, y + 4, 44, 11, "#5b3b29")
        fruit = blend("#8fbf4d", "#d9442f", ease(share * 2 - 0.9)) if share > 0.55 and n != 1 else ""
        plant(canvas, x, y, top * grown, sway(time, 4, n * 0.2), fruit)


def neighbours(canvas: Canvas) -> None:
    canvas.gradient("#cfe8ee", "#eef4dc", 0, 430)
    houses(canvas, 400, "#d8c3b4", "#bfa595")
    canvas.rect(0, 396, 1400, 60, "#9cc077")
    canvas.ellipse(200, 450, 500, 95, "#9cc077")
    ground(canvas, 440, "#7a5a3f")
    canvas.rect(-10, 438, 1420, 9, "#c79b6a")
    canvas.rect(-10, 474, 1420, 9, "#c79b6a")
    for x in range(0, 1400, 46):
        canvas.poly([(x, 500), (x, 424), (x + 9, 412), (x + 18, 424), (x + 18, 500)], "#d8b081")


def neighbours_action(canvas: Canvas, time: float, share: float) -> None:
    wave = 0.04 * sway(time, 0.9) * ease(2 - time / 2.2)
    nod = 0.008 * sway(time, 2.6)
    standing(canvas, 400, 585, 310, PILAR, Pose(hands=((-0.1, 0.28), (0.2 + wave, 0.03)), nod=nod))
    give = ease(share * 2 - 0.5)
    standing(
        canvas,
        690,
        590,
        325,
        JOEL,
        Pose(hands=((-0.13, 0.32), (0.12 + 0.12 * give, 0.26 - 0.06 * give)), nod=-nod),
    )
    standing(canvas, 960, 588, 330, OMAR, Pose(hands=((-0.24, 0.2 + 0.02 * sway(time, 3)), (0.13, 0.33)), nod=nod))
    basket_x, basket_y = 690 + (0.15 + 0.12 * give) * 325, 345 + (0.28 - 0.06 * give) * 325
    for n, colour in enumerate(("#d9442f", "#e8923a", "#d9442f")):
        canvas.circle(basket_x - 16 + 16 * n, basket_y + 2, 11, colour)
    canvas.pie(basket_x, basket_y, 34, 0, 180, "#b07d48")
    for n in range(3):
        fly = time * 0.5 + n * 2.1
        x, y = 180 + 450 * n + 60 * math.sin(fly), 230 + 40 * math.cos(1.7 * fly)
        flap = 5 + 5 * abs(sway(time, 0.5, n * 0.3))
        canvas.ellipse(x - flap, y, flap, 10, "#f0c24a")
        canvas.ellipse(x + flap, y, flap, 10, "#e8923a")


def evening(canvas: Canvas) -> None:
    canvas.gradient("#6f6a9c", "#f7a765", 0, 500)
    canvas.glow(720, 430, 430, "#ffd98a", 0.9)
    canvas.circle(735, 345, 80, "#ffd27a")
    houses(canvas, 470, "#8d6a86", "#a87f8c")
    canvas.rect(0, 462, 1400, 60, "#5d5a55")
    canvas.ellipse(250, 520, 560, 90, "#5d5a55")
    canvas.rect(0, 520, 1400, 300, "#4a4744")
    canvas.ellipse(700, 800, 1300, 230, "#39322f")


def evening_action(canvas: Canvas, time: float, share: float) -> None:
    for n in range(18):
        x = 40 + n * 78
        if not 560 < x < 880:
            plant(canvas, x, 575, 110 + 26 * (n % 3), sway(time, 4.2, n * 0.11), "#c2432f" if n % 2 else "")
    standing(
        canvas,
        680,
        592,
        300,
        JOEL,
        Pose(hands=((-0.13, 0.33), (0.18, 0.06 + 0.015 * sway(time, 2))), lean=0.01),
    )
    standing(canvas, 810, 592, 285, PILAR, Pose(hands=((-0.12, 0.33), (0.13, 0.33)), lean=-0.01))
    for n in range(6):
        left, y, flap = 330 + 90 * n + 60 * share, 150 + 26 * (n % 3), 5 * sway(time, 1.2, n / 5)
        canvas.line([(left, y - 4 - flap), (left + 11, y), (left + 22, y - 4 - flap)], 2.5, "#3f3a55")


SCENES = (
    Scene(0, morning, morning_action, ((0, 30, 1.0), (100, 40, 1.02))),
    Scene(4, sprouts, sprouts_action, ((30, 10, 1.0), (60, 40, 1.04))),
    Scene(6, neighbours, neighbours_action, ((100, 30, 1.02), (20, 20, 1.0))),
    Scene(8, evening, evening_action, ((50, 0, 0.97), (70, 40, 1.06))),
)
