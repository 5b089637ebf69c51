"""What cameras and broadcasters write among the pictures is in no video; all else of these messages stays."""

from __future__ import annotations

import re
from pathlib import Path

import av
import pytest
from film_studio import FAST, STYLE, burn, make_clean
from footage_clips import COPY, X264, Clips, picture
from hypothesis import example, given
from hypothesis import strategies as st
from watching import packets, picture_times

from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media.probe import probe
from pipeline.video.picture_filters import suits_the_web
from pipeline.video.user_data import REGISTERED, SEI, UNREGISTERED, overwrite_user_data, without_user_data
from pipeline.video.user_data import X264 as X264_SAYS

#: Panasonic's and Sony's, of AVCHD: "MDPM", and what it says in pairs of a number and four bytes.
MDPM = "17ee8c60-f84d-11d9-8cd6-0800200c9a66"

#: Two letters of a broadcast's captions: ATSC A/53, part 4, 6.2.3; CTA-708 with one packet for CEA-608's first field.
A53 = bytes.fromhex("b5003147413934") + bytes([3, 0x41, 0xFF, 0xFC]) + b"Ha" + b"\xff"


def escaped(plain: bytes) -> bytes:
    made, zeros = bytearray(), 0
    for byte in plain:
        if zeros == 2 and byte <= 3:
            made, zeros = made + b"\x03", 0
        made.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(made)


def number(value: int) -> bytes:
    return b"\xff" * (value // 255) + bytes([value % 255])


Messages = list[tuple[int, bytes]]


def unit(messages: Messages) -> bytes:
    inside = b"".join(number(kind) + number(len(said)) + said for kind, said in messages)
    return escaped(bytes([SEI]) + inside + b"\x80")


def messages_of(made: bytes) -> Messages:
    plain, found, at = re.sub(rb"\x00\x00\x03", b"\0\0", made)[1:], [], 0
    while plain[at:] != b"\x80":
        values = []
        for _ in range(2):
            more = len(plain[at:]) - len(plain[at:].lstrip(b"\xff"))
            values.append(255 * more + plain[at + more])
            at += more + 1
        kind, size = values
        found.append((kind, plain[at : at + size]))
        at += size
    return found


contents = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 0x20, 0xFF]), max_size=300).map(bytes)
kinds = st.sampled_from([REGISTERED, UNREGISTERED, 0, 1, 6, 45])


@given(st.lists(st.tuples(kinds, contents), min_size=1, max_size=6))
@example([(5, b"\0\0"), (0, b"\0\0\1"), (5, b"\1\0\0"), (1, b"")])
@example([(1, b"\0\0"), (5, b"\0\0\0\0\0\0\0\0"), (6, b"\0\0\0")])
@example([(5, X264_SAYS + b"x264 - core 164"), (5, b"MDPM" * 70)])
def test_user_data_says_nothing_and_the_rest_says_what_it_said(said: Messages) -> None:
    whole = unit(said)
    made = without_user_data(whole)
    assert len(made) == len(whole) and without_user_data(made) == made
    assert escaped(re.sub(rb"\x00\x00\x03", b"\0\0", made)) == made, "as units are written"
    left = messages_of(made)
    assert [(kind, len(content)) for kind, content in left] == [(kind, len(content)) for kind, content in said]
    for (kind, before), (_, after) in zip(said, left, strict=True):
        if kind in (REGISTERED, UNREGISTERED) and not before.startswith(X264_SAYS):
            assert set(after) <= {0, 1, 0xFF}
        else:
            assert after == before


@given(st.binary(max_size=80))
def test_whatever_a_unit_is_it_stays_as_long(damaged: bytes) -> None:
    assert len(without_user_data(bytes([SEI]) + damaged)) == len(damaged) + 1


def filmed(clips: Clips, suffix: str) -> Path:
    """As a camera of AVCHD writes it: each picture tells the time."""
    name = f"filmed{suffix}"
    if name not in clips.made:
        told = ("-bsf:v", f"h264_metadata=sei_user_data={MDPM}+MDPM 2024-05-06 07.08 N41.38 E2.16")
        clips.made[name] = clips.make(name, *picture(), *X264, *told)
    return clips.made[name]


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_copied_pictures_do_not_tell_when_and_where_they_were_taken(clips: Clips, tmp_path: Path, suffix: str) -> None:
    path, made = filmed(clips, suffix), tmp_path / "video.mp4"
    assert b"MDPM 2024" in path.read_bytes() and suits_the_web(probe(path))
    make_clean(path, probe(path), FAST, made, tmp_path / "temp")
    data = made.read_bytes()
    assert b"MDPM" not in data and b"2024" not in data and bytes.fromhex(MDPM.replace("-", "")) not in data
    assert b"x264 - core" in data, "an encoder tells nothing of anybody"
    assert picture_times(made) == pytest.approx(picture_times(path), abs=1)
    with av.open(str(path)) as before, av.open(str(made)) as after:
        for one, other in zip(before.decode(video=0), after.decode(video=0), strict=True):
            assert (one.to_ndarray() == other.to_ndarray()).all()


def captioned(clips: Clips) -> Path:
    """As broadcast: captions among the pictures."""
    if "captioned" not in clips.made:
        raw = clips.make("captioned.h264", *picture(), *X264, "-bf", "0", "-x264-params", "slices=1:annexb=1")
        said = b"\0\0\0\1" + unit([(REGISTERED, A53)])
        data = re.sub(rb"(\x00?\x00\x00\x01[\x41\x61\x65\x01\x21])", lambda found: said + found[1], raw.read_bytes())
        raw.write_bytes(data)
        clips.made["captioned"] = clips.make("captioned.mp4", "-r", "25", "-i", str(raw), *COPY)
    return clips.made["captioned"]


@pytest.mark.parametrize("suited", [True, False])
def test_captions_of_a_broadcast_are_in_no_video(clips: Clips, tmp_path: Path, suited: bool) -> None:
    path = captioned(clips)
    assert any(b"GA94" in one for one in packets(path, "video"))
    facts, made = probe(path), tmp_path / "video.mp4"
    if suited:
        make_clean(path, facts, FAST, made, tmp_path / "temp")
    else:
        burn(path, facts, [Cue(400, 1200, "Bon dia")], FAST, STYLE, made, tmp_path)
    assert not any(b"GA94" in one for one in packets(made, "video"))
    with av.open(str(made)) as container:
        kinds_beside = {each.type.name for frame in container.decode(video=0) for each in frame.side_data}
    assert "A53_CC" not in kinds_beside


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(b"no video at all")
    with pytest.raises(RenderError) as caught:
        overwrite_user_data(path)
    assert caught.value.where == path
