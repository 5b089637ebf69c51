"""Cynthia: from a crossroads to a table, a workshop, a map and a door."""

from __future__ import annotations

import math

from tools.footage.pictures.canvas import Canvas, Point
from tools.footage.pictures.people import Person, Pose, standing
from tools.footage.pictures.scene import Look, Scene, ease, mix, sway
from tools.footage.pictures.street_map import town, town_action

LOOK = Look(top="#2f7f86", bottom="#1f5a68", ink="#ffffff", accent="#ffb45e")

CYNTHIA = Person(coat="#f08a4b", legs="#2f4858", skin="#b9794f", hair="#2b1c1a", hair_style="long")
GUIDE = Person(coat="#6a5d9c", legs="#3a4554", skin="#e6b791", hair="#7a4a2b", hair_style="bun")
TUTOR = Person(coat="#4b8f6d", legs="#4a4440", skin="#8a5a3c", hair="#1f1a1a")
TEAL, TEAL_DARK, SAND, ORANGE = "#57a3a5", "#3f868c", "#ecd9b4", "#f08a4b"


def path_point(along: float) -> Point:
    """A place on the winding path: 0 at the front, 1 at the horizon."""
    depth = 1 - (1 - along) ** 1.6
    return 696 + 230 * (1 - depth) * math.sin(along * 6.5), mix(660, 330, depth)


def crossroads(canvas: Canvas) -> None:
    canvas.gradient("#8fcfd0", "#fbe6bf", 0, 400)
    canvas.circle(900, 235, 70, "#ffcf7d")
    canvas.poly(
        [
            (-10, 360),
            (210, 210),
            (400, 330),
            (600, 240),
            (830, 350),
            (1060, 220),
            (1400, 360),
            (1400, 420),
            (-10, 420),
        ],
        "#7db8ad",
    )
    canvas.rect(0, 340, 1400, 460, TEAL)
    canvas.ellipse(200, 430, 520, 90, "#66aeab")
    canvas.ellipse(1200, 460, 560, 100, "#4d989c")
    for n in range(160):
        x, y = path_point(1 - n / 159)
        canvas.ellipse(x, y, mix(6, 92, (n / 159) ** 1.8), mix(3, 26, (n / 159) ** 1.8), SAND)
    for x, y, size in ((240, 440, 1.0), (1130, 470, 1.2), (1240, 420, 0.8), (90, 480, 1.1)):
        canvas.rect(x - 5 * size, y, 10 * size, 46 * size, "#7a5a40")
        canvas.poly([(x - 44 * size, y + 8), (x, y - 120 * size), (x + 44 * size, y + 8)], TEAL_DARK)


def crossroads_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.rect(452, 270, 14, 290, "#8a6244", 4)
    for y, side, colour in ((290, 1, "#ffb45e"), (345, -1, "#fff3dc"), (400, 1, "#f08a4b")):
        swing = 3 * sway(time, 4, y / 300)
        left = 452 if side > 0 else 466
        tip = left + (160 if side > 0 else -110)
        canvas.poly(
            [(left, y + swing), (tip, y), (tip + side * 26, y + 21), (tip, y + 42), (left, y + 42 + swing)],
            colour,
        )
        for n in range(2):
            canvas.rect(min(left, tip) + 26, y + 13 + 11 * n, (100 if side > 0 else 62) - 26 * n, 5, "#00000030", 2)
    for n in range(2):
        drift = 36 * share + 480 * n
        canvas.ellipse(300 + drift, 120 + 40 * n, 88, 20, "#ffffffb0")
        canvas.ellipse(335 + drift, 104 + 40 * n, 48, 24, "#ffffffb0")
    look = sway(time, 5)
    standing(
        canvas,
        215,
        580,
        350,
        CYNTHIA,
        Pose(hands=((-0.13, 0.33), (0.06, mix(0.33, -0.02, ease(look)))), lean=0.012 * look),
    )
    for n in range(5):
        place = path_point(0.25 + 0.13 * n)
        size = mix(13, 5, n / 4) * (0.3 + 0.7 * ease(share * 6 - n))
        canvas.ellipse(*place, size * 1.4, size * 0.6, ORANGE)


