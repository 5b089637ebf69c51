"""The moving picture of a story: which shot is seen when, and every frame of it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from tools.footage.pictures.canvas import Canvas
from tools.footage.pictures.card import draw_card, make_tag
from tools.footage.pictures.scene import Look, Scene, mix
from tools.footage.script import Script
from tools.footage.timeline import Timeline

Frame = npt.NDArray[np.uint8]
LEAD_MS = 240  # a shot changes this long before its first word, inside the pause


@dataclass(frozen=True)
class Shot:
    """A stretch of frames (`last` not included) and how to draw one, given its number in the shot."""

    first: int
    last: int
    draw: Callable[[int], Image.Image]


def story_pictures(slug: str) -> tuple[Look, tuple[Scene, ...]]:
    """The title card's look and the scenes of a story."""
    module = importlib.import_module(f"tools.footage.pictures.{slug.replace('-', '_')}")
    return module.LOOK, module.SCENES


def plan_shots(script: Script, timeline: Timeline, fps: int) -> list[Shot]:
    """The title card and one shot for each scene, with hard cuts between them."""
    look, scenes = story_pictures(script.slug)
    starts = [round((timeline.placed[s.first_part].start_ms - LEAD_MS) * fps / 1000) for s in scenes]
    ends = [*starts[1:], timeline.length_ms * fps // 1000]
    shots = [Shot(0, starts[0], lambda n: draw_card(script.title, look, n / fps).frame(0, 0, 1.0))]
    for scene, first, last in zip(scenes, starts, ends, strict=True):
        shots.append(Shot(first, last, _painter(scene, last - first, fps)))
    return shots


def _painter(scene: Scene, frames: int, fps: int) -> Callable[[int], Image.Image]:
    board = Canvas()
    scene.backdrop(board)

    def paint(number: int) -> Image.Image:
        share = number / max(1, frames - 1)
        canvas = board.copy()
        scene.action(canvas, number / fps, share)
        x, y, zoom = (mix(a, b, share) for a, b in zip(*scene.camera, strict=True))
        return canvas.frame(x, y, zoom)

    return paint


class Film:
    """Draws any frame of a story by its number."""

    def __init__(self, shots: list[Shot]) -> None:
        self.shots = shots
        self._tag, self._mask, self._place = make_tag()

    def frame(self, number: int) -> Frame:
        """Frame `number` as an array of shape (720, 1280, 3)."""
        shot = next(s for s in reversed(self.shots) if s.first <= number)
        image = shot.draw(min(number, shot.last - 1) - shot.first)
        image.paste(self._tag, self._place, self._mask)
        return np.asarray(image)

    def cuts_ms(self, fps: int) -> list[int]:
        """When each shot but the first begins, in milliseconds."""
        return [shot.first * 1000 // fps for shot in self.shots[1:]]
