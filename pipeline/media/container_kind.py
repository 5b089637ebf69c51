"""Whether bytes begin as a file of pictures or sound does: enough to refuse a wrong file before all of it is here."""

from __future__ import annotations

#: Bytes that are enough to tell. MXF may have 64 KiB before it begins (SMPTE ST 377-1, run-in).
ENOUGH = 65536 + 16

#: Types of the first box of ISO files and QuickTime's (ISO/IEC 14496-12; QuickTime File Format).
_BOXES = frozenset([b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid"])

#: Matroska and WebM; AVI and WAV; Ogg; Flash; FLAC; MP3 with a tag; ASF and WMV; MPEG program streams and video alone.
_BEGINNINGS = (
    b"\x1a\x45\xdf\xa3",
    b"RIFF",
    b"RIFX",
    b"RF64",
    b"OggS",
    b"FLV\x01",
    b"fLaC",
    b"ID3",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    b"\x00\x00\x01\xba",
    b"\x00\x00\x01\xb3",
)
_MXF = b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02"


def begins_as_media(head: bytes) -> bool:
    """head: the first ENOUGH bytes of a file, or all of a smaller one."""
    if head[4:8] in _BOXES or head.startswith(_BEGINNINGS) or _MXF in head[:ENOUGH]:
        return True
    if any(_packets(head, first, size) for first, size in ((0, 188), (4, 192), (0, 204))):
        return True
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0  # MPEG audio, ADTS


def _packets(head: bytes, first: int, size: int) -> bool:
    """Whether packets of a transport stream of `size` bytes each follow one another (ISO/IEC 13818-1)."""
    at = range(first, min(len(head), first + 4 * size), size)
    return len(at) > 1 and all(head[place] == 0x47 for place in at)
