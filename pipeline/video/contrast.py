"""Contrast of captions as numbers: before anything is drawn, and of what was drawn.

Source: WCAG 2.2 – relative luminance and contrast ratio as defined there, 4.5:1 (1.4.3, level AA), 7:1 (1.4.6, AAA).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import RenderError
from pipeline.messages import tr
from pipeline.project.style import COLOURS, ColourName, Shape, StyleSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Less fails; less is a warning.
LEAST, GOOD = 4.5, 7.0

#: Of the pixels behind a text, the share that may be worse than the one that counts: single pixels of noise, and where
#: encoding blurs the edge of a letter.
OUTLIERS = 0.01

Colour = Sequence[float]

#: A picture of each shape, px: where no video is known.
SHAPES: dict[Shape, tuple[int, int]] = {"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080)}


@dataclass(frozen=True, slots=True)
class Faint:
    """Text of a colour that may be hard to read in pictures of a shape. ratio: the least it can be, n of n:1."""

    shape: Shape
    colour: ColourName
    box_alpha: float
    ratio: float

    @property
    def fails(self) -> bool:
        return self.ratio < LEAST


def luminance(colour: Colour) -> float:
    """Relative luminance (0..1) of an sRGB colour of three values 0..255."""
    return float(luminances([colour])[0])


def luminances(colours: Any) -> NDArray[Any]:
    """Relative luminance (0..1) of each colour of an array whose last axis is red, green, blue (0..255)."""
    import numpy as np

    share = np.asarray(colours, dtype=np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    result: NDArray[Any] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return result


def ratio(one: float, other: float) -> float:
    """Contrast ratio (1..21) of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def worst_ratio(colour: Colour, box_alpha: float) -> float:
    """The contrast of text of a colour on a black box over the picture that is worst for it.

    The box darkens every picture in the same way, so that is the lightest one, or, for a text darker than that, one of
    its own luminance.
    """
    text, lightest = luminance(colour), luminance([(1 - box_alpha) * 255] * 3)
    return ratio(text, min(text, lightest))


def measured(colour: Colour, behind: Any) -> float:
    """The contrast of text of a colour against pixels behind it (an array of colours), as good as for nearly all."""
    import numpy as np

    against = luminances(behind).ravel()
    text = luminance(colour)
    ratios = (np.maximum(against, text) + 0.05) / (np.minimum(against, text) + 0.05)
    return float(np.quantile(ratios, OUTLIERS))


def legible(style: StyleSettings) -> list[Faint]:
    """What may be hard to read over some picture, worst first; nothing where all is 7:1 and better."""
    colours: set[ColourName] = {"white", *style.speakers.values()}
    found = []
    for shape, size in SHAPES.items():
        alpha = style.look(*size).box_alpha
        found += [Faint(shape, colour, alpha, worst_ratio(COLOURS[colour], alpha)) for colour in sorted(colours)]
    return sorted((faint for faint in found if faint.ratio < GOOD), key=lambda faint: faint.ratio)


def check_contrast(style: StyleSettings) -> str | None:
    """A warning where text may have less than 7:1 over a light picture; None where it cannot.

    Raises RenderError under 4.5:1.
    """
    found = legible(style)
    if not found:
        return None
    worst = found[0]
    measured = {
        "colour": worst.colour,
        "box_alpha": f"{worst.box_alpha:g}",
        "ratio": int(worst.ratio * 10) / 10,  # rounded down: 4.49 is not 4.5
        "shape": worst.shape,
    }
    if worst.fails:
        raise RenderError(
            tr(
                "{colour} captions on a box of box_alpha = {box_alpha} have a contrast of only {ratio:.1f}:1 over a "
                "white picture ({shape}); the least is {least}:1.",
                least=LEAST,
                **measured,
            ),
            where="series.toml",
            remedy=tr("Raise box_alpha in [style]: 0.66 keeps 7:1 for white text. `veus style` shows how it looks."),
        )
    return tr(
        "{colour} captions on a box of box_alpha = {box_alpha} have a contrast of only {ratio:.1f}:1 over a white "
        "picture ({shape}); {good:g}:1 is better: raise box_alpha in [style].",
        good=GOOD,
        **measured,
    )