def office(canvas: Canvas) -> None:
    canvas.gradient("#e3efe9", "#d2e4df")
    canvas.rect(90, 80, 330, 250, "#ffffff", 8)
    canvas.rect(104, 94, 302, 222, "#b8dfe2")
    canvas.poly([(104, 316), (104, 240), (180, 200), (240, 240), (310, 180), (406, 260), (406, 316)], "#7db8ad")
    canvas.rect(560, 90, 400, 190, "#f7fbf8", 10)
    canvas.rect(1130, 250, 180, 300, "#b98a62", 6)
    for n in range(4):
        canvas.rect(1142, 264 + 68 * n, 156, 56, "#8f6746", 4)
        for k in range(6):
            canvas.rect(
                1148 + 24 * k,
                272 + 68 * n + 6 * (k % 2),
                18,
                48 - 6 * (k % 2),
                (TEAL, ORANGE, "#6a5d9c", "#ffcf7d")[(k + n) % 4],
                2,
            )
    canvas.rect(0, 560, 1400, 300, "#9cbdb4")


def office_action(canvas: Canvas, time: float, share: float) -> None:
    for n, colour in enumerate((TEAL, "#6a5d9c", "#ffb45e", ORANGE)):
        grown = ease(share * 4.5 - 0.9 * n)
        canvas.rect(590 + 88 * n, 250 - 36 * (n + 1) * grown, 60, 36 * (n + 1) * grown + 4, colour, 4)
    canvas.line([(585, 256), (936, 256)], 4, "#8aa39b")
    talk = sway(time, 2.4)
    standing(
        canvas,
        480,
        660,
        390,
        GUIDE,
        Pose(hands=((-0.1, 0.3), (0.2, 0.2 - 0.04 * talk)), lean=0.01 + 0.006 * talk),
    )
    standing(
        canvas,
        930,
        660,
        385,
        CYNTHIA,
        Pose(hands=((-0.17, 0.24 + 0.02 * talk), (0.1, 0.3)), lean=-0.012, nod=0.006 * talk),
    )
    canvas.rect(330, 505, 750, 26, "#c08a5a", 8)
    canvas.rect(360, 531, 690, 150, "#a8764b")
    canvas.poly([(650, 504), (640, 410), (770, 410), (780, 504)], "#41525c")
    canvas.rect(630, 498, 170, 9, "#2f3d45", 4)
    canvas.circle(706, 456, 10, "#7db8ad")
    slide = mix(0, 60, ease(share * 2 - 0.4))
    canvas.poly([(500 + slide, 504), (520 + slide, 490), (600 + slide, 490), (590 + slide, 504)], "#ffffff")
    canvas.rect(850, 474, 34, 31, "#ffffff", 5)
    for n in range(2):
        rise = (time * 0.35 + n / 2) % 1
        x = 862 + 10 * n + 5 * math.sin(rise * 8)
        canvas.ellipse(x, 466 - 46 * rise, 5, 9, "#ffffff80")


def workshop(canvas: Canvas) -> None:
    canvas.gradient("#f2d9a9", "#e8c48d")
    canvas.rect(190, 90, 560, 250, "#c98f58", 10)
    for row in range(6):
        for column in range(14):
            canvas.circle(212 + 40 * column, 112 + 40 * row, 3, "#a8743f")
    for n, x in enumerate((250, 330, 410, 500, 590, 680)):
        canvas.rect(x - 7, 190, 14, 110, (TEAL_DARK, "#8a4b3a")[n % 2], 6)
        if n % 3 == 0:
            canvas.rect(x - 34, 150, 68, 40, "#5f6b70", 6)
        elif n % 3 == 1:
            canvas.circle(x, 165, 30, "#5f6b70")
            canvas.circle(x, 150, 14, "#c98f58")
        else:
            canvas.poly([(x - 10, 190), (x + 10, 190), (x + 4, 120), (x - 4, 120)], "#5f6b70")
    canvas.rect(0, 590, 1400, 300, "#9c6d4a")


def gear(canvas: Canvas, x: float, y: float, radius: float, turn: float, colour: str) -> None:
    """A cog; `turn` in radians."""
    for n in range(10):
        angle = turn + n * math.pi / 5
        canvas.line(
            [(x, y), (x + radius * 1.12 * math.cos(angle), y + radius * 1.12 * math.sin(angle))],
            radius * 0.26,
            colour,
        )
    canvas.circle(x, y, radius, colour)
    canvas.circle(x, y, radius * 0.4, "#ecd0a0")


