"""A drawn figure in the place of a sign-language interpreter: its hands move while somebody speaks, and say nothing.

What it stands for is said in the picture itself, for whoever sees it without its page.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from tools.footage.film import Frame
from tools.footage.pictures.canvas import Canvas, Point
from tools.footage.pictures.people import Person, Pose, standing
from tools.footage.pictures.scene import ease, mix, sway
from tools.footage.script import SCRIPTS

#: The stories that have one, and in which sign language (ISO 639-3).
SIGNED = {"laura": "csc"}

SIZE = (360, 480)
NOTICE = ("MOSTRA", "no és llengua de signes")

#: s from one place of the hands to the next.
BEAT = 0.44

#: Where the hands are while nobody speaks, and within which they move else: shares of the figure's height from the
#: middle of its shoulders.
REST: tuple[Point, Point] = ((-0.07, 0.3), (0.07, 0.3))
SPACE = ((0.02, 0.15), (0.01, 0.17))

#: The figure, in px: the middle of its shoulders, and how tall it would be to its feet.
MIDDLE, SHOULDERS, TALL = 180, 205, 740

WHO = Person(coat="#2b3a4d", legs="#2b3a4d", skin="#c99472", hair="#33251f", hair_style="bun")


class Interpreter:
    """Draws any picture of it by its time, from the times at which the story's lines are heard."""

    def __init__(self, slug: str) -> None:
        timing = json.loads((SCRIPTS / f"{slug}.timing.json").read_text(encoding="utf-8"))
        self.length_ms: int = timing["length_ms"]
        spoken = [(line["start_ms"] / 1000, line["end_ms"] / 1000) for line in timing["lines"]]
        random = Random(slug)
        self._places = [
            _place(random) if any(start - 0.2 < at < end for start, end in spoken) else REST
            for at in np.arange(0, self.length_ms / 1000 + 2 * BEAT, BEAT)
        ]
        self._board = _backdrop()

    def frame(self, seconds: float) -> Frame:
        """Shape (480, 360, 3)."""
        canvas = self._board.copy()
        hands, lean = self._hands(seconds), 0.006 * sway(seconds, 5)
        standing(
            canvas, MIDDLE, SHOULDERS + 0.79 * TALL, TALL, WHO, Pose(hands, lean=lean, nod=0.004 * sway(seconds, 4))
        )
        for side, (x, y) in zip((-1, 1), hands, strict=True):
            _fingers(canvas, MIDDLE + (x + lean) * TALL, SHOULDERS + y * TALL, side)
        _notice(canvas)
        return np.asarray(canvas.image.resize(SIZE, Image.Resampling.HAMMING))

    def _hands(self, seconds: float) -> tuple[Point, Point]:
        beat, share = divmod(seconds / BEAT, 1)
        before, after = self._places[int(beat) : int(beat) + 2]
        step = ease(share * 1.4)  # a place is held for a moment
        left, right = ((mix(a[0], b[0], step), mix(a[1], b[1], step)) for a, b in zip(before, after, strict=True))
        return left, right


def _place(random: Random) -> tuple[Point, Point]:
    (near, far), (high, low) = SPACE
    left, right = ((random.uniform(near, far), random.uniform(high, low)) for _ in range(2))
    return (-left[0], left[1]), right


def _fingers(canvas: Canvas, x: float, y: float, side: int) -> None:
    """An open hand, its fingers up and a little outwards."""
    for turn in (-0.5, -0.17, 0.17, 0.5, -1.25):
        reach, angle = (0.052 if abs(turn) < 1 else 0.045) * TALL, side * (turn + 0.25)
        tip = (x + reach * math.sin(angle), y - reach * math.cos(angle))
        canvas.line([(x, y), tip], 0.016 * TALL, WHO.skin)


def _backdrop() -> Canvas:
    canvas = Canvas(SIZE)
    canvas.gradient("#dfe6ea", "#c3ced6")
    return canvas


def _notice(canvas: Canvas) -> None:
    width, height = SIZE
    canvas.rect(0, height - 84, width, 84, "#1d2330")
    canvas.text(width / 2, height - 58, NOTICE[0], 34, "#ffffff", bold=True, anchor="mm")
    canvas.text(width / 2, height - 23, NOTICE[1], 29, "#ffffff", anchor="mm")


def sign_video(slug: str, root: Path) -> Path:
    """Where it goes."""
    return root / "stories" / slug / f"sign.{SIGNED[slug]}.mp4"
