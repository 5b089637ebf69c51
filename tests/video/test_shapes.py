"""Renditions of other shapes and codecs: sizes, what fills the rest, captions in the picture, the same bytes twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from cutting import CUES, room, small_segments
from film_studio import FAST, Studio
from footage_clips import Clips
from watching import packets, picture_times

from pipeline.media.probe import probe
from pipeline.site.mp4 import read_mp4
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan
from pipeline.video.shapes import Form, form_size
from pipeline.video.visibility import LEAST_SHARE, Before, drawn_share

BLURRED, CUT, SQUARE = Form("9:16"), Form("9:16", "crop"), Form("1:1")


def made(job: RenderJob, form: Form, name: str = "x", cues: tuple = CUES) -> Path:
    target = job.temp_dir.parent / f"video.ca.{name}.mp4"
    render(job, [RenditionPlan(name, target, cues, "ca", form=form)])
    return target


def picture(path: Path, at_ms: int = 100) -> np.ndarray:
    """height × width × 3, the first picture at or after `at_ms`."""
    with av.open(str(path)) as container:
        frames = container.decode(video=0)
        return next(frame for frame in frames if frame.time * 1000 >= at_ms).to_ndarray(format="rgb24").astype(int)


@pytest.mark.parametrize(
    ("footage", "form", "size"),
    [
        ((1920, 1080), BLURRED, (1080, 1920)),
        ((1920, 1080), SQUARE, (1080, 1080)),
        ((3840, 2160), CUT, (1080, 1920)),
        ((1080, 1920), BLURRED, (1080, 1920)),
        ((640, 360), BLURRED, (360, 640)),
        ((321, 181), SQUARE, (180, 180)),
        ((321, 181), Form(), (320, 180)),
    ],
)
def test_sizes_are_those_of_social_media_and_never_larger_than_the_footage(
    clips: Clips, footage: tuple[int, int], form: Form, size: tuple[int, int]
):
    facts = replace(probe(clips["plain"]), width=footage[0], height=footage[1])
    assert form_size(facts, form) == size


@pytest.mark.parametrize(
    ("kind", "form"),
    [("plain", CUT), ("turned 90", SQUARE), ("anamorphic", BLURRED), ("variable mkv", BLURRED), ("broadcast", SQUARE)],
)
def test_every_shape_of_every_footage(studio: Studio, tmp_path: Path, kind: str, form: Form):
    footage = studio.footage(kind)
    video = made(room(tmp_path, footage), form)
    facts = probe(video)
    assert (facts.width, facts.height) == form_size(probe(footage), form)
    assert facts.sample_aspect == 1
    assert picture_times(video) == pytest.approx(picture_times(footage), abs=1)
    with av.open(str(video)) as container:
        codec = container.streams.video[0].codec_context
        assert (int(codec.colorspace), int(codec.color_primaries), int(codec.color_range)) == (6, 6, 1)
    seen = [drawn_share(Before(footage, probe(footage)), video, at, form) for at in (600, 100, 1_700)]
    assert seen[0] > 20 * LEAST_SHARE > LEAST_SHARE > max(seen[1:])


def test_the_whole_picture_stands_over_a_blurred_and_darker_one(clips: Clips, tmp_path: Path):
    blurred = picture(made(room(tmp_path, clips["plain"]), SQUARE, cues=()))
    own = picture(clips["plain"])
    middle, above = blurred[180 // 2 - 40 : 180 // 2 + 40], blurred[:30]
    sharp = [np.abs(np.diff(part, axis=1)).mean() for part in (middle, above)]
    assert sharp[1] < sharp[0] / 3
    assert 20 < above.mean() < own.mean()


def test_a_cut_shows_the_middle_only(clips: Clips, tmp_path: Path):
    cut = picture(made(room(tmp_path, clips["plain"]), Form("1:1", "crop"), cues=()))
    assert np.abs(cut - picture(clips["plain"])[:, 70:250]).mean() < 12


@pytest.mark.parametrize(("codec", "named"), [("hevc", "hvc1.1."), ("av1", "av01.0.")])
@pytest.mark.parametrize("kind", ["plain", "variable mkv"])
def test_other_codecs_in_segments(
    studio: Studio, tmp_path: Path, codec: str, named: str, kind: str, monkeypatch: pytest.MonkeyPatch
):
    """Joined without a seam: as many pictures as the footage, each decodable, at its time; and the same bytes twice."""
    small_segments(monkeypatch)
    footage = studio.footage(kind)
    one, two = (
        made(room(tmp_path / name, footage, FAST), Form(codec=codec), name)  # type: ignore[arg-type]
        for name in ("a", "b")
    )
    assert read_mp4(one).codecs[0].startswith(named)
    assert picture_times(one) == pytest.approx(picture_times(footage), abs=1)
    with av.open(str(one)) as container:
        assert sum(1 for _ in container.decode(video=0)) == len(picture_times(footage))
    before = Before(footage, probe(footage))
    assert drawn_share(before, one, 600) > max(20 * LEAST_SHARE, 4 * drawn_share(before, one, 100))
    assert one.read_bytes() == two.read_bytes()


def test_forms_of_one_time_are_made_from_one_decode_and_are_the_same_as_alone(clips: Clips, tmp_path: Path):
    together, folder = room(tmp_path / "a", clips["plain"]), tmp_path / "a"
    forms = {"own": Form(), "tall": BLURRED, "square": SQUARE}
    wanted = [RenditionPlan(name, folder / f"{name}.mp4", CUES, "ca", form=form) for name, form in forms.items()]
    wanted.append(RenditionPlan("en", folder / "en.mp4", CUES[:1], "en", form=BLURRED))
    render(together, wanted)
    alone = made(room(tmp_path / "b", clips["plain"]), BLURRED, "tall")
    assert packets(folder / "tall.mp4", "video") == packets(alone, "video")
    assert packets(folder / "en.mp4", "video") != packets(alone, "video")


def test_captions_are_larger_in_tall_pictures(clips: Clips, tmp_path: Path):
    """Rows of the picture that the box of one line covers, in shares of the width."""
    job = room(tmp_path, clips["still"])
    own, tall = made(job, Form(), "own", CUES[1:]), made(job, CUT, "tall", CUES[1:])
    heights = []
    for path in (own, tall):
        seen = picture(path, 1_100)
        dark = (seen.max(axis=2) < 60).any(axis=1)
        heights.append(dark.sum() / seen.shape[1])
    assert heights[1] > 1.5 * heights[0]
