"""The emergency team: a city at night, a call, a van, a warm bed and the dawn."""

from __future__ import annotations

import math

from tools.footage.pictures.canvas import Canvas
from tools.footage.pictures.night import AMBER, LIT, stars, tower, van
from tools.footage.pictures.people import Person, Pose, standing
from tools.footage.pictures.scene import Look, Scene, ease, mix, sway

LOOK = Look(top="#141b38", bottom="#26305c", ink="#f4f1e6", accent="#f2b33d")

NURIA = Person(coat="#e0a51f", legs="#26314d", skin="#c98f66", hair="#3a241d", hair_style="bun")
MARC = Person(coat="#e0a51f", legs="#26314d", skin="#8a5a3c", hair="#15131a")
MOTHER = Person(coat="#8f5b86", legs="#3a3554", skin="#b97f58", hair="#241a1e", hair_style="long")
CHILD = Person(coat="#5b8fb0", legs="#3a3554", skin="#b97f58", hair="#241a1e")
NIGHT, NIGHT_LOW, WALL, WALL_FAR = "#0f1530", "#2a3564", "#1d2650", "#263163"


def skyline(canvas: Canvas) -> None:
    canvas.gradient(NIGHT, NIGHT_LOW, 0, 560)
    stars(canvas, 330)
    canvas.glow(250, 150, 150, "#cfd8ff", 0.5)
    canvas.circle(250, 150, 46, "#eef0fb")
    canvas.circle(270, 138, 42, "#171e42")
    canvas.rect(0, 530, 1400, 50, "#171e42")
    for n in range(13):
        tower(canvas, -30 + n * 112, 540, 104, 130 + (n * 67) % 120, WALL_FAR, n)
    for n in range(8):
        if n != 4:
            tower(canvas, -20 + n * 186, 580, 150, 170 + (n * 83) % 150, WALL, n + 3)
    canvas.rect(0, 576, 1400, 230, "#0c1128")


def skyline_action(canvas: Canvas, time: float, share: float) -> None:
    """The team's building is the one that never goes dark."""
    canvas.glow(800, 420, 230, "#f2b33d", 0.34 + 0.05 * sway(time, 3))
    canvas.rect(706, 300, 190, 280, "#303d78", 4)
    canvas.rect(696, 290, 210, 14, "#46559c", 3)
    for n in range(15):
        row, column = divmod(n, 3)
        canvas.rect(724 + 56 * column, 318 + 46 * row, 38, 30, LIT, 3)
        if n in (4, 10):
            x = 743 + 56 * column + 9 * sway(time, 4, n)
            canvas.circle(x, 330 + 46 * row, 5, "#5b4630")
            canvas.rect(x - 7, 335 + 46 * row, 14, 13, "#5b4630", 3)
    canvas.rect(776, 545, 50, 35, "#fff0c4", 3)
    for n, (x, y) in enumerate(((108, 420), (318, 470), (492, 425), (1010, 440), (1180, 395), (1300, 470))):
        if sway(time, 5 + n, n / 6) > 0:
            canvas.rect(x, y, 15, 22, LIT, 2)
    for n in range(4):
        x = (time * 90 + n * 420) % 1750 - 150
        canvas.glow(x + 46, 612, 46, "#fff0c0", 0.5)
        canvas.rect(x, 604, 42, 12, "#2f3b70", 5)
        canvas.circle(x + 2, 611, 3, "#ff5a4f")


def office(canvas: Canvas) -> None:
    canvas.gradient("#1b2450", "#232d5c")
    canvas.rect(110, 90, 420, 260, "#0f1530", 8)
    for n in range(5):
        tower(canvas, 122 + n * 82, 350, 72, 90 + (n * 57) % 110, WALL_FAR, n)
    canvas.rect(316, 90, 8, 260, "#3a4887")
    canvas.rect(104, 350, 432, 14, "#3a4887", 4)
    canvas.rect(0, 570, 1400, 230, "#151c3f")


