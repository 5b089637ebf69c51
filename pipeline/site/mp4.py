"""What a finished MP4 says about itself: codecs for a MIME type, size in px, length in ms.

Reads the `moov` box only (ISO/IEC 14496-12; codec strings by RFC 6381), so it takes well under a millisecond.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.messages import tr

#: From the start of a sample entry's payload to its child boxes (14496-12 §12.1.3, §12.2.3).
_VISUAL_HEADER, _AUDIO_HEADER = 78, 28


@dataclass(frozen=True, slots=True)
class Mp4:
    """codecs: RFC 6381, in track order. width, height: px as shown. duration_ms: of the picture."""

    codecs: tuple[str, ...]
    width: int
    height: int
    duration_ms: int

    @property
    def mime(self) -> str:
        return f'video/mp4; codecs="{", ".join(self.codecs)}"'


def read_mp4(path: Path) -> Mp4:
    """The facts of an MP4 file; raises RenderError when it is no whole MP4 with a picture."""
    try:
        return _parse(_moov(path))
    except (struct.error, KeyError, IndexError, ValueError, ZeroDivisionError) as error:
        raise RenderError(
            tr("this is not a complete MP4 video."), where=path, remedy=tr("Remove it and build the story again.")
        ) from error


def _moov(path: Path) -> bytes:
    with path.open("rb") as stream:
        left = os.fstat(stream.fileno()).st_size
        while True:
            size, kind, header = _box_header(stream.read(16))
            if size > left:
                raise ValueError("a box that ends after its file")
            left -= size
            if kind == b"moov":
                stream.seek(header - 16, 1)
                return stream.read(size - header)
            stream.seek(size - 16, 1)


def _box_header(head: bytes) -> tuple[int, bytes, int]:
    """Size of the whole box, its type, and the size of its header, in bytes."""
    size, kind = struct.unpack_from(">I4s", head)
    header = 8
    if size == 1:
        size, header = struct.unpack_from(">Q", head, 8)[0], 16
    if size < header:
        raise ValueError("a box without an end")
    return size, kind, header


def _boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind, header = _box_header(data[at : at + 16])
        yield kind.decode("latin-1"), data[at + header : at + size]
        at += size


def _child(data: bytes, *names: str) -> bytes:
    for name in names:
        data = next((body for kind, body in _boxes(data) if kind == name), b"")
        if not data:
            raise KeyError(name)
    return data


def _parse(moov: bytes) -> Mp4:
    mvhd = _child(moov, "mvhd")
    timescale = struct.unpack_from(">I", mvhd, 20 if mvhd[0] else 12)[0]
    codecs: list[str] = []
    picture: tuple[int, int, int] | None = None
    for kind, trak in _boxes(moov):
        if kind != "trak":
            continue
        handler = _child(trak, "mdia", "hdlr")[8:12]
        if handler not in (b"vide", b"soun"):
            continue
        entry_kind, entry = next(_boxes(_child(trak, "mdia", "minf", "stbl", "stsd")[8:]), ("", b""))
        if not entry_kind:
            raise ValueError("a track without a codec")
        codecs.append(_codec(entry_kind, entry))
        if handler == b"vide" and picture is None:
            picture = _picture(_child(trak, "tkhd"), timescale)
    if picture is None:
        raise ValueError("no picture")
    return Mp4(tuple(codecs), *picture)


def _picture(tkhd: bytes, timescale: int) -> tuple[int, int, int]:
    """Width and height in px and length in ms, from a track header of version 0 or 1."""
    duration = struct.unpack_from(">Q", tkhd, 28)[0] if tkhd[0] else struct.unpack_from(">I", tkhd, 20)[0]
    matrix = 52 if tkhd[0] else 40
    width, height = struct.unpack_from(">II", tkhd, matrix + 36)
    across, turned = struct.unpack_from(">ii", tkhd, matrix)
    if turned and not across:  # a phone held upright: the player turns the picture by a quarter
        width, height = height, width
    return width >> 16, height >> 16, round(duration * 1000 / timescale)


def _codec(kind: str, entry: bytes) -> str:
    if kind in ("avc1", "avc3"):
        avcc = _child(entry[_VISUAL_HEADER:], "avcC")
        return f"{kind}.{avcc[1:4].hex()}"
    if kind in ("hvc1", "hev1"):
        return f"{kind}.{_hevc(_child(entry[_VISUAL_HEADER:], 'hvcC'))}"
    if kind == "av01":
        return f"{kind}.{_av1(_child(entry[_VISUAL_HEADER:], 'av1C'))}"
    if kind == "mp4a":
        return _aac(_child(entry[_AUDIO_HEADER:], "esds")[4:])
    return kind


def _hevc(data: bytes) -> str:
    """Profile, its compatibilities, tier and level, constraints (14496-15, annex E)."""
    space = ["", "A", "B", "C"][data[1] >> 6]
    compatible = int(f"{int.from_bytes(data[2:6], 'big'):032b}"[::-1], 2)
    constraints = data[6:12].rstrip(b"\0")
    level = f"{'H' if data[1] & 0x20 else 'L'}{data[12]}"
    return ".".join([f"{space}{data[1] & 0x1F}", f"{compatible:X}", level, *(f"{byte:X}" for byte in constraints)])


def _av1(data: bytes) -> str:
    """Profile, level and tier, bits of colour (AV1 Codec ISO Media File Format Binding, 5)."""
    profile, level = data[1] >> 5, data[1] & 0x1F
    tier = "H" if data[2] & 0x80 else "M"
    bits = (12 if data[2] & 0x20 else 10) if data[2] & 0x40 else 8
    return f"{profile}.{level:02}{tier}.{bits:02}"


def _aac(data: bytes) -> str:
    """mp4a.OO.A from an ES descriptor (14496-1 §7.2.6): tags 3 (stream), 4 (decoder), 5 (configuration)."""
    stream = _descriptor(data, 3)
    decoder = _descriptor(stream[3:], 4)
    kind = decoder[0]
    if kind != 0x40:
        return f"mp4a.{kind:02x}"
    return f"mp4a.40.{_descriptor(decoder[13:], 5)[0] >> 3}"


def _descriptor(data: bytes, tag: int) -> bytes:
    if data[0] != tag:
        raise ValueError("an unexpected descriptor")
    at, size = 1, 0
    while True:
        byte = data[at]
        at, size = at + 1, (size << 7) | (byte & 0x7F)
        if not byte & 0x80:
            return data[at : at + size]
