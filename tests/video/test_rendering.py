"""libass shows captions as they are written: drawn here on a grey picture, one script at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from footage_clips import ffmpeg

from pipeline.cues import Cue
from pipeline.video.ass import to_ass
from pipeline.video.fonts import FONTS

WIDTH, HEIGHT = 640, 360


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage")
    for number, font in enumerate(FONTS):
        shutil.copyfile(font.path, folder / f"font{number}.ttf")
    return folder


def picture(stage: Path, text: str, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    (stage / "cues.ass").write_text(to_ass([Cue(0, 1000, text)], width, height, 7.0, 1.0), "utf-8")
    graph = f"ass='{stage / 'cues.ass'}':fontsdir='{stage}',format=gray"
    source = ("-f", "lavfi", "-i", f"color=gray:size={width}x{height}:duration=0.04")
    data = ffmpeg(*source, "-vf", graph, "-frames:v", "1", "-f", "rawvideo", "-")
    return np.frombuffer(data, dtype=np.uint8).reshape(height, width)


def box(stage: Path, text: str) -> tuple[int, int]:
    """(width, height) of the box that the caption stands in."""
    dark = picture(stage, text) < 60
    return int(dark.any(axis=0).sum()), int(dark.any(axis=1).sum())


def ink(stage: Path, text: str) -> int:
    """Pixels of the letters themselves."""
    return int((picture(stage, text) > 200).sum())


def test_a_letter_more_is_ink_more(stage: Path):
    assert ink(stage, "x") > 10
    assert ink(stage, "xx") == pytest.approx(2 * ink(stage, "x"), rel=0.2)


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (r"{\b1}x", r"(/b1)x"),
        (r"{\an8}{\fs90}gran", r"(/an8)(/fs90)gran"),
        (r"{comentari}", "(comentari)"),
        (r"a\Nb", "a/Nb"),
        (r"a\hb", "a/hb"),
        (r"a\nb", "a/nb"),
        (r"C:\Users\Núria", "C:/Users/Núria"),
        ("\\{\\pos(0,0)}x", "/(/pos(0,0))x"),
        ("{{}}", "(())"),
        ("a}b", "a)b"),
        ("{", "("),
        ("}", ")"),
        ("\\", "/"),
        (r"{\p1}m 0 0 l 100 0{\p0}", r"(/p1)m 0 0 l 100 0(/p0)"),
        (r"{=0}{\kf100}x", r"(=0)(/kf100)x"),
    ],
)
def test_what_looks_like_a_command_is_shown(stage: Path, text: str, alike: str):
    """As wide, high and inky as the same text in characters that command nothing."""
    width, height = box(stage, text)
    same_width, same_height = box(stage, alike)
    assert height == same_height, "one line, of the same size"
    assert width == pytest.approx(same_width, abs=6 + 5 * sum(text.count(c) for c in "{}\\"))
    assert 0.5 < ink(stage, text) / ink(stage, alike) < 2
    top = np.flatnonzero((picture(stage, text) < 60).any(axis=1)).min()
    assert top > HEIGHT / 2


def test_the_invisible_joiner_is_invisible(stage: Path):
    single = box(stage, "\\" * 10)[0] - box(stage, "")[0]
    assert single < 10 * HEIGHT * 0.07 * 0.55, "ten backslashes, not twenty characters"


def test_a_line_is_a_line(stage: Path):
    _, one = box(stage, "Bon dia")
    _, two = box(stage, "Bon dia\nBona tarda")
    assert two - one == pytest.approx(HEIGHT * 0.07, abs=2)


@pytest.mark.parametrize("text", ["♪", "ŀ", "Ω", "Ж", "ñ", "’", "€", "·"])
def test_every_character_has_a_drawing_of_its_own(stage: Path, text: str):
    """Not the empty box that fonts draw for what they lack."""
    assert ink(stage, text) > 3
    assert not np.array_equal(picture(stage, text), picture(stage, "\U0001f3a5"))


def test_letters_are_drawn_with_our_font_and_not_with_another(stage: Path, tmp_path: Path):
    """Without the fonts' folder the same script looks different."""
    (tmp_path / "cues.ass").write_text(to_ass([Cue(0, 1000, "Rgaj 0O1lI")], WIDTH, HEIGHT, 7.0, 1.0), "utf-8")
    source = ("-f", "lavfi", "-i", f"color=gray:size={WIDTH}x{HEIGHT}:duration=0.04")
    graph = f"ass='{tmp_path / 'cues.ass'}',format=gray"
    data = ffmpeg("-v", "quiet", *source, "-vf", graph, "-frames:v", "1", "-f", "rawvideo", "-")
    other = np.frombuffer(data, dtype=np.uint8).reshape(HEIGHT, WIDTH)
    assert not np.array_equal(picture(stage, "Rgaj 0O1lI"), other)


@pytest.mark.parametrize(("width", "height"), [(360, 640), (640, 360), (480, 480), (1280, 536)])
def test_two_full_lines_stay_two_lines_in_any_shape_that_is_wide_enough(stage: Path, width: int, height: int):
    text = "Cada dissabte ens trobem tots a l'hort,\nplantem i després mengem plegats i xerrem."
    shown = picture(stage, text, width, height)
    dark = shown < 60
    columns, rows = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    assert columns.min() >= 0.04 * width
    assert columns.max() <= 0.96 * width
    assert rows.max() <= height * 11 / 12 + 1
    if width > height:
        assert rows.max() - rows.min() < 0.07 * height * 3.2
