"""What stands in for an interpreter: as long as its film, still where nobody speaks, and no more than it says it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.media.probe import probe
from tools.footage.interpreter import SIGNED, SIZE, Interpreter, sign_video
from tools.footage.script import SCRIPTS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("slug", SIGNED)
def test_the_file_is_small_silent_and_as_long_as_its_film(slug: str) -> None:
    path = sign_video(slug, ROOT)
    assert path.stat().st_size < 400_000
    info = probe(path)
    length_ms = json.loads((SCRIPTS / f"{slug}.timing.json").read_text("utf-8"))["length_ms"]
    assert abs(info.duration_ms - length_ms) <= 40 and info.audio is None
    assert (info.width, info.height) == SIZE


def test_hands_move_while_somebody_speaks_and_rest_else() -> None:
    lines = json.loads((SCRIPTS / "laura.timing.json").read_text("utf-8"))["lines"]
    interpreter = Interpreter("laura")

    def moves(at_ms: float) -> bool:
        one, other = (interpreter.frame(at_ms / 1000 + later).astype(int) for later in (0, 0.3))
        return bool((np.abs(one - other).max(axis=2) > 60).mean() > 0.01)

    speaking = [(line["start_ms"] + line["end_ms"]) / 2 for line in lines if line["end_ms"] - line["start_ms"] > 1500]
    assert sum(moves(at) for at in speaking[:5]) >= 4
    assert not moves(lines[0]["start_ms"] / 2 - 300)
    assert (interpreter.frame(1.0)[-80:] == interpreter.frame(20.0)[-80:]).all(), "what it says below stands still"
