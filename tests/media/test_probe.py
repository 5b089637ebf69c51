"""Every kind of footage is understood, and every kind of unusable file is refused in a sentence."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import av
import pytest
from footage_clips import COPY, X264, Clips, lavfi, picture, tone
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MediaError
from pipeline.media.media_info import AudioInfo, MediaInfo
from pipeline.media.probe import examine, only_sound, probe
from pipeline.typedjson import parse_json


def refused(path: Path) -> MediaError:
    with pytest.raises(MediaError) as caught:
        probe(path)
    error = caught.value
    assert error.where == path
    assert error.remedy.endswith((".", ")."))
    assert error.what.endswith(".")
    assert error.what.count(". ") == 0, "one sentence"
    assert "\n" not in str(error)
    return error


@pytest.mark.parametrize(
    ("kind", "fps"),
    [
        ("23.976", Fraction(24000, 1001)),
        ("25", Fraction(25)),
        ("29.97", Fraction(30000, 1001)),
        ("50", Fraction(50)),
        ("59.94", Fraction(60000, 1001)),
        ("23.976 mkv", Fraction(24000, 1001)),  # its clock ticks in whole milliseconds
        ("59.94 mkv", Fraction(60000, 1001)),
    ],
)
def test_a_constant_rate_is_found_exactly(clips: Clips, kind: str, fps: Fraction):
    facts = probe(clips[kind])
    assert facts.fps == fps
    assert not facts.variable_rate
    assert facts.duration_ms == pytest.approx(2000, abs=3)
    assert facts.frame_ms == pytest.approx(float(1000 / fps))


@pytest.mark.parametrize("kind", ["variable", "variable mkv", "variable vp9"])
def test_a_variable_rate_is_told_from_a_constant_one(clips: Clips, kind: str):
    facts = probe(clips[kind])
    assert facts.variable_rate
    assert float(facts.fps) == pytest.approx(79 / 1.96, rel=0.01)  # 80 pictures; the last comes at 1.96 s
    assert facts.duration_ms == pytest.approx(1980, abs=2)


def test_one_odd_interval_makes_no_variable_rate(clips: Clips):
    assert not probe(clips["fragments"]).variable_rate


@pytest.mark.parametrize(("left", "clockwise", "size"), [(90, 270, (180, 320)), (180, 180, (320, 180))])
def test_a_turned_phone_is_noticed(clips: Clips, left: int, clockwise: int, size: tuple[int, int]):
    facts = probe(clips.rotated(left))
    assert facts.rotation == clockwise
    assert (facts.width, facts.height) == size
    assert (facts.coded_width, facts.coded_height) == (320, 180)


@pytest.mark.parametrize("kind", ["odd ffv1", "odd mjpeg", "odd h264"])
def test_odd_sizes(clips: Clips, kind: str):
    facts = probe(clips[kind])
    assert (facts.width, facts.height) == (321, 181)


def test_pixels_that_are_not_square(clips: Clips):
    facts = probe(clips["anamorphic"])
    assert (facts.coded_width, facts.coded_height) == (176, 144)
    assert (facts.width, facts.height) == (192, 144)
    assert facts.sample_aspect == Fraction(12, 11)


def test_ten_bits(clips: Clips):
    facts = probe(clips["ten bits"])
    assert (facts.codec, facts.bit_depth, facts.pixel_format) == ("hevc", 10, "yuv420p10le")
    assert probe(clips["plain"]).bit_depth == 8


@pytest.mark.parametrize(
    ("kind", "channels", "rate", "codec"),
    [
        ("mono 44.1", 1, 44_100, "aac"),
        ("mono 48", 1, 48_000, "aac"),
        ("surround", 2, 48_000, "aac"),
        ("hole", 1, 48_000, "pcm_s16le"),
        ("webm", 1, 48_000, "opus"),
    ],
)
def test_the_sound(clips: Clips, kind: str, channels: int, rate: int, codec: str):
    audio = probe(clips[kind]).audio
    assert audio is not None
    assert (audio.channels, audio.sample_rate, audio.codec) == (channels, rate, codec)
    assert abs(audio.offset_ms) <= 25


@pytest.mark.parametrize(
    ("kind", "picture", "sound"),
    [
        ("late sound", 0, 700),
        ("late sound mkv", 0, 700),
        ("late picture", 400, -400),
        ("late picture mkv", 400, -400),
        ("together", 0, 0),
    ],
)
def test_what_starts_late(clips: Clips, kind: str, picture: int, sound: int):
    facts = probe(clips[kind])
    assert facts.audio is not None
    assert facts.offset_ms == picture
    assert facts.audio.offset_ms == pytest.approx(sound, abs=25)  # a coder's run-up may count
    assert facts.duration_ms == 2000


@pytest.mark.parametrize("kind", ["broadcast", "avi b-frames", "avi h264", "windows media", "webm", "one picture"])
def test_other_containers(clips: Clips, kind: str):
    facts = probe(clips[kind])
    assert facts.duration_ms == (40 if kind == "one picture" else 2000)
    assert facts.fps == 25
    assert (facts.width, facts.height) == (320, 180)


def test_no_sound_is_no_error(clips: Clips):
    assert probe(clips["silent"]).audio is None


def test_cover_art_is_no_picture(clips: Clips):
    facts = probe(clips.cover_art())
    assert (facts.width, facts.height, facts.codec) == (320, 180, "h264")
    assert "only sound" in str(refused(clips.song_with_cover()))


def test_sound_only(clips: Clips):
    assert "only sound" in str(refused(clips["sound only"]))


def test_zero_bytes(tmp_path: Path):
    path = tmp_path / "buit.mp4"
    path.touch()
    assert "zero bytes" in str(refused(path))


@pytest.mark.parametrize("name", ["no hi és.mp4", "no/folder/here.mp4", "n" * 300 + ".mp4", "nul\0.mp4"])
def test_no_such_file(tmp_path: Path, name: str):
    refused(tmp_path / name)


def test_a_folder(tmp_path: Path):
    folder = tmp_path / "joel.mp4"
    folder.mkdir()
    assert "folder" in str(refused(folder))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read(tmp_path: Path, clips: Clips):
    path = tmp_path / "secret.mp4"
    path.write_bytes(clips["silent"].read_bytes())
    path.chmod(0)
    assert "permission" in str(refused(path))


@pytest.mark.parametrize("data", [b"Benvolguts,\n" * 500, bytes(range(256)) * 400, b"%PDF-1.7\n" + b"\0" * 9000])
def test_another_kind_of_file(tmp_path: Path, data: bytes):
    path = tmp_path / "carta.mp4"
    path.write_bytes(data)
    assert "not a video" in str(refused(path))


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_cut_short_with_the_index_in_front(tmp_path: Path, clips: Clips, share: float):
    whole = clips["fast start"].read_bytes()
    assert whole.index(b"moov") < whole.index(b"mdat")
    path = tmp_path / "tallat.mp4"
    path.write_bytes(whole[: round(len(whole) * share)])
    assert "cut short" in str(refused(path))


@pytest.mark.parametrize("kind", ["variable mkv", "variable vp9"])
def test_cut_short_in_other_containers(tmp_path: Path, clips: Clips, kind: str):
    whole = clips[kind].read_bytes()
    path = tmp_path / f"tallat{clips[kind].suffix}"
    path.write_bytes(whole[: round(len(whole) * 0.3)])
    assert "cut short" in str(refused(path))


def test_cut_short_before_the_index(tmp_path: Path, clips: Clips):
    whole = clips["plain"].read_bytes()
    assert whole.index(b"mdat") < whole.index(b"moov")
    path = tmp_path / "tallat.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    assert "cut short" in str(refused(path))


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".m3u8", ".mov"])
@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\nfile:{0}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile 'file:{0}'\n",
        "file '{0}'\n",
        '<?xml version="1.0"?><MPD type="static" mediaPresentationDuration="PT2S"><Period><AdaptationSet>'
        "<BaseURL>file:{0}</BaseURL></AdaptationSet></Period></MPD>",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    ],
)
def test_a_playlist_opens_no_other_file(tmp_path: Path, clips: Clips, text: str, suffix: str):
    """A named pipe stands where the playlist points: had it been opened, the reader would wait for ever."""
    trap = tmp_path / "trap.mp4"
    os.mkfifo(trap)
    path = tmp_path / f"llista{suffix}"
    path.write_text(text.format(trap))
    refused(path)
    path.write_text(text.format(clips["silent"]))
    refused(path)


HOSTILE = [
    "amb espais.mp4",
    'l\'hort de la "Carme".mp4',
    "a:b;c,d=e.mp4",
    "[v0](x){y}.mp4",
    "back\\slash\\n.mp4",
    "🎥 joel 👩🏽‍🌾.mp4",
    "100%d %20 %%.mp4",
    "-i leading dash.mp4",
    "http:__example.org.mp4",
    "pipe:0.mp4",
    "new\nline.mp4",
    "à la carte ŀ ç.mp4",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_file_names_are_only_names(tmp_path: Path, clips: Clips, name: str, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / name
    path.symlink_to(clips["plain"])
    expected = probe(clips["plain"])
    assert probe(path) == expected
    monkeypatch.chdir(tmp_path)
    assert probe(Path(name)) == expected


def test_a_name_that_is_no_text(tmp_path: Path, clips: Clips):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    path.symlink_to(clips["plain"])
    assert probe(path) == probe(clips["plain"])


def test_more_than_one_voice_track_is_read(clips: Clips):
    assert probe(clips["two voices"]).audio is not None


def test_a_subtitle_track_in_the_file_does_no_harm(tmp_path: Path, clips: Clips):
    srt = tmp_path / "x.srt"
    srt.write_text("1\n00:00:00,000 --> 00:00:01,000\nhola\n")
    path = clips.make("subtitled.mp4", "-i", str(clips["plain"]), "-i", str(srt), *COPY, "-c:s", "mov_text")
    assert probe(path) == probe(clips["plain"])


fractions = st.fractions(min_value=Fraction(1, 1000), max_value=1000)
texts = st.text(max_size=10)
numbers = st.integers(-10_000_000, 10_000_000)
audios = st.none() | st.builds(AudioInfo, codec=texts, channels=numbers, sample_rate=numbers, offset_ms=numbers)
facts_of_any_kind = st.builds(
    MediaInfo,
    **dict.fromkeys(("container", "codec", "pixel_format"), texts),
    **dict.fromkeys(("duration_ms", "width", "height", "coded_width", "coded_height"), numbers),
    **dict.fromkeys(("rotation", "bit_depth", "offset_ms"), numbers),
    **dict.fromkeys(("fps", "sample_aspect"), fractions),
    variable_rate=st.booleans(),
    color=st.dictionaries(texts, texts, max_size=4),
    audio=audios,
)


@given(facts_of_any_kind)
def test_facts_go_through_json(facts: MediaInfo):
    assert parse_json(json.dumps(facts.to_json()).encode(), MediaInfo) == facts


def test_a_broadcast_that_is_entered_between_two_key_pictures(tmp_path: Path, clips: Clips):
    """What comes before the first picture that can be decoded is shown by nobody; zero is not there."""
    whole = clips.make("to-enter.ts", *picture(), *tone(), *X264, "-g", "20", "-bf", "0", "-c:a", "ac3").read_bytes()
    path = tmp_path / "entered.ts"
    path.write_bytes(whole[len(whole) // 188 // 8 * 188 + 70 :])
    facts, frames = examine(path)
    with av.open(str(path)) as container:
        first = next(frame for frame in container.decode(video=0))
        assert round(first.time * 1000) == facts.offset_ms or facts.held
    assert facts.audio is not None
    assert frames.sources or frames.times[0] == first.pts


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
@pytest.mark.parametrize("other", [("640x360", "yuv420p"), ("320x180", "yuv444p")], ids=lambda other: other[1])
def test_pictures_that_change_in_a_file_whose_header_says_otherwise(clips: Clips, suffix: str, other: tuple[str, str]):
    """As where recordings were joined without encoding."""
    name = f"changing-{other[1]}{suffix}"
    for number, (size, pixels) in enumerate((("320x180", "yuv420p"), other)):
        clips.make(f"{name}{number}.ts", *picture(size=size), *X264[:4], "-pix_fmt", pixels)
    listed = clips.folder / f"{name}.txt"
    listed.write_text(f"file {name}0.ts\nfile {name}1.ts\n", "utf-8")
    facts = probe(clips.make(name, "-f", "concat", "-i", str(listed), *COPY))
    assert not facts.steady
    assert f"{facts.width}x{facts.height}" == other[0]


@pytest.mark.parametrize("codec", ["libvpx", "libx264"])
def test_pictures_that_grow_in_the_first_moments(clips: Clips, codec: str):
    """As what browsers record and send does; there may be no key picture after that."""
    parts = []
    for size, seconds in (("64x36", "0.12"), ("128x72", "6")):
        form = ("-c:v", codec, "-g", "999", "-b:v", "1M", "-pix_fmt", "yuv420p", "-t", seconds)
        parts.append(clips.make(f"grows-{codec}-{size}.mkv", *lavfi(f"testsrc2=size={size}:rate=25:duration=7"), *form))
    listed = clips.folder / f"grows-{codec}.txt"
    listed.write_text("".join(f"file {part.name}\n" for part in parts), "utf-8")
    facts = probe(clips.make(f"grows-{codec}.mkv", "-f", "concat", "-i", str(listed), *COPY))
    assert (facts.steady, facts.width, facts.height) == (False, 128, 72)


def test_pictures_that_nothing_decodes_are_named(tmp_path: Path, clips: Clips):
    path = tmp_path / "unknown.mp4"
    data = clips["plain"].read_bytes()
    path.write_bytes(data.replace(b"avc1" + bytes(6), b"zzz1" + bytes(6)).replace(b"avcC", b"zzzC"))
    with pytest.raises(MediaError, match="decodes the pictures"):
        probe(path)
    assert not only_sound(path)
