"""What a finished MP4 says about itself, box by box."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.site.mp4 import Mp4, read_mp4


def test_a_damaged_video_is_an_error_with_its_name(tmp_path: Path, clip: Path) -> None:
    broken = tmp_path / "broken.mp4"
    for damage in (b"", b"no video at all, but long enough", clip.read_bytes()[:900]):
        broken.write_bytes(damage)
        with pytest.raises(RenderError, match=r"broken\.mp4"):
            read_mp4(broken)


def test_codecs_are_read_from_the_file(clip: Path) -> None:
    facts = read_mp4(clip)
    assert facts.codecs[0].startswith("avc1.6400")  # High profile
    assert facts.codecs[1] == "mp4a.40.2"  # AAC-LC
    assert facts.mime == f'video/mp4; codecs="{facts.codecs[0]}, mp4a.40.2"'
    assert (facts.width, facts.height, facts.duration_ms) == (96, 54, 2000)


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def wide(kind: bytes, body: bytes) -> bytes:
    """A box whose size takes 64 bits."""
    return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body


AVC1 = box(b"avc1", bytes(78), box(b"avcC", bytes([1, 0x64, 0, 0x1F])))


def trak(entry: bytes, handler: bytes = b"vide", *, version: int = 0, turned: bool = False) -> bytes:
    """A track of 640 × 360 px, 1500 ticks long."""
    times = bytes(24) + struct.pack(">Q", 1500) if version else bytes(16) + struct.pack(">I", 1500)
    matrix = struct.pack(">9i", *((0, 1, 0, -1, 0, 0) if turned else (1, 0, 0, 0, 1, 0)), 0, 0, 1)
    size = struct.pack(">II", 640 << 16, 360 << 16)
    head = box(b"tkhd", bytes([version, 0, 0, 0]), times, bytes(16), matrix, size)
    table = box(b"minf", box(b"stbl", box(b"stsd", bytes(8), entry)))
    return box(b"trak", head, box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)), table))


def moov(*tracks: bytes, version: int = 0) -> bytes:
    """A header of 600 ticks a second."""
    return box(b"mvhd", bytes([version, 0, 0, 0]), bytes(16 if version else 8), struct.pack(">I", 600)) + b"".join(
        tracks
    )


def read(tmp_path: Path, data: bytes) -> Mp4:
    path = tmp_path / "video.mp4"
    path.write_bytes(data)
    return read_mp4(path)


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("turned", [False, True])
def test_size_and_length_in_either_form_of_its_headers(version: int, turned: bool, tmp_path: Path) -> None:
    data = box(b"ftyp", b"isom") + box(b"moov", moov(trak(AVC1, version=version, turned=turned), version=version))
    size = (360, 640) if turned else (640, 360)
    assert read(tmp_path, data) == Mp4(("avc1.64001f",), *size, 2500)


def test_wherever_the_header_stands_and_however_large_the_boxes_are(tmp_path: Path) -> None:
    data = wide(b"mdat", bytes(500)) + box(b"free", bytes(20)) + wide(b"moov", moov(trak(AVC1)))
    assert read(tmp_path, data).codecs == ("avc1.64001f",)


@pytest.mark.parametrize(
    ("entry", "codec"),
    [
        (
            box(b"hvc1", bytes(78), box(b"hvcC", bytes([1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93]))),
            "hvc1.1.6.L93.90",
        ),
        (
            box(b"hev1", bytes(78), box(b"hvcC", bytes([1, 0x62, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 120]))),
            "hev1.A2.4.H120",
        ),
        (box(b"av01", bytes(78), box(b"av1C", bytes([0x81, 0x08, 0x0C]))), "av01.0.08M.08"),
        (box(b"av01", bytes(78), box(b"av1C", bytes([0x81, 0x2D, 0xE0]))), "av01.1.13H.12"),
        (box(b"xxxx", bytes(78)), "xxxx"),
    ],
)
def test_codecs_of_pictures_as_rfc_6381_writes_them(entry: bytes, codec: str, tmp_path: Path) -> None:
    assert read(tmp_path, box(b"moov", moov(trak(entry)))).codecs == (codec,)


@pytest.mark.parametrize(
    ("config", "codec"),
    [(b"\x04\x11\x40" + bytes(12) + b"\x05\x02\x12\x10", "mp4a.40.2"), (b"\x04\x0d\x6b" + bytes(12), "mp4a.6b")],
)
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_codecs_of_sound(config: bytes, codec: str, long: bool, tmp_path: Path) -> None:
    size = len(config) + 3
    head = b"\x03" + (bytes([0x80, 0x80, 0x80, size]) if long else bytes([size])) + bytes(3)
    sound = box(b"mp4a", bytes(28), box(b"esds", bytes(4), head, config))
    found = read(tmp_path, box(b"moov", moov(trak(sound, b"soun"), trak(b"", b"text"), trak(AVC1))))
    assert found.codecs == (codec, "avc1.64001f")


@pytest.mark.parametrize(
    "data",
    [
        box(b"moov", moov()),
        box(b"moov", moov(trak(box(b"twos", bytes(28)), b"soun"))),
        box(b"moov", moov(trak(b""))),
        box(b"moov", moov(trak(AVC1)))[:-9],
        struct.pack(">I4s", 0, b"mdat"),
        struct.pack(">I4sQ", 1, b"free", 2**64 - 1) + bytes(99),
        struct.pack(">I4sQ", 1, b"moov", 2**62) + moov(trak(AVC1)),
    ],
)
def test_without_a_picture_or_an_end_it_is_no_video(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"video\.mp4: this is not a complete MP4 video"):
        read(tmp_path, data)


@given(st.data())
def test_whatever_is_damaged_is_told_or_survived(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(box(b"ftyp", b"isom") + box(b"moov", moov(trak(AVC1))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.mp4"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        assert read_mp4(path).codecs
    except RenderError as error:
        assert error.where == path
