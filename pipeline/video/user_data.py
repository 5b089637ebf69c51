"""What cameras write among the pictures of H.264 themselves: when and where they were taken, with which camera (AVCHD's
MDPM); broadcasters, their captions.

These messages ("SEI", ITU-T H.264, 7.3.2.3 and annex D) go along when pictures are copied. Here they are overwritten
where they stand, each as long as it was, so that nothing else of the file changes. Other messages are needed: those
that say where decoding may begin, how the two views of a picture lie, when a picture is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.messages import tr

#: The kind of unit that has such messages, and the kinds of messages that anybody may fill: "user data registered by
#: ITU-T T.35" and "unregistered", which begins with a UUID of its writer.
SEI = 6
REGISTERED, UNREGISTERED = 4, 5

#: x264's: which version it is, and how it was set. Decoders go by it, and it says nothing of anybody.
X264 = bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef")

#: Between two zeros and a byte that would look like the beginning of a unit stands a 3 (7.4.1).
_ESCAPED = re.compile(rb"\x00\x00\x03")


def overwrite_user_data(video: Path) -> None:
    """Does so in an MP4 of ours with H.264. Raises RenderError, OSError."""
    import av

    try:
        with av.open(ff.file_url(video), options=ff.NO_DECODER) as container, video.open("r+b") as file:
            stream = container.streams.video[0]
            told = stream.codec_context.extradata or b""
            prefix = (told[4] & 3) + 1  # ISO/IEC 14496-15, 5.3.3.1
            for packet in container.demux(stream):
                if packet.pos is None:  # the empty one that ends them
                    continue
                for at, instead in _instead(bytes(packet), prefix):
                    file.seek(packet.pos + at)
                    file.write(instead)
    except av.error.FFmpegError as error:
        raise RenderError(tr("this piece of a video cannot be read."), where=video) from error


def _instead(packet: bytes, prefix: int) -> Iterator[tuple[int, bytes]]:
    """Where in a packet something else is to stand, and what. prefix: bytes of the length before each unit."""
    at = 0
    while at + prefix < len(packet):
        begin = at + prefix
        at = begin + int.from_bytes(packet[at:begin], "big")
        if packet[begin] & 0x1F == SEI:
            unit = packet[begin:at]
            if (blank := without_user_data(unit)) != unit:
                yield begin, blank


def without_user_data(unit: bytes) -> bytes:
    """A unit of messages, as long as it was, in which user data says nothing."""
    escapes = [found.start() + 2 for found in _ESCAPED.finditer(unit)]
    gone = set(escapes)
    places = [place for place in range(len(unit)) if place not in gone]
    plain = bytes(unit[place] for place in places)
    made = bytearray(unit)
    for start, end in _user_data(plain):
        first, last = places[start], places[end - 1]
        made[first : last + 1] = b"\xff" * (last + 1 - first)
        _escape_again(made, unit, first, last, escapes)
    return bytes(made)


def _escape_again(made: bytearray, unit: bytes, first: int, last: int, escapes: list[int]) -> None:
    """Between two places the bytes that go away for a decoder are as many as before."""
    near = [escape for escape in escapes if first - 1 <= escape <= last + 2]
    for place, value in [
        *((escape + 1, 1) for escape in near),
        *((escape, 3) for escape in near),
        *((escape - back, 0) for escape in near for back in (1, 2)),
    ]:
        if first <= place <= last:
            made[place] = value


def _user_data(plain: bytes) -> Iterator[tuple[int, int]]:
    """Where the contents of such messages begin and end, in a unit without its escapes."""
    at = 1
    while at + 2 < len(plain):
        kind, at = _number(plain, at)
        size, at = _number(plain, at)
        end = min(at + size, len(plain))
        if kind in (REGISTERED, UNREGISTERED) and at < end and not plain.startswith(X264, at):
            yield at, end
        at = end


def _number(plain: bytes, at: int) -> tuple[int, int]:
    """A number as messages write it (7.3.2.3.1), and where it ends."""
    number = 0
    while at < len(plain) and plain[at] == 0xFF:
        number, at = number + 255, at + 1
    return number + (plain[at] if at < len(plain) else 0), at + 1
