"""The title card that says what the video is, and the tag that keeps saying it."""

from __future__ import annotations

from PIL import Image

from tools.footage.pictures.canvas import FRAME, OVERSAMPLING, Canvas
from tools.footage.pictures.scene import Look, sway

NOTICE = {
    "ca": "Imatges de mostra: no són persones reals. Veu sintètica.",
    "en": "Stand-in footage: not real people. Synthetic voice.",
}
TAG = "mostra · stand-in"


def draw_card(title: dict[str, str], look: Look, seconds: float) -> Canvas:
    """The title in both languages over the plain notice; discs drift slowly behind."""
    canvas = Canvas(FRAME)
    canvas.gradient(look.top, look.bottom)
    for n, (x, y, radius) in enumerate(((1090, 560, 210), (1180, 250, 120), (900, 700, 130))):
        drift = 14 * sway(seconds, 9, n / 3)
        canvas.circle(x + drift, y - drift * 0.6, radius, look.accent + "38")
    canvas.rect(96, 176, 72, 10, look.accent, 5)
    canvas.text(96, 262, title["ca"], 60, look.ink, bold=True)
    canvas.text(96, 318, title["en"], 38, look.ink)
    canvas.rect(96, 376, 2, 92, look.ink + "90")
    canvas.text(120, 410, NOTICE["ca"], 30, look.ink, bold=True)
    canvas.text(120, 456, NOTICE["en"], 30, look.ink)
    return canvas


def make_tag() -> tuple[Image.Image, Image.Image, tuple[int, int]]:
    """The small permanent tag: its picture, its mask and its place at the top right (frame px)."""
    width, height = 196, 34
    plate, mask = Canvas((width, height)), Canvas((width, height))
    plate.rect(0, 0, width, height, "#1d2330")
    plate.text(width / 2, height / 2, TAG, 19, "#ffffff", anchor="mm")
    mask.rect(0, 0, width - 1, height - 1, "#c8c8c8", height / 2)
    mask.text(width / 2, height / 2, TAG, 19, "#ffffff", anchor="mm")
    size = (mask.image.width // OVERSAMPLING, mask.image.height // OVERSAMPLING)
    small = [c.image.resize(size, Image.Resampling.BOX) for c in (plate, mask)]
    return small[0], small[1].convert("L"), (FRAME[0] - width - 28, 24)
