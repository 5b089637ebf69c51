"""Whether a Matroska or WebM file is all there. Its header says of each element how large it is (RFC 8794, section 4;
RFC 9559): a last picture that stands for long ends a file as early as one that was cut off, but for that."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

EBML, SEGMENT, VOID = 0x1A45DFA3, 0x18538067, 0xEC


def is_whole(path: Path) -> bool:
    """Whether all of the file's segment is there; no where it does not say (written live). Raises OSError."""
    length = path.stat().st_size
    with path.open("rb") as file:
        for expected in ((EBML,), (SEGMENT, VOID), (SEGMENT, VOID)):
            ident, size = _number(file, marked=True), _number(file, marked=False)
            if ident not in expected or size is None:
                return False
            if ident == SEGMENT:
                return file.tell() + size <= length
            file.seek(size, 1)
    return False


def _number(file: BinaryIO, marked: bool) -> int | None:
    """The next number, of up to eight bytes; its first bit that is set says of how many. marked: with that bit, as
    names of elements are written. None where there is none, or none is meant (all bits set)."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    more = 8 - first[0].bit_length()
    data = first + file.read(more)
    value = int.from_bytes(data)
    if marked:
        return value
    bits = 7 * (more + 1)
    value &= (1 << bits) - 1
    return value if value != (1 << bits) - 1 and len(data) == more + 1 else None
