"""Whether bytes begin as a file of pictures or sound does."""

from __future__ import annotations

import pytest
from footage_clips import Clips

from pipeline.media.container_kind import ENOUGH, begins_as_media

PACKET = b"\x47" + b"\xff" * 187
MXF = b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\x00"

MEDIA = {
    "QuickTime from a camera": b"\0\0\0\x14wide\0\0\0\0mdat",
    "MP4": b"\0\0\0\x18ftypmp42",
    "WebM": b"\x1a\x45\xdf\xa3\x01\0\0\0",
    "AVI": b"RIFF\x24\0\0\0AVI LIST",
    "WAV of more than 4 GB": b"RF64\xff\xff\xff\xffWAVEds64",
    "transport stream": PACKET * 3,
    "AVCHD": (b"\0\0\0\0" + PACKET) * 3,
    "MXF": MXF + b"\0" * 40,
    "MXF behind its run-in": b"\0" * 65_000 + MXF,
    "DVD": b"\x00\x00\x01\xba\x44\x00",
    "MP3 with a tag": b"ID3\x04\0\0",
    "MP3 without": b"\xff\xfb\x90\x64",
    "AAC": b"\xff\xf1\x50\x80",
    "Opus": b"OggS\0\x02",
    "FLAC": b"fLaC\0\0\0\x22",
    "WMV": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9",
}
OTHERS = {
    "nothing": b"",
    "a letter": b"Dear Joel, I work in the garden.",
    "a PDF": b"%PDF-1.7\n",
    "a picture": b"\xff\xd8",
    "a PNG": b"\x89PNG\r\n\x1a\n",
    "an archive": b"PK\x03\x04",
    "a page": b"<!doctype html><html>",
    "one G": b"G" + b"x" * 400,
    "zeros": bytes(ENOUGH),
}


@pytest.mark.parametrize("head", MEDIA.values(), ids=list(MEDIA))
def test_media_are_let_in(head: bytes) -> None:
    assert begins_as_media(head)


@pytest.mark.parametrize("head", OTHERS.values(), ids=list(OTHERS))
def test_other_files_are_not(head: bytes) -> None:
    assert not begins_as_media(head)


@pytest.mark.parametrize("kind", ["plain", "23.976 mkv", "variable vp9"])
def test_what_ffmpeg_writes(clips: Clips, kind: str) -> None:
    assert begins_as_media(clips[kind].read_bytes()[:ENOUGH])
