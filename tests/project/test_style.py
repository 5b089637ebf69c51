"""[style] of series.toml: what holds for all shapes of pictures, and what each has of its own."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import ConfigError
from pipeline.project.style import FontFamily, Look, ShapeStyle, StyleSettings
from pipeline.project.tomlfile import read_toml
from pipeline.video.fonts import FONTS

WIDE, TALL, SQUARE = (1920, 1080), (1080, 1920), (1080, 1080)


def read(folder: Path, text: str) -> StyleSettings:
    path = folder / "style.toml"
    path.write_text(text, "utf-8")
    return read_toml(path, StyleSettings)


def test_each_shape_has_sizes_of_its_own():
    looks = [StyleSettings().look(*size) for size in (WIDE, TALL, SQUARE)]
    assert [look.text_height for look in looks] == [7, 5, 6]
    assert [look.lines for look in looks] == [2, 3, 3]


def test_what_style_says_holds_for_all_but_sizes(tmp_path: Path):
    settings = read(
        tmp_path, 'text_height = 8\nfont = "Arimo"\nbox_alpha = 0.9\n["9:16"]\nposition = "top"\nlines = 4\n'
    )
    wide, tall, square = (settings.look(*size) for size in (WIDE, TALL, SQUARE))
    assert (wide.text_height, tall.text_height, square.text_height) == (8, 5, 6)
    assert {look.font for look in (wide, tall, square)} == {"Arimo"}
    assert {look.box_alpha for look in (wide, tall, square)} == {0.9}
    assert (wide.position, tall.position, square.position) == ("bottom", "top", "bottom")
    assert (tall.lines, square.lines) == (4, 3)


def test_a_shape_can_have_any_number_of_its_own():
    assert set(ShapeStyle.model_fields) == set(Look.model_fields)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('["9:16"]\nbox_alpha = 2', 'line 2, key "9:16.box_alpha"'),
        ("text_hight = 7", "no such key"),
        ('font = "/etc/passwd"', 'line 1, key "font"'),
        ('[speakers]\nLaura = "red"', 'line 2, key "speakers.Laura"'),
        ('["4:3"]\nlines = 2', "no such key"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert complaint in str(caught.value)


def test_the_fonts_to_choose_from_are_there():
    assert set(get_args(FontFamily)) == {font.family for font in FONTS[:2]}
