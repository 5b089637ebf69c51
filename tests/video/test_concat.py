"""Segments are joined by ffmpeg's own list: their times are kept to the tick, and what cannot be joined is refused."""

from __future__ import annotations

import shutil
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from footage_clips import X264, Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.media.frames import read_frames
from pipeline.video.concat import ConcatPart, durations, join

#: Pictures of a segment.
COUNT = 12


@pytest.fixture(scope="module")
def folder(clips: Clips) -> Path:
    for rate in ("25", "24000/1001"):
        for size in ("160x90", "320x180"):
            name = f"join-{rate.replace('/', '-')}-{size}.mp4"
            moving = lavfi(f"testsrc2=size={size}:rate={rate}")
            made = clips.make(name, *moving, "-frames:v", str(COUNT), *X264, "-bf", "2")
    return made.parent


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(24000, 1001)])
def test_times_go_on_to_the_tick(folder: Path, tmp_path: Path, rate: Fraction):
    """Forty segments, so that half a microsecond a segment would show."""
    segment = folder / f"join-{str(rate).replace('/', '-')}-160x90.mp4"
    parts = [ConcatPart(segment, n * COUNT * 1000 / rate) for n in range(40)]
    join(parts, None, tmp_path / "joined.mp4", tmp_path, subject=segment)
    frames = read_frames(tmp_path / "joined.mp4")
    assert [frames.ms(n) for n in range(len(frames.times))] == [n * 1000 / rate for n in range(40 * COUNT)]
    assert not list(tmp_path.glob(".part-*")), "its list is gone"


def test_any_folder_will_do(folder: Path, tmp_path: Path):
    """What means something in an address, a list of files or a filter means nothing in a path."""
    strange = tmp_path / "it's #1? 100% [x] {y} \\n ;=✓"
    strange.mkdir()
    segment = shutil.copy(folder / "join-25-160x90.mp4", strange / "piece.mp4")
    join(
        [ConcatPart(segment, Fraction(0)), ConcatPart(segment, Fraction(480))],
        None,
        strange / "joined.mp4",
        strange,
        subject=segment,
    )
    assert len(read_frames(strange / "joined.mp4").times) == 2 * COUNT


def test_segments_that_no_one_decoder_shows_are_refused(folder: Path, tmp_path: Path):
    small, large = (folder / f"join-25-{size}.mp4" for size in ("160x90", "320x180"))
    with pytest.raises(RenderError, match="fit together"):
        join(
            [ConcatPart(small, Fraction(0)), ConcatPart(large, Fraction(480))],
            None,
            tmp_path / "joined.mp4",
            tmp_path,
            subject=small,
        )
    assert not (tmp_path / "joined.mp4").exists()


def test_a_segment_that_is_none_is_named(folder: Path, tmp_path: Path):
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no video")
    with pytest.raises(RenderError, match="cannot be read") as caught:
        join([ConcatPart(bad, Fraction(0))], None, tmp_path / "joined.mp4", tmp_path, subject=bad)
    assert caught.value.where == bad


@given(st.lists(st.fractions(0, 10_000, max_denominator=90_000), min_size=1, max_size=50))
def test_no_rounding_adds_up(lengths: list[Fraction]):
    starts = [sum(lengths[:n], Fraction(0)) for n in range(len(lengths))]
    reached = 0
    for (_, after), told in zip(pairwise(starts), durations(starts), strict=True):
        reached += told
        assert abs(reached - after * 1000) <= Fraction(1, 2)
