"""Contrast, against the examples of WCAG and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.project.style import COLOURS, StyleSettings
from pipeline.video.contrast import GOOD, check_contrast, legible, luminance, measured, ratio, worst_ratio

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
colours = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BLACK, WHITE, 21),
        (WHITE, WHITE, 1),
        ((0x76, 0x76, 0x76), WHITE, 4.54),  # the well-known darkest grey but one that fails on white is #777 (4.48)
        ((0x77, 0x77, 0x77), WHITE, 4.48),
        ((0x59, 0x59, 0x59), WHITE, 7.00),
        ((255, 0, 0), WHITE, 4.00),
        ((0, 0, 255), WHITE, 8.59),
        ((255, 255, 0), BLACK, 19.56),
    ],
)
def test_known_ratios(one: tuple[int, int, int], other: tuple[int, int, int], expected: float):
    assert ratio(luminance(one), luminance(other)) == pytest.approx(expected, abs=0.006)
    assert ratio(luminance(other), luminance(one)) == pytest.approx(expected, abs=0.006)


@given(colours, st.floats(0, 1), colours)
def test_no_picture_is_worse_than_the_worst(text: tuple[int, int, int], alpha: float, picture: tuple[int, int, int]):
    behind = [(1 - alpha) * value for value in picture]
    assert ratio(luminance(text), luminance(behind)) >= worst_ratio(text, alpha) - 1e-9


def test_the_worst_pixels_count_and_single_ones_do_not():
    behind = np.zeros((100, 100, 3), dtype=np.uint8)
    behind[0, :50] = 255
    assert measured(WHITE, behind) == pytest.approx(21), "half a percent: noise"
    behind[:5] = 255
    assert measured(WHITE, behind) == pytest.approx(1), "five percent: a bright stripe"


def test_every_colour_is_good_on_the_usual_box():
    for name, colour in COLOURS.items():
        assert worst_ratio(colour, StyleSettings().box_alpha) >= GOOD, name


def test_the_usual_style_is_legible():
    assert legible(StyleSettings()) == []
    assert check_contrast(StyleSettings(box_alpha=0.66)) is None


def test_a_thin_box_is_warned_of():
    warning = check_contrast(StyleSettings(box_alpha=0.6))
    assert warning is not None
    assert "5.7:1" in warning and "box_alpha = 0.6 " in warning


def test_a_box_that_is_too_thin_is_refused():
    with pytest.raises(RenderError, match=r"box_alpha = 0\.5 .* only 3\.9:1 .* \(9:16\)"):
        check_contrast(StyleSettings.model_validate({"9:16": {"box_alpha": 0.5}}))
    with pytest.raises(RenderError, match=r"only 1\.0:1"):
        check_contrast(StyleSettings(box_alpha=0))


def test_colours_in_use_count():
    """Green needs a darker box than white does."""
    assert check_contrast(StyleSettings(box_alpha=0.66)) is None
    warning = check_contrast(StyleSettings(box_alpha=0.66, speakers={"Laura": "green"}))
    assert warning is not None
    assert warning.startswith("green captions")
