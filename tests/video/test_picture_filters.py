"""Footage of every kind becomes pictures that every player shows right: light, colours, whole pictures, true names."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from film_studio import FAST, STYLE, job, make_clean
from footage_clips import Clips, lavfi
from watching import grey, picture_times

from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import probe
from pipeline.typedjson import parse_json
from pipeline.video.picture_filters import colours, shows_more, suits_the_web
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenditionPlan

X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1")
QUIET = "log-level=error:pools=none:frame-threads=1"
LOSSLESS = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-pix_fmt", "yuv420p")
MOVING = "testsrc2=size=160x120:rate=50:duration=1"


def hdr(clips: Clips, curve: str, nits: float) -> Path:
    """One second of grey that shines with `nits` cd/m², as a camera writes it."""
    name = f"{curve}-{nits:g}.mp4"
    if name not in clips.made:
        light = nits / 203
        graph = (
            f"color=black:size=160x90:rate=25:duration=0.4,format=gbrpf32le,"
            f"geq=r='{light}':g='{light}':b='{light}',setparams=color_trc=linear:color_primaries=bt709:colorspace=gbr,"
            f"zscale=tin=linear:pin=bt709:npl=203:t={curve}:p=bt2020:m=bt2020nc:r=limited,format=yuv420p10le"
        )
        tags = ("-color_primaries", "bt2020", "-color_trc", curve, "-colorspace", "bt2020nc", "-color_range", "tv")
        clips.made[name] = clips.make(name, *lavfi(graph), *X265, "-x265-params", QUIET, *tags)
    return clips.made[name]


def clean(footage: Path, folder: Path) -> Path:
    target = folder / f"{footage.stem}.clean.mp4"
    make_clean(footage, probe(footage), FAST, target, folder / "temp")
    return target


def tags(path: Path) -> tuple[int, int, int, int]:
    """(matrix, primaries, curve, range) as the file states them, in the numbers of ITU-T H.273."""
    with av.open(str(path)) as container:
        codec = container.streams.video[0].codec_context
        return int(codec.colorspace), int(codec.color_primaries), int(codec.color_trc), int(codec.color_range)


def lightness(path: Path) -> float:
    """Grey level of the picture, 16 to 235."""
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        return float(np.frombuffer(frame.planes[0], np.uint8).reshape(frame.height, -1)[:, : frame.width].mean())


@pytest.mark.parametrize("curve", ["smpte2084", "arib-std-b67"])
def test_hdr_becomes_sdr_with_light_where_it_belongs(clips: Clips, tmp_path: Path, curve: str):
    levels = {}
    for nits in (20, 203, 900):
        footage = hdr(clips, curve, nits)
        assert shows_more(probe(footage))
        made = clean(footage, tmp_path)
        assert tags(made) == (1, 1, 1, 1)
        assert suits_the_web(probe(made))
        levels[nits] = lightness(made)
    assert 60 < levels[20] < 110  # a dark face stays a dark face
    assert 180 < levels[203] < 226  # white paper is nearly white, with room for what is brighter
    assert levels[203] + 5 < levels[900] <= 236


@pytest.mark.parametrize(
    ("curve", "primaries", "matrix"), [("bt709", "bt2020", "bt2020nc"), ("bt709", "smpte432", "bt709")]
)
def test_wide_colours_without_hdr(clips: Clips, tmp_path: Path, curve: str, primaries: str, matrix: str):
    """White stays white, and the file says BT.709."""
    named = ("-color_primaries", primaries, "-color_trc", curve, "-colorspace", matrix, "-color_range", "tv")
    stated = f"setparams=colorspace={matrix}:color_primaries={primaries}:color_trc={curve}"
    graph = f"color=white:size=160x90:rate=25:duration=0.4,format=yuv420p10le,{stated}"
    footage = clips.make(f"wide-{primaries}.mp4", *lavfi(graph), *X265, "-x265-params", QUIET, *named)
    made = clean(footage, tmp_path)
    assert tags(made) == (1, 1, 1, 1)
    assert lightness(made) == pytest.approx(235, abs=2)


def test_hdr_that_names_its_curve_only(clips: Clips, tmp_path: Path):
    """As some telephones and editors write it; the rest is taken for what goes with it."""
    graph = "color=gray:size=160x90:rate=25:duration=0.2,format=yuv420p10le,setparams=color_trc=arib-std-b67"
    footage = clips.make("curve-only.mp4", *lavfi(graph), *X265, "-x265-params", QUIET, "-color_trc", "arib-std-b67")
    assert probe(footage).color["color_primaries"] == "2"
    made = clean(footage, tmp_path)
    assert tags(made) == (1, 1, 1, 1)
    assert 60 < lightness(made) < 200


@pytest.mark.parametrize(
    ("matrix", "wanted"), [("smpte170m", (6, 6, 6, 1)), ("bt470bg", (5, 5, 6, 1)), ("bt709", (1, 1, 1, 1))]
)
def test_sdr_keeps_its_matrix_and_says_so(clips: Clips, tmp_path: Path, matrix: str, wanted: tuple[int, ...]):
    named = f"setparams=colorspace={matrix}:range=tv,format=yuv444p"
    graph = f"color=red:size=160x90:rate=25:duration=0.2,scale=out_color_matrix={matrix}:out_range=tv,{named}"
    footage = clips.make(f"red-{matrix}.mp4", *lavfi(graph), "-c:v", "libx264", "-pix_fmt", "yuv444p")
    made = clean(footage, tmp_path)
    assert tags(made) == wanted
    with av.open(str(made)) as container:
        red, green, blue = next(container.decode(video=0)).to_ndarray(format="rgb24")[45, 80]
    assert red > 240
    assert max(green, blue) < 20


def test_rgb_footage_is_turned_into_what_the_file_says(clips: Clips, tmp_path: Path):
    made = clean(clips.make("rgb.mkv", *lavfi("color=red:size=160x90:rate=25:duration=0.2"), "-c:v", "ffvhuff",
                            "-pix_fmt", "bgra"), tmp_path)  # fmt: skip
    assert tags(made) == (6, 6, 6, 1)
    with av.open(str(made)) as container:
        assert next(container.decode(video=0)).to_ndarray(format="rgb24")[45, 80][0] > 240


@pytest.mark.parametrize(
    ("size", "matrix"),
    [((1920, 1080), "bt709"), ((1280, 720), "bt709"), ((720, 576), "bt470bg"), ((640, 360), "smpte170m")],
)
def test_what_is_not_named_is_what_players_take_it_for(clips: Clips, size: tuple[int, int], matrix: str):
    width, height = size
    sizes = {"width": width, "height": height, "coded_width": width, "coded_height": height}
    facts = replace(probe(clips["silent"]), **sizes, color={})
    assert colours(facts).matrix == matrix
    assert suits_the_web(facts)
    for other in ({"color_trc": "16"}, {"color_primaries": "9"}, {"color_range": "2"}):
        assert not suits_the_web(replace(facts, color=other))
    assert not suits_the_web(replace(facts, interlaced=True))


def test_facts_noted_before_there_was_talk_of_halves(clips: Clips):
    data = probe(clips["plain"]).to_json()
    assert data.pop("interlaced") is False
    assert parse_json(json.dumps(data).encode(), MediaInfo) == probe(clips["plain"])


def interlaced(clips: Clips, codec: str) -> Path:
    name = f"interlaced-{codec}.mkv"
    if name not in clips.made:
        coded = {
            "libx264": ("-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "tff=1:keyint=10", "-crf", "5"),
            "mpeg2video": ("-c:v", "mpeg2video", "-q:v", "2", "-flags", "+ilme+ildct", "-g", "10"),
        }[codec]
        halves = f"{MOVING},tinterlace=interleave_top,setfield=tff,format=yuv420p"
        clips.made[name] = clips.make(name, *lavfi(halves), *coded)
    return clips.made[name]


def combs(path: Path) -> float:
    """How much every other line differs from those around it, in grey levels."""
    picture = grey(path, 520, (160, 120)).astype(float)
    return float(np.abs(picture[1:-1] - (picture[:-2] + picture[2:]) / 2).mean())


@pytest.mark.parametrize("codec", ["libx264", "mpeg2video"])
def test_half_pictures_are_made_whole_and_stay_as_many(clips: Clips, tmp_path: Path, codec: str):
    footage = interlaced(clips, codec)
    assert probe(footage).interlaced
    made = clean(footage, tmp_path)
    assert not probe(made).interlaced
    assert picture_times(made) == pytest.approx(picture_times(footage), abs=1)
    smooth = clips.make(f"smooth-{codec}.mp4", *lavfi(MOVING), *LOSSLESS)
    assert combs(made) < 1.3 * combs(smooth)
    assert combs(made) < 0.8 * combs(footage)


def test_a_border_of_segments_is_not_seen_in_them(clips: Clips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The picture on each side of it is the one of a whole encode."""
    from pipeline.video import segment_borders

    footage = interlaced(clips, "libx264")
    exactly = FAST.model_copy(update={"crf": 0})
    whole = tmp_path / "whole.mp4"
    render(job(footage, probe(footage), exactly, STYLE, tmp_path / "a" / "t"), [RenditionPlan("video", whole)])
    for name in ("LENGTH_MS", "SHORTEST_MS", "LONGEST_MS"):
        monkeypatch.setattr(segment_borders, name, 380)
    cut = tmp_path / "cut.mp4"
    render(job(footage, probe(footage), exactly, STYLE, tmp_path / "b" / "t"), [RenditionPlan("video", cut)])
    with av.open(str(whole)) as one, av.open(str(cut)) as other:
        pairs = list(zip(one.decode(video=0), other.decode(video=0), strict=True))
    apart = [np.abs(a.to_ndarray().astype(int) - b.to_ndarray()).max() for a, b in pairs]
    assert len(list((tmp_path / "b" / "pieces").glob("*.mp4"))) > 1
    assert max(apart) == 0
