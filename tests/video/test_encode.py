"""The clean video and the burned renditions: as long as the footage, on one clock, with nothing personal in them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from film_studio import FAST, STYLE, Studio, burn
from footage_clips import CLICK_S, FLASH_S, X264, Clips, lavfi
from watching import drawn, grey, packets, picture_times, streams

from pipeline.cues import Cue
from pipeline.media.audio import SPEECH_RATE, floats, speech_audio
from pipeline.media.probe import probe
from pipeline.video.picture_filters import picture_size, suits_the_web
from pipeline.video.visibility import LEAST_SHARE, Before, drawn_share

COPIED = ["plain", "variable", "turned 90", "late sound", "together", "two voices", "cover", "silent", "59.94"]
CODED = [
    *("odd ffv1", "odd mjpeg", "odd h264", "anamorphic", "ten bits", "late picture", "late picture mkv"),
    *("broadcast", "webm", "avi b-frames", "windows media"),
]
BURNED = [
    *("plain", "variable", "variable mkv", "turned 90", "turned 180", "59.94", "23.976", "late sound", "silent"),
    *("odd ffv1", "anamorphic", "ten bits", "late picture", "late picture mkv", "broadcast", "webm", "cover"),
]


@pytest.mark.parametrize("kind", COPIED)
def test_pictures_that_suit_the_web_are_copied(studio: Studio, kind: str):
    footage, facts, clean = studio.clean(kind)
    assert suits_the_web(facts)
    if kind != "cover":  # whose first stream is another
        assert packets(clean, "video") == packets(footage, "video")


@pytest.mark.parametrize("kind", CODED)
def test_others_are_coded_anew(studio: Studio, kind: str):
    _, facts, clean = studio.clean(kind)
    made = probe(clean)
    assert not suits_the_web(facts)
    assert suits_the_web(made)
    assert (made.width, made.height) == picture_size(facts)


@pytest.mark.parametrize(
    ("kind", "size"),
    [("odd ffv1", (320, 180)), ("anamorphic", (192, 144)), ("turned 90", (180, 320)), ("ten bits", (320, 180))],
)
def test_the_size_is_the_one_seen_made_even(studio: Studio, kind: str, size: tuple[int, int]):
    made = probe(studio.burned(kind)[2])
    assert (made.width, made.height) == size
    assert made.rotation == 0


def test_black_stays_black_and_white_stays_white(studio: Studio):
    """Of stills' range (0–255) and of video's (16–235)."""
    for kind in ("odd mjpeg", "plain"):
        footage, _, clean = studio.clean(kind)
        before, after = grey(footage, 1_000, (320, 180)), grey(clean, 1_000, (320, 180))
        assert abs(before - after).mean() < 6
        assert before.min() == pytest.approx(after.min(), abs=12)
        assert before.max() == pytest.approx(after.max(), abs=12)


@pytest.mark.parametrize("kind", ["plain", "turned 90", "cover", "together"])
def test_good_sound_is_copied(studio: Studio, kind: str):
    footage, _, clean = studio.clean(kind)
    assert packets(clean, "audio") == packets(footage, "audio")


@pytest.mark.parametrize("kind", ["late sound", "late picture", "webm", "broadcast"])
def test_other_sound_is_coded_anew_from_the_first_picture_on(studio: Studio, kind: str):
    made = probe(studio.clean(kind)[2])
    assert made.audio is not None
    assert made.audio.codec == "aac"
    assert abs(made.audio.offset_ms) <= 25


@pytest.mark.parametrize("kind", [*COPIED, *CODED])
def test_the_clean_video_is_as_long_as_the_footage(studio: Studio, kind: str):
    _, facts, clean = studio.clean(kind)
    made = probe(clean)
    assert abs(made.duration_ms - facts.duration_ms) <= facts.frame_ms
    assert made.offset_ms == 0
    assert float(made.fps) == pytest.approx(float(facts.fps), rel=0.001)


@pytest.mark.parametrize("kind", BURNED)
def test_a_rendition_is_as_long_as_the_footage(studio: Studio, kind: str):
    _, facts, burned = studio.burned(kind)
    made = probe(burned)
    assert abs(made.duration_ms - facts.duration_ms) <= facts.frame_ms
    assert made.offset_ms == 0
    assert suits_the_web(made)


@pytest.mark.parametrize("kind", ["variable", "variable mkv", "59.94", "23.976", "late picture", "broadcast", "plain"])
def test_every_picture_comes_at_its_time(studio: Studio, kind: str):
    footage, _, burned = studio.burned(kind)
    assert picture_times(burned) == pytest.approx(picture_times(footage), abs=1.0)


@pytest.mark.parametrize("kind", BURNED)
def test_captions_are_seen_while_they_are_on_and_not_between(studio: Studio, kind: str):
    footage, facts, burned = studio.burned(kind)
    for at in (700, 1_200):
        assert drawn_share(Before(footage, facts), burned, at) > 20 * LEAST_SHARE
    for at in (100, 300, 1_500, 1_800):
        assert drawn_share(Before(footage, facts), burned, at) < LEAST_SHARE


@pytest.mark.parametrize("kind", ["still"])
def test_captions_come_and_go_with_the_picture(studio: Studio, kind: str):
    """To the frame: pictures come every 40 ms, the first cue from 400 to 1000."""
    footage, facts, burned = studio.burned(kind)
    shares = {at: drawn_share(Before(footage, facts), burned, at) for at in (355, 395, 1_355, 1_395)}
    assert shares[355] < LEAST_SHARE < shares[395]  # the picture at or after 395 is that of 400
    assert shares[1_395] < LEAST_SHARE < shares[1_355]


def test_a_cue_stands_at_the_bottom_unless_it_asks_for_the_top(studio: Studio):
    footage, _, burned = studio.burned("still")
    size = (640, 360)
    bottom = np.flatnonzero(drawn(footage, burned, 700, size).any(axis=1))
    top = np.flatnonzero(drawn(footage, burned, 1_200, size).any(axis=1))
    assert bottom.min() > 270
    assert bottom.max() < 360 * (1 - 1 / 12) + 2
    assert top.max() < 110
    assert top.min() > 360 / 12 - 2


def test_captions_stand_in_the_middle_inside_the_safe_width(studio: Studio):
    footage, _, burned = studio.burned("still")
    columns = np.flatnonzero(drawn(footage, burned, 700, (640, 360)).any(axis=0))
    assert columns.min() + columns.max() == pytest.approx(640, abs=6)
    assert columns.min() > 0.04 * 640


def test_text_is_white_on_a_dark_box(studio: Studio):
    _, _, burned = studio.burned("still")
    area = grey(burned, 700, (640, 360))[275:330, 200:440]
    assert area.max() > 225
    assert np.median(area) < 60


@pytest.mark.parametrize("make", ["clean", "burned"])
@pytest.mark.parametrize("kind", ["together", "late sound", "late picture", "late picture mkv", "broadcast", "webm"])
def test_what_is_seen_is_heard_at_the_same_time(studio: Studio, make: str, kind: str):
    """The same flash and click, as far apart as they were in the footage."""
    _, facts, made = getattr(studio, make)(kind)
    apart = {"late sound": 700, "late picture": -400, "late picture mkv": -400}.get(kind, 0)
    sound = np.abs(floats(speech_audio(made, probe(made))))
    heard_ms = np.flatnonzero(sound > 0.1)[0] / SPEECH_RATE * 1000
    assert heard_ms == pytest.approx(CLICK_S * 1000 + apart, abs=5)
    turn = round(FLASH_S * 1000)
    assert grey(made, turn - 45, (64, 36))[:5].mean() < 40
    assert grey(made, turn, (64, 36))[:5].mean() > 200
    assert facts.duration_ms == 2000


@pytest.mark.parametrize("kind", [*COPIED, *CODED])
def test_one_picture_one_sound_and_nothing_else(studio: Studio, kind: str):
    _, facts, clean = studio.clean(kind)
    assert streams(clean) == (["video", "audio"] if facts.audio else ["video"])


@pytest.mark.parametrize("make", ["clean", "burned"])
def test_the_cover_is_not_taken_for_the_film(studio: Studio, make: str):
    _, _, made = getattr(studio, make)("cover")
    facts = probe(made)
    assert (facts.width, facts.height, streams(made)) == (320, 180, ["video", "audio"])


@pytest.mark.parametrize("make", ["clean", "burned"])
def test_nothing_personal_travels_along(studio: Studio, make: str):
    footage, _, made = getattr(studio, make)("personal")
    for secret in (b"Joana", b"41.3874", b"2024-05-06"):
        assert secret in footage.read_bytes() or secret == b"2024-05-06"
        assert secret not in made.read_bytes()
    with av.open(str(footage)) as container:
        assert "creation_time" in container.metadata
    with av.open(str(made)) as container:
        told = [container.metadata, *(stream.metadata for stream in container.streams)]
    assert not any({"creation_time", "location", "artist"} & set(facts) for facts in told)


@pytest.mark.parametrize("make", ["clean", "burned"])
@pytest.mark.parametrize("kind", ["plain", "late picture"])
def test_players_can_start_before_all_is_loaded(studio: Studio, make: str, kind: str):
    data = getattr(studio, make)(kind)[2].read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("stands_ms", [34, 60, 95])
def test_a_last_picture_that_stands_a_little_longer_is_no_fault(clips: Clips, tmp_path: Path, stands_ms: int):
    """As telephones write it: at 60 pictures a second the last one lasts for several."""
    last = f"setts=duration=if(gte(PTS*TB\\,1.98)\\,{stands_ms / 1000}/TB\\,DURATION)"
    small = lavfi("testsrc2=s=160x90:r=60:d=2")
    footage = clips.make(f"last-{stands_ms}.mp4", *small, *X264, "-bf", "0", "-bsf:v", last)
    facts = probe(footage)
    assert not facts.held
    burn(footage, facts, [Cue(400, 1200, "Sí")], FAST, STYLE, tmp_path / "x.mp4", tmp_path)
    assert (tmp_path / "x.mp4").is_file()
