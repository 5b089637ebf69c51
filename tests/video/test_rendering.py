"""libass shows captions as they are written: drawn here on a grey picture, one script at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from footage_clips import ffmpeg

from pipeline.cues import Cue
from pipeline.project.style import COLOURS, StyleSettings
from pipeline.video import fonts, text_width
from pipeline.video.ass_script import boxes_only, to_ass
from pipeline.video.fit import fit
from pipeline.video.geometry import geometry
from pipeline.video.sheet.tiles import inside
from pipeline.video.speaker_colours import VoicePart

WIDTH, HEIGHT = 640, 360
OPAQUE = StyleSettings(box_alpha=1)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stage")
    fonts.lay_out(folder)
    return folder


def picture(stage: Path, text: str, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    (stage / "cues.ass").write_text(to_ass([Cue(0, 1000, text)], width, height, OPAQUE), "utf-8")
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
    assert not np.array_equal(picture(stage, text), picture(stage, "字"))


def test_letters_are_drawn_with_our_font_and_not_with_another(stage: Path, tmp_path: Path):
    """Without the fonts' folder the same script looks different."""
    (tmp_path / "cues.ass").write_text(to_ass([Cue(0, 1000, "Rgaj 0O1lI")], WIDTH, HEIGHT, OPAQUE), "utf-8")
    source = ("-f", "lavfi", "-i", f"color=gray:size={WIDTH}x{HEIGHT}:duration=0.04")
    graph = f"ass='{tmp_path / 'cues.ass'}',format=gray"
    data = ffmpeg("-v", "quiet", *source, "-vf", graph, "-frames:v", "1", "-f", "rawvideo", "-")
    other = np.frombuffer(data, dtype=np.uint8).reshape(HEIGHT, WIDTH)
    assert not np.array_equal(picture(stage, "Rgaj 0O1lI"), other)


SHAPES = [(1280, 720), (720, 1280), (720, 720), (640, 480), (1280, 536)]


def seen(
    stage: Path, cues: Sequence[Cue], size: tuple[int, int], style: StyleSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Where letters are, and where the box is: height × width each, over a white picture."""
    script = to_ass(cues, *size, style)
    source = ("-f", "lavfi", "-i", f"color=white:size={size[0]}x{size[1]}:duration=0.04")
    pictures = []
    for name, text in (("letters.ass", script), ("box.ass", boxes_only(script))):
        (stage / name).write_text(text, "utf-8")
        graph = f"ass='{stage / name}':fontsdir='{stage}',format=gray"
        data = ffmpeg(*source, "-vf", graph, "-frames:v", "1", "-f", "rawvideo", "-")
        pictures.append(np.frombuffer(data, dtype=np.uint8).reshape(size[1], size[0]).astype(np.int16))
    letters, box = pictures
    return abs(letters - box) > 30, box < 240


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("top", [False, True])
def test_two_full_lines_stay_in_the_safe_area_and_on_their_box(stage: Path, size: tuple[int, int], top: bool):
    text = "Cada dissabte al matí ens trobem a l’hort:\nplantem, reguem i després mengem plegats."
    style = StyleSettings()
    letters, box = seen(stage, [Cue(0, 1000, text, top=top)], size, style)
    assert letters.any()
    assert not (letters & ~box).any(), "every letter is on the box"
    assert inside(letters, style.look(*size))
    rows, columns = np.flatnonzero(box.any(axis=1)), np.flatnonzero(box.any(axis=0))
    assert rows.size == rows[-1] - rows[0] + 1 and columns.size == columns[-1] - columns[0] + 1, "one box, no gaps"
    assert columns[0] >= 0.05 * size[0] - 1 and columns[-1] <= 0.95 * size[0] + 1
    assert rows[-1] <= size[1] * 11 / 12
    assert (rows.mean() < size[1] / 2) == top


@pytest.mark.parametrize("size", SHAPES[:3])
def test_lines_are_drawn_as_many_and_as_wide_as_measured(stage: Path, size: tuple[int, int]):
    """libass breaks no line again: the letters are as wide as the widest line, and as many lines high."""
    style = StyleSettings()
    room = geometry(style.look(*size), *size)
    text = "Cada dissabte al matí ens trobem a l’hort:\nplantem, reguem i després mengem plegats."
    rows, height = fit((VoicePart(tuple(text.split("\n"))),), room, "")
    letters, box = seen(stage, [Cue(0, 1000, text)], size, style)
    widest = max(text_width.width(line, room.look.font) for line, _ in rows) * height
    assert np.ptp(letters.any(axis=0).nonzero()[0]) == pytest.approx(widest, rel=0.02)
    assert box.any(axis=1).sum() == pytest.approx(len(rows) * height + 2 * room.padding, abs=3)


@pytest.mark.parametrize("emoji", ["👏", "❤️", "👩‍⚕️", "1️⃣", "🇪🇸"])
def test_an_emoji_is_one_drawing(stage: Path, emoji: str):
    """As wide as one sign of the font of emoji, which its parts are not; and not the box of an unknown character."""
    assert box(stage, f"ull {emoji}")[0] == pytest.approx(box(stage, "ull 😀")[0], abs=2)
    assert not np.array_equal(picture(stage, emoji), picture(stage, "字"))


def test_a_colour_is_drawn(stage: Path):
    """Yellow letters have no more blue than the palette says."""
    style = StyleSettings(box_alpha=1, speakers={"Laura": "yellow"})
    (stage / "colour.ass").write_text(to_ass([Cue(0, 1000, "LAURA: Hola")], WIDTH, HEIGHT, style), "utf-8")
    source = ("-f", "lavfi", "-i", f"color=black:size={WIDTH}x{HEIGHT}:duration=0.04")
    graph = f"format=rgb24,ass='{stage / 'colour.ass'}':fontsdir='{stage}'"
    data = ffmpeg(*source, "-vf", graph, "-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "-")
    brightest = np.frombuffer(data, dtype=np.uint8).reshape(-1, 3).max(axis=0)
    assert brightest == pytest.approx(COLOURS["yellow"], abs=2)