def office_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.rect(800, 100, 340, 210, "#122a44", 10)
    for n in range(5):
        canvas.line([(812, 130 + 38 * n), (1128, 118 + 38 * n)], 2, "#2a5070")
        canvas.line([(840 + 64 * n, 106), (826 + 64 * n, 304)], 2, "#2a5070")
    for n, (x, y) in enumerate(((880, 160), (1010, 240), (1070, 150))):
        pulse = (time * 0.6 + n / 3) % 1
        canvas.circle(x, y, 8 + 22 * pulse, f"#f2b33d{round(120 * (1 - pulse)):02x}")
        canvas.circle(x, y, 8, AMBER)
    canvas.glow(660, 330, 250, "#f6cf73", 0.4)
    lift = ease(share * 2.4 - 0.5)
    standing(
        canvas,
        560,
        690,
        400,
        MARC,
        Pose(
            hands=((-0.11, 0.3), (mix(0.2, 0.075, lift), mix(0.22, -0.06, lift))),
            lean=0.01,
            nod=0.006 * sway(time, 2),
        ),
    )
    turn = 0.012 * sway(time, 3.5)
    standing(canvas, 930, 690, 390, NURIA, Pose(hands=((-0.17, 0.23 + turn), (0.17, 0.23 - turn)), lean=turn))
    canvas.rect(330, 528, 800, 24, "#4a5899", 8)
    canvas.rect(360, 552, 740, 140, "#364276")
    canvas.poly([(850, 527), (842, 440), (1008, 440), (1016, 527)], "#7f8fce")
    canvas.circle(928, 484, 10, "#b7c3f2")
    canvas.rect(630, 504, 74, 24, "#222b57", 6)
    ring = 3 * sway(time, 0.16) * (1 - lift)
    phone = (mix(667, 596, lift), mix(498, 346, lift))
    if lift < 0.95:
        canvas.line([(phone[0] - 30 + ring, phone[1] + ring), (phone[0] + 30 + ring, phone[1] - ring)], 15, "#e9ecff")
    else:
        canvas.line([(592, 320), (596, 352)], 14, "#e9ecff")
    for side in (-1, 0, 1):
        if lift < 0.1:
            x, y = 667 + 34 * side, 478 - 12 * (side == 0)
            canvas.line([(x, y), (x + 14 * side, y - 20 - 2 * ring)], 6, AMBER)
    canvas.poly([(1060, 528), (1080, 430), (1090, 430), (1076, 528)], "#222b57")
    canvas.pie(1078, 436, 44, 180, 360, AMBER)


def drive(canvas: Canvas) -> None:
    canvas.gradient(NIGHT, "#303a72", 0, 520)
    stars(canvas, 260)
    canvas.rect(0, 500, 1400, 300, "#161c3a")
    canvas.rect(0, 500, 1400, 8, "#2b3567")
    canvas.rect(0, 640, 1400, 160, "#0f1430")


def drive_action(canvas: Canvas, time: float, share: float) -> None:
    for n in range(9):
        tower(canvas, (n * 200 - time * 60) % 1800 - 250, 502, 180, 170 + (n * 71) % 110, WALL_FAR, n)
    for n in range(6):
        tower(canvas, (n * 330 - time * 170) % 1980 - 320, 506, 240, 220 + (n * 53) % 120, WALL, n + 4)
    for n in range(5):
        x = (n * 400 - time * 300) % 2000 - 250
        canvas.line([(x, 600), (x, 290), (x + 50, 270)], 8, "#39447c")
        canvas.glow(x + 62, 280, 90, "#ffe3a0", 0.7)
        canvas.ellipse(x + 62, 275, 24, 8, "#ffe9b8")
    for n in range(9):
        x = (n * 210 - time * 520) % 1890 - 230
        canvas.rect(x, 606, 110, 8, "#4a568f", 3)
    canvas.poly([(850, 500), (1400, 440), (1400, 620), (850, 560)], "#fff3c430")
    van(canvas, 480 + 50 * sway(time, 9), 596 + 1.5 * sway(time, 0.5), time, time * 9)


def arrival(canvas: Canvas) -> None:
    canvas.gradient("#131a3a", "#2d3668", 0, 540)
    stars(canvas, 240)
    for n in range(5):
        tower(canvas, -40 + n * 290, 545, 262, 250 + (n * 97) % 140, WALL, n + 1)
    canvas.rect(0, 540, 1400, 260, "#171d3d")
    canvas.rect(0, 540, 1400, 8, "#2e3870")


def arrival_action(canvas: Canvas, time: float, share: float) -> None:
    van(canvas, 60, 588, time, 0)
    canvas.glow(830, 420, 300, "#ffd98a", 0.3 + 0.03 * sway(time, 3))
    near = ease(share * 2.2)
    nod = 0.008 * sway(time, 2.2)
    standing(canvas, 1000, 592, 320, MOTHER, Pose(hands=((-0.08, 0.22), (0.09, 0.22)), nod=0.01 + nod))
    standing(canvas, 1090, 592, 210, CHILD, Pose(hands=((-0.16, 0.2), (0.1, 0.33))))
    canvas.rect(954, 344, 92, 136, f"#c9463f{round(255 * ease(share * 4 - 1.6)):02x}", 30)
    give = mix(0.2, 0.26, near)
    standing(
        canvas,
        mix(650, 830, near),
        594,
        335,
        NURIA,
        Pose(hands=((-0.12, 0.32), (give, 0.14 - 0.02 * nod)), lean=0.012, nod=nod),
    )
    standing(canvas, mix(520, 670, near), 592, 345, MARC, Pose(hands=((-0.13, 0.32), (0.15, 0.24 + nod))))


