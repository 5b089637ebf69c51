"""Laura: a bright room, a circle of women and the load that loosens."""

from __future__ import annotations

import math

from tools.footage.pictures.canvas import Canvas, Point
from tools.footage.pictures.people import Person, Pose, seated, shade, standing
from tools.footage.pictures.scene import Look, Scene, blend, ease, mix, sway

LOOK = Look(top="#fffaf1", bottom="#f6dcd2", ink="#4a2638", accent="#c8648a")

LAURA = Person(coat="#c8648a", legs="#46506b", skin="#e3b08a", hair="#5b3423", hair_style="long")
WOMEN = (
    Person(coat="#4f9a94", legs="#5b4a5f", skin="#8a5a3c", hair="#2a1d18", hair_style="bun"),
    Person(coat="#e5a94a", legs="#49607a", skin="#d9a27a", hair="#8d8a88", hair_style="short"),
    LAURA,
    Person(coat="#7b86c2", legs="#54483f", skin="#f0c7a4", hair="#b5763a", hair_style="long"),
    Person(coat="#d9785a", legs="#3f5a55", skin="#a8734c", hair="#1f1a1a", hair_style="bun"),
)
ROSA = Person(coat="#8fb26b", legs="#49607a", skin="#e3b08a", hair="#c9a05a")
WALL, FLOOR, WOOD = "#fdf3e4", "#eed9bd", "#c99f74"


