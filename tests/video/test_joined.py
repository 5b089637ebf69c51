"""A video joined from pieces is the video encoded in one piece: picture by picture, tick by tick."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest
from cutting import CUES, made, pieces, room, small_pieces, whole
from film_studio import Studio
from footage_clips import AAC, X264, click, ffmpeg, picture, tone

from pipeline.config import VideoSettings
from pipeline.cues import Cue
from pipeline.media.ffmpeg import executable
from pipeline.media.probe import probe
from pipeline.video.render import Job

#: With B-frames, which ultrafast leaves out.
SETTINGS = VideoSettings(preset="veryfast", crf=21)
#: Least likeness of a picture to that of the one-piece encode, and of all of them.
SSIM = 0.99

CODED = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p")
#: Footage whose key pictures are where no piece wants them.
MORE = {
    "odd gops": (*picture(), *CODED, "-g", "7"),
    "open gops": (*picture(), *CODED, "-x264-params", "open-gop=1:keyint=12:bframes=3"),
    "one gop": (*picture("30000/1001"), *tone(), *CODED, *AAC, "-bf", "8", "-x264-params", "b-pyramid=normal"),
    "short": (*picture(), *tone(), *X264, *AAC, "-t", "0.3"),
    "early sound": ("-itsoffset", "0.4", *picture(), *click(), *X264, *AAC),
}
KINDS = [
    *("23.976", "25", "29.97", "50", "59.94", "23.976 mkv", "variable", "variable mkv", "variable vp9"),
    *("odd gops", "open gops", "one gop", "short", "late sound", "late sound mkv", "late picture mkv", "early sound"),
    *("turned 90", "ten bits", "odd h264", "hole", "mono 44.1", "one picture"),
]
SHORT = ("short", "one picture")


@dataclass(frozen=True)
class Pair:
    kind: str
    footage: Path
    job: Job
    joined: Path
    one: Path


def footage_of(kind: str, studio: Studio) -> Path:
    clips = studio.clips
    if kind in MORE and kind not in clips.made:
        clips.made[kind] = clips.make(f"{kind.replace(' ', '-')}.mp4", *MORE[kind])
    return studio.footage(kind)


@pytest.fixture(scope="module", params=KINDS)
def pair(request: pytest.FixtureRequest, studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """One kind of footage, encoded in pieces and in one; all tests look at one pair before the next is made."""
    kind, folder = request.param, tmp_path_factory.mktemp("joined")
    footage = footage_of(kind, studio)
    cues = [cue for cue in CUES if cue.end < probe(footage).duration_ms]
    with pytest.MonkeyPatch.context() as patched:
        small_pieces(patched)
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


def test_it_is_made_of_several_pieces(pair: Pair):
    found = len(pieces(pair.job))
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


def test_pictures_look_the_same(pair: Pair):
    inputs = ("-i", str(pair.joined), "-i", str(pair.one))
    said = subprocess.run(
        [executable(), "-hide_banner", "-nostats", *inputs, "-lavfi", "ssim=stats_file=-", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    whole_file = float(re.findall(r"All:([0-9.]+)", said.stderr)[-1])
    each = [float(share) for share in re.findall(r"All:([0-9.]+)", said.stdout)]
    assert len(each) == len(packets(pair.one).shown)
    assert whole_file >= SSIM
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
    for flags in ((), () if pair.kind in SHORT else ("-ss", "0.9")):
        played = [executable(), "-v", "warning", *flags, "-i", str(pair.joined), "-f", "null", "-"]
        done = subprocess.run(played, capture_output=True, check=True)
        assert done.stderr.decode() == ""
    data = pair.joined.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_footage_that_is_not_what_its_packets_say_is_encoded_whole(
    tmp_path: Path, studio: Studio, monkeypatch: pytest.MonkeyPatch
):
    """A packet that no picture comes out of: pieces would lack one, which shows, and all is made again in one piece."""
    small_pieces(monkeypatch)
    footage = studio.clips.make("lossy.mkv", *picture(), *X264, "-g", "5", "-bsf:v", "noise=amount=-1:drop=eq(n\\,22)")
    damaged = tmp_path / "damaged.mkv"
    data = bytearray(footage.read_bytes())
    with av.open(str(footage)) as container:
        packet = next(p for k, p in enumerate(container.demux(video=0)) if k == 20)
        at = packet.pos
    data[at + 16 : at + 200] = bytes(184)
    damaged.write_bytes(data)
    job = room(tmp_path, damaged)
    target = made(job, tmp_path / "video.mp4", [Cue(1_300, 1_600, "Hola")])
    assert probe(target).duration_ms == pytest.approx(2_000, abs=41)
