"""The clean video and the burned renditions: as long as the footage, on one clock, with nothing personal in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import av
import numpy as np
import pytest
from footage_clips import CLICK_S, FLASH_S, Clips
from watching import drawn, grey, packets, picture_times, streams

from pipeline.config import VideoSettings
from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.facts import MediaFacts
from pipeline.media.probe import probe
from pipeline.video.ass import to_ass
from pipeline.video.encode import burn, make_clean, picture_size, suits_the_web
from pipeline.video.visible import LEAST_SHARE, drawn_share

FAST = VideoSettings(preset="ultrafast", crf=21)
CUES = [Cue(400, 1000, "Bon dia, em dic Joel."), Cue(1000, 1400, "Treballo a l'hort\ndel barri.", top=True)]


@dataclass
class Studio:
    """Clean videos and renditions, each made once a session."""

    clips: Clips
    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def footage(self, kind: str) -> Path:
        if kind.startswith("turned "):
            return self.clips.rotated(int(kind.removeprefix("turned ")))
        return self.clips.cover_art() if kind == "cover" else self.clips[kind]

    def clean(self, kind: str) -> tuple[Path, MediaFacts, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.mp4"
        if target.as_posix() not in self.made:
            make_clean(footage, facts, FAST, target, self.folder / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target

    def burned(self, kind: str) -> tuple[Path, MediaFacts, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.ca.mp4"
        if target.as_posix() not in self.made:
            burn(footage, facts, CUES, FAST, target, self.folder / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target


@pytest.fixture(scope="module")
def studio(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(clips, tmp_path_factory.mktemp("studio"))


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
        assert drawn_share(footage, facts, burned, at) > 20 * LEAST_SHARE
    for at in (100, 300, 1_500, 1_800):
        assert drawn_share(footage, facts, burned, at) < LEAST_SHARE


@pytest.mark.parametrize("kind", ["still"])
def test_captions_come_and_go_with_the_picture(studio: Studio, kind: str):
    """To the frame: pictures come every 40 ms, the first cue from 400 to 1000."""
    footage, facts, burned = studio.burned(kind)
    shares = {at: drawn_share(footage, facts, burned, at) for at in (355, 395, 1_355, 1_395)}
    assert shares[355] < LEAST_SHARE < shares[395]  # the picture at or after 395 is that of 400
    assert shares[1_395] < LEAST_SHARE < shares[1_355]


def test_a_cue_stands_at_the_bottom_unless_it_asks_for_the_top(studio: Studio):
    footage, _, burned = studio.burned("still")
    size = (640, 360)
    bottom = np.flatnonzero(drawn(footage, burned, 700, size).any(axis=1))
    top = np.flatnonzero(drawn(footage, burned, 1_200, size).any(axis=1))
    assert bottom.min() > 270
    assert bottom.max() < 360 * (1 - 1 / 12) + 2
    assert top.max() < 90
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
    sound = np.abs(speech_audio(made, probe(made)))
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
    assert not any({"creation_time", "location", "artist", "encoder"} & set(facts) for facts in told)


@pytest.mark.parametrize("make", ["clean", "burned"])
@pytest.mark.parametrize("kind", ["plain", "late picture"])
def test_players_can_start_before_all_is_loaded(studio: Studio, make: str, kind: str):
    data = getattr(studio, make)(kind)[2].read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("kind", ["still", "late sound", "variable"])
def test_twice_gives_the_same_bytes(studio: Studio, tmp_path: Path, kind: str):
    footage, facts, burned = studio.burned(kind)
    burn(footage, facts, CUES, FAST, tmp_path / "again.mp4", tmp_path / "elsewhere")
    assert (tmp_path / "again.mp4").read_bytes() == burned.read_bytes()
    _, _, clean = studio.clean(kind)
    make_clean(footage, facts, FAST, tmp_path / "clean.mp4", tmp_path / "elsewhere")
    assert (tmp_path / "clean.mp4").read_bytes() == clean.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        'l\'hort de la "Carme"',
        "a:b;c,d=e[v0](x)",
        "back\\slash\\",
        "🎥 50% %d %%",
        "-y",
        "new\nline",
    ],
)
def test_any_path_will_do(tmp_path: Path, clips: Clips, name: str):
    root = tmp_path / name / f"{name} too"
    root.mkdir(parents=True)
    footage = root / f"{name}.mp4"
    footage.symlink_to(clips["still"])
    facts = probe(footage)
    burn(footage, facts, CUES, FAST, root / "out" / f"{name}.ca.mp4", root / "temp")
    make_clean(footage, facts, FAST, root / "out" / f"{name}.clean.mp4", root / "temp")
    assert len(list((root / "out").iterdir())) == 2
    assert list((root / "temp").iterdir()) == []


def test_progress_is_told_and_only_moves_forward(tmp_path: Path, clips: Clips):
    footage, told = clips["plain"], []
    burn(footage, probe(footage), CUES, FAST, tmp_path / "x.mp4", tmp_path / "t", told.append)
    assert told == sorted(told)
    assert told[-1] == 2000


def nothing_is_left(tmp_path: Path) -> bool:
    """Only the old file stands there, and nothing was left in the temporary folder."""
    left = sorted(path.name for path in tmp_path.iterdir())
    return left == ["t", "video.mp4"] and not list((tmp_path / "t").iterdir())


@pytest.mark.parametrize("what", ["clean", "burned"])
@pytest.mark.parametrize("wrong", ["length", "file"])
def test_a_failure_leaves_nothing_under_the_final_name(tmp_path: Path, clips: Clips, what: str, wrong: str):
    target = tmp_path / "video.mp4"
    target.write_bytes(b"the old one")
    footage = clips["plain"]
    facts = probe(footage)
    if wrong == "length":
        facts = replace(facts, duration_ms=facts.duration_ms + 500)
    else:
        footage = tmp_path / "t" / "gone.mp4"
    with pytest.raises(RenderError) as caught:
        if what == "clean":
            make_clean(footage, facts, FAST, target, tmp_path / "t")
        else:
            burn(footage, facts, CUES, FAST, target, tmp_path / "t")
    assert caught.value.where == footage
    assert ("2.00 s long instead of 2.50 s" in str(caught.value)) == (wrong == "length")
    assert target.read_bytes() == b"the old one"
    assert nothing_is_left(tmp_path)


def test_captions_that_cannot_be_seen_are_a_failure(tmp_path: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch):
    """As if the fonts or the filter did nothing: an empty script is burned in."""
    from pipeline.video import encode

    monkeypatch.setattr(encode, "to_ass", lambda cues, *rest: to_ass([], *rest))
    target = tmp_path / "video.mp4"
    with pytest.raises(RenderError, match="cannot be seen"):
        burn(clips["still"], probe(clips["still"]), CUES, FAST, target, tmp_path / "t")
    assert not target.exists()


def test_an_interrupt_leaves_nothing(tmp_path: Path, clips: Clips):
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        burn(clips["plain"], probe(clips["plain"]), CUES, FAST, tmp_path / "x.mp4", tmp_path / "t", interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["t"]
    assert list((tmp_path / "t").iterdir()) == []
