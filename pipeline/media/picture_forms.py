"""The size and the form of the pixels of pictures, which may change on the way through a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.media.frames import Pictures
from pipeline.media.streams import decoded

#: In which unit of a packet H.264 and HEVC say how large their pictures are (SPS): its type, and how that stands in the
#: first byte of a unit (a mask, after so many bits).
FORM_TOLD_IN = {"h264": (7, 0x1F, 0), "hevc": (33, 0x3F, 1)}


#: So many key pictures are looked at wherever they are: what a browser records or sends grows within its first seconds.
_FIRST = 8


@dataclass(slots=True)
class PictureLook:
    """What is seen of one stream of pictures on the way through its packets. first: picture that can be decoded. forms:
    of pictures: width and height, px as they are coded, and the form of the pixels. told_once: by the file's header,
    for all pictures."""

    pictures: Pictures = field(default_factory=Pictures)
    first: Any = None
    forms: set[tuple[int, int, str]] = field(default_factory=set)
    next_look: int = 0
    told_once: bool = False
    keys: int = 0

    def take(self, packet: Any, step: int) -> None:
        self.pictures.take(packet)
        if self.first is None:
            # In the midst of a broadcast what a decoder has to know comes with the next key picture.
            self.first = next(iter(decoded(packet) or ()), None)
            if self.first is not None:
                self.forms.add(_form(self.first))
        elif packet.is_keyframe:
            self.keys += 1
            if told := _told_by_vp8(packet):
                self.forms.add((*told, self.first.format.name))
            elif packet.pos is not None and (self.keys <= _FIRST or packet.pos >= self.next_look):
                self.next_look = packet.pos + step if self.keys > _FIRST else self.next_look
                if not self.told_once or _tells_form(packet):
                    self.forms.update(_forms(packet, packet.stream))


def _form(frame: Any) -> tuple[int, int, str]:
    return frame.width, frame.height, frame.format.name


def _forms(packet: Any, stream: Any) -> set[tuple[int, int, str]]:
    """Of the picture in a packet that decoding can start at, by a decoder of its own."""
    import av

    decoder = av.CodecContext.create(stream.codec_context.name, "r")
    decoder.extradata = stream.codec_context.extradata
    try:
        return {_form(frame) for frame in [*decoder.decode(packet), *decoder.decode(None)]}
    except av.error.FFmpegError:
        return set()  # damaged in the middle: what is shown there, the encode will tell


def _told_by_vp8(packet: Any) -> tuple[int, int] | None:
    """Width and height, which each key picture of VP8 begins with (RFC 6386, §9.1); None for other formats."""
    data = bytes(packet) if packet.stream.codec_context.name in ("vp8", "libvpx") else b""
    if len(data) < 10 or data[3:6] != b"\x9d\x01\x2a":
        return None
    return int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF


def _tells_form(packet: Any) -> bool:
    """Whether a packet of MP4 says how large its pictures are, which its header should have said of all of them: where
    recordings were joined without encoding. Others than H.264 and HEVC always do."""
    about = FORM_TOLD_IN.get(packet.stream.codec_context.name)
    if about is None:
        return True
    told, mask, shift = about
    data, at = bytes(packet), 0
    while at + 4 < len(data):  # lengths of four bytes, then what is so long (ISO/IEC 14496-15)
        if data[at + 4] >> shift & mask == told:
            return True
        at += 4 + int.from_bytes(data[at : at + 4])
    return False
