"""A video joined from segments is the video encoded in one segment: picture by picture, tick by tick."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path
from statistics import mean

import av
import pytest
from cutting import CUES, made, room, segments, small_segments, whole
from film_studio import Studio
from footage_clips import AAC, X264, ffmpeg, lavfi, picture, tone

from pipeline.cues import Cue
from pipeline.media.ffmpeg import executable
from pipeline.media.probe import probe
from pipeline.project.renditions import VideoSettings
from pipeline.video.rendition_plan import RenderJob

#: With B-frames, which ultrafast leaves out. Half a second is too short for an encoder to get as near to itself as in
#: segments of everyday length, so it may spend a little more than by default.
SETTINGS = VideoSettings(preset="veryfast", crf=17, loudness=False)
#: Least likeness of a picture to that of the one-segment encode, and of all of them.
SSIM = 0.99

CODED = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p")
#: Footage whose key pictures are where no segment wants them.
MORE = {
    "odd gops": (*picture(), *CODED, "-g", "7"),
    "open gops": (*picture(), *CODED, "-x264-params", "open-gop=1:keyint=12:bframes=3"),
    "one gop": (*picture("30000/1001"), *tone(), *CODED, *AAC, "-bf", "8", "-x264-params", "b-pyramid=normal"),
    "short": (*picture(), *tone(), *X264, *AAC, "-t", "0.3"),
}
KINDS = [
    *("23.976", "25", "29.97", "50", "59.94", "variable", "variable mkv"),
    *("odd gops", "open gops", "one gop", "short", "late sound", "late sound mkv", "late picture mkv"),
    *("turned 90", "ten bits", "one picture"),
]
SHORT = ("short", "one picture")


@dataclass(frozen=True)
class Pair:
    kind: str
    footage: Path
    job: RenderJob
    joined: Path
    one: Path


def footage_of(kind: str, studio: Studio) -> Path:
    clips = studio.clips
    if kind in MORE and kind not in clips.made:
        clips.made[kind] = clips.make(f"{kind.replace(' ', '-')}.mp4", *MORE[kind])
    return studio.footage(kind)


@pytest.fixture(scope="module", params=KINDS)
def pair(request: pytest.FixtureRequest, studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """One kind of footage, encoded in segments and in one; all tests look at one pair before the next is made."""
    kind, folder = request.param, tmp_path_factory.mktemp("joined")
    footage = footage_of(kind, studio)
    cues = [cue for cue in CUES if cue.end < probe(footage).duration_ms]
    with pytest.MonkeyPatch.context() as patched:
        small_segments(patched)
        job = room(folder, footage, SETTINGS)
        joined = made(job, folder / "joined.mp4", cues)
        one = made(whole(job), folder / "one.mp4", cues)
    yield Pair(kind, footage, job, joined, one)


@dataclass(frozen=True)
class Packets:
    shown: list[Fraction]
    decoded: list[Fraction]
    keys: list[bool]
    duration: Fraction


def packets(path: Path, kind: str = "video") -> Packets:
    """Times in s, in the order of the file."""
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[0]
        found = [packet for packet in container.demux(stream) if packet.size]
        base = stream.time_base
        return Packets(
            [packet.pts * base for packet in found],
            [packet.dts * base for packet in found],
            [packet.is_keyframe for packet in found],
            stream.duration * base,
        )


def likeness(path: Path, other: Path) -> list[float]:
    """SSIM (0..1) of each picture of two videos."""
    said = ffmpeg("-i", str(path), "-i", str(other), "-lavfi", "ssim=stats_file=-", "-f", "null", "-").decode()
    return [float(share) for share in re.findall(r"All:([0-9.]+)", said)]


def test_it_is_made_of_several_segments(pair: Pair):
    found = len(segments(pair.job))
    if pair.kind in SHORT:
        assert found == 1, "the whole is the only piece"
    else:
        assert found >= 4, "those of the joined one, and the whole"


def test_every_picture_is_there_at_the_same_tick(pair: Pair):
    joined, one = packets(pair.joined), packets(pair.one)
    assert sorted(joined.shown) == sorted(one.shown)
    assert joined.duration == one.duration
    assert min(joined.shown) == 0


def test_it_is_as_the_footage_has_it(pair: Pair):
    """Not only as the other encode: the times of the pictures that went in."""
    source = pair.job.source.frames
    wanted = [float(source.ms(number)) for number in range(len(source.times))]
    assert [float(at * 1000) for at in sorted(packets(pair.joined).shown)] == pytest.approx(wanted, abs=1e-6)


def test_decoders_get_every_picture_in_time(pair: Pair):
    joined = packets(pair.joined)
    assert all(before < after for before, after in pairwise(joined.decoded))
    assert all(decoded <= shown for decoded, shown in zip(joined.decoded, joined.shown, strict=True))
    assert joined.keys[0]
    if pair.kind not in SHORT:
        assert joined.shown != sorted(joined.shown), "there are B-frames"


def test_pictures_look_the_same(pair: Pair):
    each = likeness(pair.joined, pair.one)
    assert len(each) == len(packets(pair.one).shown)
    assert mean(each) >= SSIM
    assert min(each) >= SSIM - 0.02, each


def test_the_sound_is_the_same_sample_by_sample(pair: Pair):
    if probe(pair.footage).audio is None:
        assert not probe(pair.joined).audio
        return
    as_heard = ("-map", "a", "-af", "aresample=48000:async=1:first_pts=0", "-f", "s16le", "-")
    joined, one = (ffmpeg("-i", str(path), *as_heard) for path in (pair.joined, pair.one))
    assert joined == one
    sound = packets(pair.joined, "audio")
    assert all(before < after for before, after in pairwise(sound.decoded))
    assert sound.shown == packets(pair.one, "audio").shown


def test_players_have_nothing_to_complain_of(pair: Pair):
    inputs = ("-i", str(pair.joined), *(() if pair.kind in SHORT else ("-ss", "0.9")), "-i", str(pair.joined))
    outputs = ("-map", "0", "-f", "null", "-", "-map", "1", "-f", "null", "-")
    done = subprocess.run([executable(), "-v", "warning", *inputs, *outputs], capture_output=True, check=True)
    assert done.stderr.decode() == ""
    data = pair.joined.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_footage_that_is_not_what_its_packets_say_is_encoded_whole(
    tmp_path: Path, studio: Studio, monkeypatch: pytest.MonkeyPatch
):
    """A packet that no picture comes out of: its segment would lack one, which shows, and all is made in one."""
    small_segments(monkeypatch)
    footage = studio.clips.make("every-picture-a-key.mkv", *picture(), *X264, "-g", "1")
    with av.open(str(footage)) as container:
        packet = bytes(next(islice(container.demux(video=0), 20, None)))
    damaged = tmp_path / "damaged.mkv"
    damaged.write_bytes(footage.read_bytes().replace(packet, bytes(len(packet))))
    job = room(tmp_path, damaged)
    target = made(job, tmp_path / "video.mp4", [Cue(1_300, 1_600, "Hola")])
    assert job.store.uneven(job.source.sha256), "so that nobody tries again"
    assert len(packets(target).shown) == 49
    assert probe(target).duration_ms == 2_000


def test_segments_of_everyday_length_look_as_good_as_the_whole(tmp_path: Path, studio: Studio):
    """With the settings that a series has by default, and borders where they are by default."""
    footage = studio.clips.make("long.mp4", *lavfi("testsrc2=size=160x90:rate=25:duration=20"), *CODED)
    job = room(tmp_path, footage, VideoSettings())
    joined, one = made(job, tmp_path / "joined.mp4"), made(whole(job), tmp_path / "one.mp4")
    assert len(segments(job)) == 6, "five, and the whole"
    in_segments, whole_one = likeness(joined, footage), likeness(one, footage)
    assert mean(in_segments) >= mean(whole_one) - 0.001
    assert min(in_segments) >= min(whole_one) - 0.01
