"""What is known of footage, kept as JSON and read as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from pipeline.media.media_info import AudioInfo, MediaInfo, Stream, read_media_info

INFO = MediaInfo(
    container="mov,mp4", duration_ms=5000, width=1080, height=1920, coded_width=1920, coded_height=1080,
    fps=Fraction(30000, 1001), variable_rate=False, rotation=90, codec="h264", pixel_format="yuv420p", bit_depth=8,
    sample_aspect=Fraction(4, 3), color={"space": "bt709"}, offset_ms=-40,
    audio=AudioInfo("aac", 1, 48_000, -23, (1, 2), ("mono|c0<c0", "")),
    streams=(Stream("sound", 1, 1, "aac", 0, 5000, 99, channels=2, lang="ca", level=-21.5, aside=True),),
)  # fmt: skip


@pytest.mark.parametrize("info", [INFO, replace(INFO, audio=None, streams=())], ids=["sound", "none"])
def test_what_is_kept_is_read_exactly(info: MediaInfo, tmp_path: Path) -> None:
    path = tmp_path / "probe.json"
    path.write_text(json.dumps(info.to_json()), "utf-8")
    assert read_media_info(path) == info


@pytest.mark.parametrize("wrong", [{"fps": "fast"}, {"width": "wide"}, {"streams": 3}, {"audio": {"codec": "aac"}}])
def test_a_file_of_another_shape_is_refused(wrong: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "probe.json"
    path.write_text(json.dumps(INFO.to_json() | wrong), "utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_media_info(path)


def test_a_picture_stands_for_its_share_of_a_second() -> None:
    assert INFO.frame_ms == pytest.approx(33.3667, abs=1e-4)


@pytest.mark.parametrize(
    ("pan", "hidden", "plain"), [(("",), False, True), (("",), True, False), (("", ""), False, False)]
)
def test_plain_sound_is_one_track_as_it_is(pan: tuple[str, ...], hidden: bool, plain: bool) -> None:
    assert AudioInfo("aac", 2, 48_000, 0, pan=pan, hidden=hidden).plain is plain
