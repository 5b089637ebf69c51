"""EBU STL, the exchange format of broadcasters, in; and Spruce's, which is text of the same ending.

Sources: EBU Tech 3264 (GSI block of 1024 bytes, TTI blocks of 128); Subtitle Edit (rates that it writes besides).
ttconv 1.2.3 understands the letters and lines of a block, and is given one subtitle at a time: of several it publishes
those flagged as comments, keeps one of two shown together, and glues words where their looks change.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.subtitles import plain
from pipeline.subtitles.exchanged import FilmInfo, Incoming, understood
from pipeline.subtitles.reading_remarks import caption_at, said_of
from pipeline.subtitles.srt import FORMATTING
from pipeline.subtitles.timecode import frames_ms
from pipeline.subtitles.ttml_cues import paragraphs_of

_GSI, _TTI = 1024, 128
#: Of the standard are 25 and 30; the others are what programs write for other films.
_RATES = {
    b"STL23.01": Fraction(24000, 1001),
    b"STL24.01": Fraction(24),
    b"STL25.01": Fraction(25),
    b"STL29.01": Fraction(30000, 1001),
    b"STL30.01": Fraction(30000, 1001),
    b"STL35.01": Fraction(35),
    b"STL48.01": Fraction(48),
    b"STL50.01": Fraction(50),
    b"STL60.01": Fraction(60),
}
#: One that ttconv knows: it is given whole seconds alone.
_ANY_RATE = b"STL25.01"
_COMMENT, _USER_DATA, _LAST = 1, 0xFE, 0xFF
#: Codes of a text field (§5.2): italics and underline, colours and heights; a colour takes a place on the screen, as a
#: space does.
_LOOKS, _SPACING = range(0x80, 0x86), range(0x00, 0x20)
_SPACE, _NEW_LINE, _UNUSED = 0x20, 0x8A, 0x8F
#: The same, and those that the standard keeps for later, for `bytes.translate`.
_LOOKS_ALL = bytes([*_LOOKS, *range(0x86, 0x8A), *range(0x8B, 0x8F)])
_SPACED = bytes(_SPACE if byte in _SPACING else byte for byte in range(256))


class _Block(NamedTuple):
    """number: of the subtitle; extension: of the block in it, 0xFF for the last; start, end: ms."""

    number: int
    extension: int
    start: int
    end: int
    comment: bool
    data: bytes


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. Times count from the start of the programme that the file names (TCP), where captions are
    not before it."""
    is_ebu = data[3:6] == b"STL"
    if not is_ebu and plain.has_pairs(data):
        return plain.read(data, film, path)
    if not is_ebu or len(data) < _GSI or (len(data) - _GSI) % _TTI:
        raise _unreadable(path, tr("it is no EBU STL file, or cut short"))
    if data[3:11] not in _RATES:
        raise _unreadable(path, tr("its rate ({rate}) is not known here", rate=data[3:11].decode("latin-1")))
    try:
        blocks = list(_blocks(data))
    except ValueError as error:
        raise _unreadable(path, error.args[0]) from error
    remarks: list[str] = []
    cues: list[Cue] = []
    for subtitle in _subtitles(blocks):
        cues += _subtitle(data[:_GSI], subtitle, path, remarks)
    ready, mended = understood(cues, film)
    return Incoming(ready, (*remarks, *mended))


def _blocks(data: bytes) -> Iterator[_Block]:
    fps = _RATES[data[3:11]]
    origin = _origin(data, fps)
    for at in range(_GSI, len(data), _TTI):
        block = data[at : at + _TTI]
        _, number, extension, _, *times, _, _, comment = struct.unpack("<BHBB8BBBB", block[:16])
        if extension == _USER_DATA:
            continue
        start, end = _ms(times[:4], fps), _ms(times[4:], fps)
        begin = origin if start >= origin else 0
        yield _Block(number, extension, start - begin, end - begin, comment == _COMMENT, block)


