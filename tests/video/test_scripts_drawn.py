"""Other scripts as libass draws them: letters joined, from right to left, as large as the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from footage_clips import ffmpeg

from pipeline.cues import Cue
from pipeline.project.style import StyleSettings
from pipeline.video import fonts
from pipeline.video.ass_script import to_ass

WIDTH, HEIGHT = 640, 360


def columns(folder: Path, text: str) -> np.ndarray:
    """Which columns of the picture hold white, from the first that does to the last."""
    letters = drawn(folder, text).any(axis=0)
    at = np.flatnonzero(letters)
    return letters[at[0] : at[-1] + 1]


def drawn(folder: Path, text: str) -> np.ndarray:
    script = to_ass([Cue(0, 1000, text)], WIDTH, HEIGHT, StyleSettings(box_alpha=1))
    fonts.lay_out(folder, script)
    (folder / "cues.ass").write_text(script, "utf-8")
    graph = f"ass='{folder / 'cues.ass'}':fontsdir='{folder}',format=gray"
    source = ("-f", "lavfi", "-i", f"color=gray:size={WIDTH}x{HEIGHT}:duration=0.04")
    data = ffmpeg(*source, "-vf", graph, "-frames:v", "1", "-f", "rawvideo", "-")
    return np.frombuffer(data, dtype=np.uint8).reshape(HEIGHT, WIDTH) > 160


def stretches(letters: np.ndarray) -> list[int]:
    """Widths (px) of what is seen apart, from the left."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], letters.astype(int), [0]))))
    return [int(stop - start) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def test_letters_that_join_are_joined(tmp_path: Path) -> None:
    assert len(stretches(columns(tmp_path, "ببب"))) == 1
    assert len(stretches(columns(tmp_path, "ب ب ب"))) == 3


@pytest.mark.parametrize("word", ["مرحبا", "שלום"])
def test_a_line_that_begins_from_the_right_ends_at_the_left(tmp_path: Path, word: str) -> None:
    mark = stretches(columns(tmp_path, "!"))
    assert stretches(columns(tmp_path, f"{word} !"))[: len(mark)] == pytest.approx(mark, abs=1)
    assert stretches(columns(tmp_path, f"hola {word} !"))[-len(mark) :] == pytest.approx(mark, abs=1)


def test_they_are_about_as_large_as_latin_letters(tmp_path: Path) -> None:
    def tall(text: str) -> int:
        return int(drawn(tmp_path, text).any(axis=1).sum())

    assert tall("ا") == pytest.approx(tall("l"), rel=0.35)
    assert tall("क") == pytest.approx(tall("x"), rel=0.5)
