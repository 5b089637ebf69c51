"""The poster is a good picture of the video, of the right shape; or the one that a person chose."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips, lavfi
from PIL import Image

from pipeline.errors import RenderError
from pipeline.media.probe import probe
from pipeline.video.poster import LARGEST_WIDTH, LIGHT, make_poster, preview, score, stillness, take_poster


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
    video = clips.make("big.mp4", *lavfi("testsrc2=size=1920x1080:rate=25:duration=0.04"), "-preset", "ultrafast")
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


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920"])
def test_a_picture_with_the_grain_of_a_camera_is_light_too(tmp_path: Path, clips: Clips, size: str):
    """What a page loads first has less than 100 kB, its poster among it."""
    grain = f"testsrc2=size={size}:rate=25:duration=0.04,noise=alls=18:allf=t"
    video = clips.make(f"grain{size}.mp4", *lavfi(grain), "-preset", "ultrafast", "-crf", "10")
    picture = poster(video, tmp_path)
    assert (tmp_path / "out/poster.jpg").stat().st_size <= LIGHT
    assert picture.width >= 480, "and still large enough for a card"


def test_twice_gives_the_same_bytes(tmp_path: Path, clips: Clips):
    for name in ("a", "b"):
        poster(clips["plain"], tmp_path / name)
    first, second = ((tmp_path / name / "out" / "poster.jpg").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_still_moment_is_preferred_to_a_moving_one(tmp_path: Path, clips: Clips):
    """The same picture, shaken for the first half: an eyelid or a hand that moves is a worse poster."""
    graph = (
        "testsrc=size=400x240:rate=25:duration=0.04,loop=loop=-1:size=1,trim=duration=4,setpts=N/25/TB,"
        "crop=320:180:x='if(lt(t,2),20+40*mod(floor(n/2),2),0)':y=0"
    )
    video = clips.make("shaken.mp4", *lavfi(graph), "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10")
    still = make_poster(video, probe(video), tmp_path / "a.jpg", tmp_path / "t", 3_000)
    make_poster(video, probe(video), tmp_path / "b.jpg", tmp_path / "t")
    one, other = (np.asarray(Image.open(tmp_path / name)).astype(int) for name in ("a.jpg", "b.jpg"))
    assert still == (320, 180)
    assert np.abs(one - other).mean() < 3


def test_stillness():
    grey = np.full((90, 160, 3), 128, np.uint8)
    assert stillness(grey, grey) == 1
    assert stillness(grey, grey + np.uint8(8)) == pytest.approx(0.5)


@pytest.mark.parametrize(("at_ms", "colour"), [(0, 0), (1_000, 0), (1_500, 255), (99_000, 255)])
def test_a_person_chooses_a_moment(tmp_path: Path, clips: Clips, at_ms: int, colour: int):
    """Black up to 1.2 s, then white; what lies behind the end is the last picture."""
    make_poster(clips["together"], probe(clips["together"]), tmp_path / "p.jpg", tmp_path / "t", at_ms)
    assert np.asarray(Image.open(tmp_path / "p.jpg")).mean() == pytest.approx(colour, abs=3)


def test_a_moment_of_a_film_whose_rate_changes(tmp_path: Path, clips: Clips):
    """Black up to 1.5 s, every fifth picture left out, as phones do in the dark. White came at 1.9 s, by the mean."""
    graph = (
        "color=black:size=320x180:rate=50:duration=3,drawbox=color=white:t=fill:enable='gte(t,1.5)',"
        "select='lt(mod(n,5),4)'"
    )
    video = clips.make("phone.mp4", *lavfi(graph), "-fps_mode", "passthrough", "-c:v", "libx264", "-g", "300")
    for at_ms, colour in ((1_400, 0), (1_600, 255)):
        make_poster(video, probe(video), tmp_path / "p.jpg", tmp_path / "t", at_ms)
        assert np.asarray(Image.open(tmp_path / "p.jpg")).mean() == pytest.approx(colour, abs=3), at_ms


@pytest.mark.parametrize(("suffix", "mode"), [("png", "RGBA"), ("jpg", "L"), ("webp", "RGB"), ("png", "P")])
def test_a_person_gives_a_picture(tmp_path: Path, suffix: str, mode: str):
    image = tmp_path / f"ours.{suffix}"
    Image.new("RGB", (1600, 900), (200, 30, 30)).convert(mode).save(image)
    assert take_poster(image, tmp_path / "poster.jpg", tmp_path / "t") == (LARGEST_WIDTH, 720)
    assert Image.open(tmp_path / "poster.jpg").mode == "RGB"


def test_a_given_picture_is_upright_and_tells_nothing_of_its_camera(tmp_path: Path):
    image, told = tmp_path / "phone.jpg", Image.Exif()
    told[0x0112], told[0x010F] = 6, "Camera of Joana"  # lies on its side
    Image.new("RGB", (160, 90)).save(image, exif=told)
    assert take_poster(image, tmp_path / "poster.jpg", tmp_path / "t") == (90, 160)
    assert b"Joana" in image.read_bytes()
    assert b"Joana" not in (tmp_path / "poster.jpg").read_bytes()


@pytest.mark.parametrize("data", [b"", b"no picture", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"])
def test_a_picture_that_cannot_be_read(tmp_path: Path, data: bytes):
    image = tmp_path / "ours.jpg"
    image.write_bytes(data)
    with pytest.raises(RenderError, match="picture cannot be read") as caught:
        take_poster(image, tmp_path / "poster.jpg", tmp_path / "t")
    assert caught.value.where == image
    assert not (tmp_path / "poster.jpg").exists()


@pytest.mark.parametrize("size", [(1280, 720), (90, 160), (2, 400), (400, 2)])
def test_the_preview_is_tiny_and_has_the_colours(tmp_path: Path, size: tuple[int, int]):
    Image.new("RGB", size, (200, 30, 30)).save(tmp_path / "poster.jpg")
    text = preview(tmp_path / "poster.jpg")
    assert len(text) < 500
    small = Image.open(io.BytesIO(base64.b64decode(text.removeprefix("data:image/webp;base64,"))))
    assert small.width == 24
    assert np.asarray(small.convert("RGB")).mean(axis=(0, 1)) == pytest.approx((200, 30, 30), abs=12)


@pytest.mark.parametrize("name", ['l\'hort: "x" [1] 100%d.mp4', "-y 🎥\\.mp4"])
def test_any_name_will_do(tmp_path: Path, clips: Clips, name: str, monkeypatch: pytest.MonkeyPatch):
    video = tmp_path / name
    video.symlink_to(clips["plain"])
    assert poster(video, tmp_path).size == (320, 180)