def _subtitles(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """The blocks of each subtitle in order. Numbers alone do not tell them apart: some programs give all the same."""
    for _, group in groupby(blocks, key=lambda block: (block.number, block.comment, block.start, block.end)):
        same = list(group)
        if sum(block.extension == _LAST for block in same) < 2:
            yield sorted(same, key=lambda block: block.extension)
            continue
        subtitle: list[_Block] = []
        for block in same:
            subtitle.append(block)
            if block.extension == _LAST:
                yield subtitle
                subtitle = []
        if subtitle:
            yield subtitle


def _origin(data: bytes, fps: Fraction) -> int:
    """ms at which the programme starts on the clock of the file: often 10 hours."""
    field = data[256:264]
    if not field.isdigit():
        return 0
    return _ms([int(field[k : k + 2]) for k in range(0, 8, 2)], fps)


def _ms(code: Sequence[int], fps: Fraction) -> int:
    """Raises ValueError for what is no time: a field that nobody has filled, say."""
    hours, minutes, seconds, frames = code
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= ceil(fps):
        raise ValueError(tr("{time} in it is no time", time=f"{hours}:{minutes}:{seconds}:{frames}"))
    return frames_ms(hours, minutes, seconds, frames, fps)


def _subtitle(head: bytes, blocks: list[_Block], path: Path | None, remarks: list[str]) -> Iterator[Cue]:
    """The cue of one subtitle: its blocks, of which all but the last are continued."""
    first = blocks[0]
    place = caption_at(max(0, first.start))
    text, top = _words(head, blocks, path)
    if first.comment:
        words = " ".join(text.split())
        remarks.append(tr("{place}: is flagged as a comment; left out: “{words}”.", place=place, words=words))
        return
    if any(byte in _LOOKS or 0 < byte < 8 for block in blocks for byte in block.data[16:].rstrip(b"\x8f")):
        remarks.append(said_of(place, tr(FORMATTING)))
    if not text.strip():
        if any(byte > _SPACE and byte not in range(0x7F, 0xA0) for block in blocks for byte in block.data[16:]):
            raise _unreadable(path, tr("the words of subtitle {number} cannot be understood", number=first.number))
        remarks.append(tr("{place}: has no text; it was left out.", place=place))
        return
    yield Cue(max(0, first.start), max(0, first.end), text, None, top)


def _words(head: bytes, blocks: list[_Block], path: Path | None) -> tuple[str, bool]:
    """What ttconv reads in a subtitle, given alone and at a time of its own, and whether it stands at the top."""
    import ttconv.stl.reader as stl

    counted = f"{len(blocks):05d}".encode() + b"00001"
    alone = head[:3] + _ANY_RATE + head[11:238] + counted + head[248:256] + b"00000000" + head[264:]
    body = b"".join(_plain(block.data, text) for block, text in zip(blocks, _texts(blocks), strict=True))
    try:
        document: Any = stl.to_model(io.BytesIO(alone + body))
        cues = paragraphs_of(document, {}).cues
    except Exception as error:  # ttconv answers odd files with errors of every kind
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error
    return "\n".join(cue.text for cue in cues), any(cue.top for cue in cues)


def _texts(blocks: Sequence[_Block]) -> list[bytes]:
    """Their words, all looking alike. What takes a place is a space, and of several at a place there is one: ttconv
    keeps none then, and glues the words."""
    found: list[bytes] = []
    for block in blocks:
        bare = block.data[16:].translate(_SPACED, _LOOKS_ALL)
        text = re.sub(rb" {2,}", b" ", bare.rstrip(bytes([_UNUSED])))
        found.append(text.lstrip(b" ") if found and found[-1].endswith(b" ") else text)
    return found


def _plain(block: bytes, text: bytes) -> bytes:
    """A block from 1 s to 2 s, that is no comment, with these words."""
    times = bytes([0, 0, 1, 0, 0, 0, 2, 0])
    return block[:4] + b"\0" + times + block[13:15] + b"\0" + text.ljust(_TTI - 16, bytes([_UNUSED]))


def _unreadable(path: Path | None, why: str) -> SubtitleError:
    return SubtitleError(
        tr("this file cannot be read as EBU STL: {why}.", why=why),
        where=path,
        remedy=tr("Export it again, or save it as SubRip with a subtitle editor, and import that."),
    )
