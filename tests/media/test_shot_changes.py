"""Where the picture cuts, from what ffmpeg says of it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media import shot_changes
from pipeline.media.media_info import MediaInfo
from pipeline.media.shot_changes import LEAST_SHOT_MS, find_shot_changes, read_shot_changes


def facts(offset_ms: int = 0) -> MediaInfo:
    return MediaInfo(
        "mp4",
        60_000,
        640,
        360,
        640,
        360,
        Fraction(25),
        False,
        0,
        "h264",
        "yuv420p",
        8,
        Fraction(1),
        {},
        offset_ms,
        None,
    )


def found(monkeypatch: pytest.MonkeyPatch, times: list[float], offset_ms: int = 0) -> list[int]:
    """The cuts, where ffmpeg names pictures at `times` (s)."""
    said = "".join(f"frame:{n} pts:{n} pts_time:{at}\nlavfi.scene_score=0.4\n" for n, at in enumerate(times))
    monkeypatch.setattr(shot_changes, "run", lambda *_, **__: said.encode())
    return find_shot_changes(Path("film.mp4"), facts(offset_ms))


def test_times_are_whole_ms_from_the_first_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, [2.04, 10.0006]) == [2040, 10_001]
    assert found(monkeypatch, [2.04, 10], offset_ms=-500) == [2540, 10_500]


def test_the_first_picture_is_no_cut_nor_is_what_comes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, [-0.5, 0.5, 1.4], offset_ms=500) == [900]


def test_a_strobe_is_one_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, [1, 1.1, 1.299, 1.3, 1.5]) == [1000, 1300]


@given(st.lists(st.floats(-1, 50), max_size=20))
def test_none_is_nearer_to_the_one_before_than_a_shot_lasts(times: list[float]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cuts = found(patch, sorted(round(at, 6) for at in times))
    assert all(later - cut >= LEAST_SHOT_MS for cut, later in pairwise(cuts))
    assert all(cut > 0 for cut in cuts)


@pytest.mark.parametrize("kept", ["{}", '["soon"]', "[1.5]", ""])
def test_times_of_another_shape_are_refused(kept: str, tmp_path: Path) -> None:
    path = tmp_path / "cuts.json"
    path.write_text(kept, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_shot_changes(path)
    path.write_text("[40, 1000]", "utf-8")
    assert read_shot_changes(path) == (40, 1000)