def shelter(canvas: Canvas) -> None:
    canvas.gradient("#4a3448", "#6d4950", 0, 560)
    canvas.rect(880, 90, 260, 210, "#20284f", 10)
    for x, y in ((930, 130), (1010, 180), (1090, 120), (960, 240), (1070, 250)):
        canvas.circle(x, y, 2.5, "#dfe6ff")
    canvas.rect(1006, 90, 8, 210, "#8a5f5c")
    canvas.rect(866, 300, 288, 14, "#8a5f5c", 4)
    canvas.rect(0, 560, 1400, 240, "#3d2b3c")
    canvas.ellipse(600, 640, 520, 60, "#523a4a")


def shelter_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.glow(250, 260, 380, "#ffd98a", 0.75 + 0.04 * sway(time, 3))
    canvas.line([(250, 600), (250, 250)], 10, "#2f2233")
    canvas.poly([(190, 270), (310, 270), (284, 180), (216, 180)], "#ffdf9e")
    canvas.rect(430, 330, 26, 260, "#8f6a52", 8)
    canvas.rect(430, 480, 640, 60, "#e9dccb", 16)
    canvas.rect(430, 530, 640, 22, "#8f6a52", 6)
    for x in (436, 1046):
        canvas.rect(x, 540, 20, 52, "#8f6a52")
    canvas.rect(462, 436, 150, 54, "#ffffff", 24)
    unfold = mix(880, 640, ease(share * 2))
    canvas.rect(unfold, 452, 1080 - unfold, 74, "#c9463f", 20)
    for n in range(int((1060 - unfold) // 60)):
        canvas.rect(1034 - 60 * n, 452, 12, 74, "#e58a6a")
    standing(
        canvas,
        unfold - 20,
        560,
        330,
        NURIA,
        Pose(hands=((-0.13, 0.32), (0.16, 0.34 + 0.01 * sway(time, 2))), nod=0.015),
    )
    canvas.rect(1120, 500, 130, 90, "#8f6a52", 6)
    canvas.rect(1160, 456, 46, 45, "#f3f1e8", 6)
    for n in range(3):
        rise = (time * 0.3 + n / 3) % 1
        canvas.ellipse(
            1172 + 11 * n + 8 * math.sin(rise * 7 + n),
            444 - 76 * rise,
            6,
            13,
            f"#ffffff{round(110 * (1 - rise)):02x}",
        )


def dawn(canvas: Canvas) -> None:
    canvas.gradient("#3f4f8c", "#f5a878", 0, 560)
    canvas.glow(960, 430, 420, "#ffe0a0", 0.95)


def dawn_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.circle(960, mix(470, 300, ease(share)), 78, "#ffd98a")
    for n in range(13):
        canvas.rect(-30 + n * 112, 410 - (n * 67) % 110, 104, 180, "#8a6a92")
    for n in range(8):
        tower(canvas, -20 + n * 186, 580, 150, 120 + (n * 83) % 120, "#5a4f82", n + 3)
    canvas.rect(0, 560, 1400, 240, "#3d3a63")
    canvas.rect(0, 560, 1400, 8, "#e8a07c")
    away = mix(640, 1480, max(0.0, share * 1.5 - 0.5) ** 2)
    van(canvas, away, 612, 0.2, away / 36)
    wave = 0.03 * sway(time, 0.9)
    standing(canvas, 270, 604, 320, MARC, Pose(hands=((-0.13, 0.33), (0.17, -0.02 + wave))))
    standing(canvas, 390, 606, 305, NURIA, Pose(hands=((-0.1, 0.25), (0.1, 0.25 + wave / 4)), lean=0.008))


SCENES = (
    Scene(0, skyline, skyline_action, ((0, 30, 0.97), (80, 50, 1.06))),
    Scene(2, office, office_action, ((80, 60, 1.0), (40, 60, 1.04))),
    Scene(4, drive, drive_action, ((60, 20, 1.0), (40, 40, 1.03))),
    Scene(5, arrival, arrival_action, ((10, 40, 1.0), (100, 40, 1.02))),
    Scene(6, shelter, shelter_action, ((60, 40, 1.0), (80, 45, 1.03))),
    Scene(8, dawn, dawn_action, ((30, 50, 1.0), (60, 40, 1.0))),
)
