"""The poster is a good picture of the video, of the right shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips, lavfi
from PIL import Image

from pipeline.errors import RenderError
from pipeline.media.probe import probe
from pipeline.video.poster import LARGEST_WIDTH, make_poster, score


def poster(video: Path, folder: Path) -> Image.Image:
    target = folder / "out" / "poster.jpg"
    size = make_poster(video, probe(video), target, folder / "temp")
    picture = Image.open(target)
    assert picture.format == "JPEG"
    assert picture.size == size
    assert list((folder / "temp").iterdir()) == []
    return picture


def test_a_bright_sharp_picture_is_preferred_to_a_black_one(tmp_path: Path, clips: Clips):
    """Sharp only for a while; black and white before and after."""
    graph = (
        "testsrc2=size=320x180:rate=25:duration=4,"
        "drawbox=t=fill:color=black:enable='lt(t,1.6)',drawbox=t=fill:color=white:enable='gt(t,2.4)'"
    )
    video = clips.make("mostly-black.mp4", *lavfi(graph), "-c:v", "libx264", "-preset", "ultrafast")
    picture = np.asarray(poster(video, tmp_path))
    assert picture.std() > 30
    assert 30 < picture.mean() < 225


def test_a_sharp_picture_is_preferred_to_a_blurred_one(tmp_path: Path, clips: Clips):
    graph = "testsrc2=size=320x180:rate=25:duration=4,gblur=sigma=12:enable='lt(t,2)'"
    video = clips.make("blurred.mp4", *lavfi(graph), "-c:v", "libx264", "-preset", "ultrafast")
    chosen = np.asarray(poster(video, tmp_path))
    blurred = np.asarray(poster(clips.make("all-blurred.mp4", *lavfi(graph.partition(":enable")[0])), tmp_path / "b"))
    assert score(chosen) > 3 * score(blurred)


def test_the_score():
    noise = np.random.default_rng(1).integers(30, 220, (90, 160, 3), dtype=np.uint8)
    soft = np.full((90, 160, 3), 128, np.uint8)
    dark = (noise // 16).astype(np.uint8)
    assert score(noise) > score(soft) == 0
    assert score(dark) < score(noise) / 10


@pytest.mark.parametrize(("left", "size"), [(90, (180, 320)), (180, (320, 180)), (270, (180, 320))])
def test_a_turned_video_has_an_upright_poster(tmp_path: Path, clips: Clips, left: int, size: tuple[int, int]):
    assert poster(clips.rotated(left), tmp_path).size == size


def test_upright_means_the_right_way_up(tmp_path: Path, clips: Clips):
    graph = "testsrc2=size=320x180:rate=25:duration=2,drawbox=w=iw:h=60:color=red:t=fill"
    video = clips.make("red-top.mp4", *lavfi(graph), "-c:v", "libx264", "-preset", "ultrafast")
    turned = clips.make("red-top-turned.mp4", "-display_rotation", "90", "-i", str(video), "-c", "copy")
    picture = np.asarray(poster(turned, tmp_path)).astype(int)
    left, right = picture[:, :40].mean(axis=(0, 1)), picture[:, -40:].mean(axis=(0, 1))
    assert left[0] > 150 > left[1] + 50, "the top goes to the left when the picture is turned to the left"
    assert not right[0] > 150 > right[1] + 50


def test_a_big_video_has_a_smaller_poster(tmp_path: Path, clips: Clips):
    video = clips.make("big.mp4", *lavfi("testsrc2=size=1920x1080:rate=25:duration=0.6"), "-preset", "ultrafast")
    assert poster(video, tmp_path).size == (LARGEST_WIDTH, 720)


@pytest.mark.parametrize("kind", ["one picture", "variable", "late sound", "silent"])
def test_any_clean_video_has_a_poster(tmp_path: Path, clips: Clips, kind: str):
    assert poster(clips[kind], tmp_path).size == (320, 180)


def test_a_video_that_cannot_be_read(tmp_path: Path, clips: Clips):
    broken = tmp_path / "video.mp4"
    broken.write_bytes(b"no video")
    for video in (broken, tmp_path / "gone.mp4"):
        with pytest.raises(RenderError, match="no poster") as caught:
            make_poster(video, probe(clips["plain"]), tmp_path / "poster.jpg", tmp_path / "temp")
        assert caught.value.where == video
    assert not (tmp_path / "poster.jpg").exists()


def test_twice_gives_the_same_bytes(tmp_path: Path, clips: Clips):
    for name in ("a", "b"):
        poster(clips["plain"], tmp_path / name)
    first, second = ((tmp_path / name / "out" / "poster.jpg").read_bytes() for name in ("a", "b"))
    assert first == second


@pytest.mark.parametrize("name", ['l\'hort: "x" [1] 100%d.mp4', "-y 🎥\\.mp4"])
def test_any_name_will_do(tmp_path: Path, clips: Clips, name: str, monkeypatch: pytest.MonkeyPatch):
    video = tmp_path / name
    video.symlink_to(clips["plain"])
    assert poster(video, tmp_path).size == (320, 180)
