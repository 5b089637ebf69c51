"""x264 is what encodes, unless a graphics card is asked for and has proved itself."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cutting import room
from film_studio import FAST
from footage_clips import Clips

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.probe import probe
from pipeline.project.renditions import VideoSettings
from pipeline.video import encoders
from pipeline.video.encoders import HARDWARE, SOFTWARE, Encoder, encoder_of, works
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenditionPlan

AUTO = VideoSettings(encoder="auto")


@pytest.fixture(autouse=True)
def _nothing_tried_yet():
    works.cache_clear()
    yield
    works.cache_clear()


def test_x264_is_the_encoder_of_record():
    assert VideoSettings().encoder == "x264"
    assert encoder_of(VideoSettings(), "h264").name == "libx264"


@pytest.mark.parametrize("codec", ["hevc", "av1"])
def test_cards_are_for_h264_only(codec: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoders, "works", lambda _: True)
    assert encoder_of(AUTO, codec) is SOFTWARE[codec]  # type: ignore[arg-type,index]


def test_auto_takes_the_first_that_works(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoders, "works", lambda name: name in ("qsv", "vaapi"))
    assert encoder_of(AUTO, "h264") is HARDWARE["qsv"]
    monkeypatch.setattr(encoders, "works", lambda _: False)
    assert encoder_of(AUTO, "h264").name == "libx264"


def test_a_card_by_name_that_does_not_work_is_an_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoders, "works", lambda _: False)
    with pytest.raises(RenderError, match="nvenc does not work") as caught:
        encoder_of(VideoSettings(encoder="nvenc"), "h264")
    assert 'encoder = "auto"' in str(caught.value)


@pytest.mark.skipif(Path("/dev/dri").exists() or Path("/dev/nvidia0").exists(), reason="this machine has a card")
def test_without_a_card_every_trial_fails_and_x264_encodes(clips: Clips, tmp_path: Path):
    assert not any(works(name) for name in HARDWARE)
    footage = clips["ten bits"]
    videos = []
    for name in ("auto", "x264"):
        job = room(tmp_path / name, footage, FAST.model_copy(update={"encoder": name}))
        render(job, [RenditionPlan("video", tmp_path / f"{name}.mp4")])
        videos.append((tmp_path / f"{name}.mp4").read_bytes())
    assert videos[0] == videos[1]


def test_a_trial_proves_the_pictures(monkeypatch: pytest.MonkeyPatch):
    """x264 in the place of a card passes; one that leaves out pictures, or is not there, does not."""
    monkeypatch.setitem(HARDWARE, "good", Encoder("libx264", lambda _: {"preset": "ultrafast"}))
    monkeypatch.setitem(HARDWARE, "lossy", Encoder("libx264", lambda _: {"vframes": 24}))
    monkeypatch.setitem(HARDWARE, "absent", Encoder("h264_nothing", lambda _: {}))
    assert works("good")
    assert not works("lossy")
    assert not works("absent")


@pytest.mark.parametrize("script", ["#!/bin/sh\nexec sleep 60\n", "#!/bin/sh\nexit 0\n", "no program\n"])
def test_a_driver_that_hangs_or_lies(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fake = tmp_path / "ffmpeg"
    fake.write_text(script)
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(ff, "executable", lambda: str(fake))
    monkeypatch.setattr(encoders, "TRIAL_LIMIT_S", 0.3)
    assert not works("nvenc")


def test_segments_of_a_card_are_not_taken_for_those_of_x264(
    clips: Clips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """With a card (x264 under another name, with pictures uploaded as to a card)."""
    card = Encoder("libx264", lambda _: {"preset": "superfast"}, upload=(("format", "nv12"),), start=("-y",))
    monkeypatch.setitem(HARDWARE, "nvenc", card)
    for name in ("x264", "nvenc"):
        job = room(tmp_path, clips["odd ffv1"], FAST.model_copy(update={"encoder": name}))
        render(job, [RenditionPlan(f"video.{name}", tmp_path / f"{name}.mp4")])
        assert probe(tmp_path / f"{name}.mp4").duration_ms == 2000
    assert len(list(job.store.folder.glob("*.mp4"))) == 2