def window(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A tall window with a tree outside."""
    canvas.rect(x - 12, y - 12, width + 24, height + 24, "#ffffff", 6)
    canvas.rect(x, y, width, height, "#cfeaf2")
    canvas.ellipse(x + width * 0.35, y + height * 0.75, width * 0.3, height * 0.24, "#a9d39a")
    canvas.ellipse(x + width * 0.72, y + height * 0.86, width * 0.27, height * 0.13, "#8fc48a")
    canvas.rect(x + width / 2 - 4, y, 8, height, "#ffffff")
    canvas.rect(x, y + height * 0.42, width, 8, "#ffffff")
    canvas.rect(x - 24, y + height + 12, width + 48, 14, "#f2e2cc", 4)


def pot(canvas: Canvas, x: float, base: float, swing: float) -> None:
    """A house plant; `swing` (-1 to 1) moves its leaves."""
    for n in range(7):
        canvas.leaf(
            x,
            base - 70,
            120 - 9 * abs(n - 3),
            -math.pi / 2 + (n - 3) * 0.36 + 0.03 * swing,
            "#6aa57c" if n % 2 else "#558f69",
            0.28,
        )
    canvas.poly([(x - 44, base - 80), (x + 44, base - 80), (x + 32, base), (x - 32, base)], "#c97b5f")


def room(canvas: Canvas) -> None:
    canvas.gradient("#fffaf0", WALL, 0, 480)
    for x in (150, 560, 970):
        window(canvas, x, 70, 270, 270)
    canvas.rect(0, 470, 1400, 320, FLOOR)
    canvas.rect(0, 462, 1400, 12, "#f7e6cf")
    canvas.ellipse(696, 610, 560, 110, "#e2b9a4")
    canvas.ellipse(696, 608, 510, 92, "#ebcab8")


def room_action(canvas: Canvas, time: float, share: float) -> None:
    slide = 60 * share
    for x in (150, 560, 970):
        left = x - 90 - slide
        canvas.poly([(left, 490), (left + 250, 490), (left + 130, 760), (left - 160, 760)], "#fff6d850")
    pot(canvas, 60, 520, sway(time, 4))
    pot(canvas, 1335, 520, sway(time, 4, 0.3))
    places = ((262, 560), (470, 542), (696, 534), (922, 542), (1130, 560))
    for n, ((x, base), who) in enumerate(zip(places, WOMEN, strict=True)):
        talk = sway(time, 1.7, n * 0.2) if n == int(time / 3.2 + 2) % 5 else 0.2 * sway(time, 4, n * 0.27)
        lift = max(0.0, talk)
        hands = ((-0.06, 0.28), (0.06 + 0.05 * lift, 0.28 - 0.1 * lift))
        lean = 0.012 * sway(time, 5, n * 0.19) + 0.01 * (2 - n)
        seated(canvas, x, base, 330, who, Pose(hands=hands, lean=lean, nod=0.006 * talk))


def table(canvas: Canvas) -> None:
    canvas.rect(0, 0, 1400, 800, "#f3dfc6")
    for n in range(9):
        canvas.rect(n * 160, 0, 2, 800, "#e6cda9")
    canvas.circle(696, 320, 292, "#ecc4b4")
    canvas.circle(696, 320, 268, "#f2d2c4")


def table_action(canvas: Canvas, time: float, share: float) -> None:
    """The circle from above: shoulders, heads, hands that meet, cups on a round table."""
    people, turn = (*WOMEN, ROSA), time * 0.05
    ring = [turn + n * math.pi / 3 for n in range(6)]
    for angle, who in zip(ring, people, strict=True):
        reach = 215 + 4 * sway(time, 3.5, angle)
        x, y = 696 + reach * math.cos(angle), 320 + reach * math.sin(angle)
        across = (-math.sin(angle), math.cos(angle))
        ends = [(x + s * 52 * across[0], y + s * 52 * across[1]) for s in (-1, 1)]
        for side, end in zip((-1, 1), ends, strict=True):
            near = angle + side * mix(0.12, 0.42, ease(share * 2))
            hand = (696 + 168 * math.cos(near), 320 + 168 * math.sin(near))
            canvas.circle(*hand, 13, who.skin)
            canvas.line([end, hand], 22, shade(who.coat))
        canvas.line(ends, 62, who.coat)
        canvas.circle(x, y, 36, who.hair)
        canvas.circle(x - 9 * math.cos(angle), y - 9 * math.sin(angle), 27, blend(who.hair, "#ffffff", 0.09))
    canvas.circle(696, 320, 128, WOOD)
    canvas.circle(696, 320, 118, "#d8b187")
    for n, angle in enumerate(ring):
        x, y = 696 + 84 * math.cos(angle), 320 + 84 * math.sin(angle)
        canvas.circle(x, y, 19, "#ffffff")
        canvas.circle(x, y, 12, ("#b3703f", "#8fb26b")[n % 2])
    canvas.circle(696, 320, 22, "#6aa57c")
    for n in range(6):
        canvas.leaf(696, 320, 38, turn * 3 + n * 1.05, "#8cc497", 0.45)


def knot(canvas: Canvas) -> None:
    canvas.gradient("#fbeee6", "#f4d8cb")
    canvas.ellipse(980, 250, 330, 250, "#fdf8f1")
    canvas.ellipse(700, 760, 1100, 210, "#e3b7a4")


def thread(share: float, time: float) -> list[Point]:
    """A tangle of wool (share 0) that becomes one calm wave (share 1)."""
    points = []
    for n in range(241):
        along = n / 240
        angle = along * 44
        size = 92 + 26 * math.sin(angle * 0.37)
        tangle = (
            545 + size * math.cos(angle + 0.3 * math.sin(time * 0.6)),
            170 + size * 0.8 * math.sin(angle * 1.13),
        )
        lift = math.sin(math.pi * along) * (222 + 14 * math.sin(along * 6.3 + time * 0.8))
        calm = (470 + 582 * along, 323 - lift)
        # The free end comes loose first, as wool does.
        loose = ease(share * 1.9 - 0.9 * (1 - along))
        points.append((mix(tangle[0], calm[0], loose), mix(tangle[1], calm[1], loose)))
    return points


def knot_action(canvas: Canvas, time: float, share: float) -> None:
    canvas.line(thread(ease(share * 1.15), time), 7, "#b4517a")
    sag = mix(0.03, 0.0, ease(share * 1.4))
    rise = mix(0.33, 0.05, ease(share * 1.2))
    standing(canvas, 400, 580, 350, LAURA, Pose(hands=((-0.12, 0.33), (mix(0.1, 0.2, share), rise)), nod=sag))
    for n, who in enumerate((WOMEN[0], WOMEN[3])):
        arrive = ease(share * 2.2 - 0.6 - 0.3 * n)
        x = mix(1480, 950 + 170 * n, arrive)
        walk = 0.05 + 0.03 * abs(sway(time, 0.9)) * (1 - arrive)
        standing(
            canvas,
            x,
            580,
            340,
            who,
            Pose(hands=((mix(-0.12, -0.2, arrive), mix(0.33, 0.04, arrive)), (0.13, 0.33)), stride=walk),
        )


def park(canvas: Canvas) -> None:
    canvas.gradient("#e9f6f4", "#fdf4df", 0, 470)
    canvas.glow(985, 150, 240, "#ffe7a6", 0.9)
    canvas.circle(985, 150, 54, "#fbd071")
    canvas.ellipse(300, 480, 560, 110, "#cfe3b4")
    canvas.ellipse(1150, 490, 620, 130, "#c2dba8")
    canvas.rect(0, 470, 1400, 320, "#b3d196")
    canvas.ellipse(700, 690, 1200, 170, "#f0dcc0")


def park_action(canvas: Canvas, time: float, share: float) -> None:
    for n in range(7):
        x = (n * 250 - time * 26) % 1750 - 170
        canvas.line([(x, 500), (x, 340)], 17, "#9a7556")
        for dx, dy, radius in ((-36, 0, 58), (38, 6, 54), (0, -46, 64)):
            canvas.circle(x + dx + 3 * sway(time, 4, n / 7), 318 + dy, radius, ("#8cbf7c", "#7bb272", "#97c785")[n % 3])
    for n, (who, x) in enumerate(((WOMEN[1], 470), (LAURA, 640), (WOMEN[4], 810))):
        step = sway(time, 1.15, n * 0.17)
        hands = ((-0.13 - 0.03 * step, 0.32), (0.13 - 0.03 * step, 0.32))
        if who is LAURA:
            hands = ((-0.13, 0.32), (0.17, 0.18 + 0.03 * step))
        bob = 3 * abs(step)
        standing(
            canvas,
            x,
            592 - bob,
            330,
            who,
            Pose(hands=hands, stride=0.02 + 0.05 * abs(step), lean=0.008 * step),
        )
    for n in range(8):
        fall = (time * 0.09 + n * 0.137) % 1
        x = 1420 - ((n * 190 + time * 40) % 1450)
        canvas.leaf(x, 250 + 330 * fall, 20, time + n, "#e5a94a" if n % 2 else "#d9785a", 0.5)


SCENES = (
    Scene(0, room, room_action, ((10, 20, 0.97), (60, 40, 1.05))),
    Scene(3, table, table_action, ((50, 0, 1.0), (60, 20, 1.02))),
    Scene(6, knot, knot_action, ((40, 20, 1.0), (80, 30, 1.0))),
    Scene(8, park, park_action, ((20, 30, 1.0), (90, 40, 1.03))),
)
