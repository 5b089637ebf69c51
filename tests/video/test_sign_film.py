"""An interpretation in the picture of its film is seen as a whole, whatever the film's shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from film_studio import FAST
from footage_clips import X264, Clips, lavfi
from watching import grey

from pipeline.media.probe import probe
from pipeline.video.sign_film import make_signed_copy


def clip(clips: Clips, color: str, size: str) -> Path:
    name = f"{color}-{size}.mp4"
    if name not in clips.made:
        clips.made[name] = clips.make(name, *lavfi(f"color={color}:size={size}:rate=25:duration=0.4"), *X264)
    return clips.made[name]


@pytest.mark.parametrize(
    ("film", "sign", "high"),
    [
        ("640x360", "640x360", 144),
        ("640x360", "360x640", 144),
        ("360x640", "360x640", 256),
        ("360x640", "640x360", 180),  # as broad as there is room
        ("90x640", "1280x720", 28),
    ],
)
def test_an_interpreter_is_not_cut_off(clips: Clips, tmp_path: Path, film: str, sign: str, high: int):
    film_at, sign_at = clip(clips, "black", film), clip(clips, "white", sign)
    facts = probe(film_at)
    made = tmp_path / "video.csc.sign.mp4"
    make_signed_copy(film_at, sign_at, facts, 0.4, FAST, made, tmp_path)
    lit = grey(made, 0, (facts.width, facts.height)) > 128
    rows, columns = np.flatnonzero(lit.any(axis=1)), np.flatnonzero(lit.any(axis=0))
    broad, tall = map(int, sign.split("x"))
    margin = round(facts.height * 0.03)
    assert len(rows) == pytest.approx(high, abs=3)
    assert len(columns) == pytest.approx(high * broad / tall, abs=4)
    assert rows[-1] + 1 == pytest.approx(facts.height - margin, abs=2)
    assert columns[-1] + 1 == pytest.approx(facts.width - margin, abs=2) and columns[0] >= margin - 2
