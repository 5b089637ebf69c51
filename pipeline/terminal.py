"""The door to the terminal: nothing that a file said can steer it.

A title, a name, a path, a caption or a message of another program may hold escape sequences that colour, overwrite or
type, marks that turn the direction of writing (CVE-2021-42574), and bytes of file names that are no letters. `guarded`
puts a stream in place of standard output and standard error that writes such characters as `\\u001b`: visible, and in
JSON the very same value. Our own colours pass, since rich writes past it, to `plain_stream` – what it was given to show
goes through `visible` first (commands/console.py).
"""

from __future__ import annotations

import codecs
import contextlib
import io
import re
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, TextIO, cast

from pipeline.letters import JOINERS

#: Control characters of ASCII and Latin-1 but for line end and tab (a carriage return passes before a line end, as CSV
#: has it), line and paragraph separators, marks of direction (Unicode UAX #9), halves of surrogate pairs (PEP 383).
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)

#: Categories of what steers or is not seen.
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def visible(text: str) -> str:
    """`text` with every character that could steer a terminal written as \\uXXXX."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """`text` on one line, without control characters and without marks that turn the direction of writing."""
    line = " / ".join(text.split("\n"))
    return "".join(" " if c not in JOINERS and unicodedata.category(c) in _UNSEEN else c for c in line)


def for_shell(text: str) -> str:
    """`text` as one word of a command that people are told: in the quotation marks that all shells know, where nothing
    in it means something else to them within these."""
    return shlex.quote(text) if re.search(r'["$`!%\\\n]', text) else f'"{text}"'


class _Door(io.TextIOBase):
    """A text stream that writes to another one what is `visible` of a text."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(visible(text))
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self.stream.errors

    @property
    def buffer(self) -> Any:
        """For bytes: what they say in UTF-8 goes the same way."""
        return _Bytes(self)


class _Bytes(io.RawIOBase):
    def __init__(self, door: _Door) -> None:
        self._door = door
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def write(self, data: Any) -> int:
        self._door.stream.flush()
        text = visible(self._decoder.decode(bytes(data)))
        binary = getattr(self._door.stream, "buffer", None)
        if binary is None:
            self._door.stream.write(text)
        else:  # past the stream of text, which would give every line end the form of the system
            binary.write(text.encode("utf-8"))
            binary.flush()
        return len(data)

    def writable(self) -> bool:
        return True


def guard() -> None:
    """Standard output and standard error go through the door from now on: also a traceback that ends the program."""
    sys.stdout, sys.stderr = _through(sys.stdout), _through(sys.stderr)


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """The same for the time of the block. Within itself, it does nothing more."""
    before = sys.stdout, sys.stderr
    guard()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _through(stream: TextIO) -> TextIO:
    return stream if stream is None or isinstance(stream, _Door) else cast("TextIO", _Door(stream))


def plain_stream(stderr: bool) -> TextIO:
    """The stream behind the door, for whoever writes escape sequences of our own and nobody else's."""
    stream = sys.stderr if stderr else sys.stdout
    return stream.stream if isinstance(stream, _Door) else stream