def workshop_action(canvas: Canvas, time: float, share: float) -> None:
    gear(canvas, 872, 232, 92, time * 0.5, TEAL)
    gear(canvas, 1014, 170, 56, -time * 0.82 + 0.2, ORANGE)
    gear(canvas, 1000, 312, 60, -time * 0.77, TEAL_DARK)
    saw = sway(time, 1.6)
    standing(
        canvas,
        480,
        690,
        390,
        TUTOR,
        Pose(hands=((-0.12, 0.31), (0.2, 0.22 + 0.02 * sway(time, 3))), lean=0.014),
    )
    hand = 0.2 + 0.05 * saw
    standing(canvas, 740, 690, 385, CYNTHIA, Pose(hands=((-0.06, 0.33), (hand, 0.31)), nod=0.02, lean=0.01 * saw))
    plane = 740 + hand * 385
    canvas.rect(300, 536, 830, 30, "#b9804f", 6)
    for x in (340, 1050):
        canvas.rect(x, 566, 40, 130, "#8a5c38")
    canvas.rect(640, 518, 420, 20, "#f0d9ae", 4)
    canvas.rect(plane - 46, 498, 100, 24, "#8a4b3a", 8)
    canvas.circle(plane - 20, 494, 12, "#5f3a2c")
    for n in range(8):
        fall = (time * 0.8 + n / 8) % 1
        canvas.circle(plane + 54 + 50 * fall, 510 - 30 * fall + 76 * fall * fall, 5 - 3 * fall, "#f7e7c4")


def street(canvas: Canvas) -> None:
    canvas.gradient("#9ad3d6", "#fde9c6", 0, 480)
    canvas.circle(330, 200, 66, "#ffcf7d")
    for n, (width, height) in enumerate(((210, 250), (190, 320), (230, 220))):
        left = -30 + n * 225
        canvas.rect(left, 520 - height, width, height, ("#79b3ae", "#6aa5a4", "#88bfb6")[n])
        for row in range(height // 60):
            for column in range(3):
                canvas.rect(left + 26 + column * 58, 540 - height + row * 60, 30, 38, "#bfe0d6", 3)
    canvas.rect(0, 440, 1400, 90, "#8fb7a8")
    canvas.rect(760, 110, 560, 420, "#f6e3c4")
    canvas.rect(740, 96, 600, 22, "#d9a56c", 4)
    for x in (810, 1170):
        canvas.rect(x, 200, 110, 150, "#8fc7cb", 6)
        canvas.rect(x + 52, 200, 6, 150, "#f6e3c4")
    canvas.rect(0, 520, 1400, 300, "#c9cfc4")
    canvas.rect(0, 520, 1400, 14, "#e3e6dc")
    canvas.rect(0, 612, 1400, 200, "#6b7f84")


def street_action(canvas: Canvas, time: float, share: float) -> None:
    opened = ease(share * 2.5 - 1.1)
    canvas.rect(975, 290, 140, 232, "#ffdf9e", 4)
    canvas.rect(975, 290, 140 * (1 - 0.8 * opened), 232, TEAL_DARK, 4)
    canvas.circle(975 + 120 * (1 - 0.8 * opened), 410, 6, "#ffcf7d")
    canvas.poly([(930, 262), (1160, 262), (1180, 292), (910, 292)], ORANGE)
    x, walking = mix(180, 850, ease(share * 1.15)), 1 - ease(share * 4 - 3)
    step = sway(time, 1.0) * walking
    hands = ((-0.13 - 0.05 * step, 0.31), (0.13 - 0.05 * step, 0.31))
    standing(
        canvas,
        x,
        588 - 4 * abs(step),
        320,
        CYNTHIA,
        Pose(hands=hands, stride=0.025 + 0.06 * abs(step), lean=0.008),
    )
    canvas.rect(x + 26, 440 - 4 * abs(step), 48, 56, "#7a4a2b", 8)
    canvas.line([(x - 24, 345), (x + 48, 442)], 5, "#5f3a2c")
    standing(canvas, 1215, 586, 320, TUTOR, Pose(hands=((-0.2, 0.05 + 0.02 * sway(time, 0.9)), (0.13, 0.32))))


SCENES = (
    Scene(0, crossroads, crossroads_action, ((20, 20, 1.0), (60, 30, 1.05))),
    Scene(2, office, office_action, ((60, 60, 1.0), (20, 50, 1.03))),
    Scene(4, workshop, workshop_action, ((30, 50, 1.0), (70, 63, 1.02))),
    Scene(5, town, town_action, ((0, 0, 1.0), (90, 20, 1.04))),
    Scene(7, street, street_action, ((20, 30, 1.0), (100, 40, 1.03))),
)
