"""Where everything stands in a TOML text: each line of tables, keys and comments, and each value in them.

For whoever changes one value and leaves every other character as it is (`toml_edit`). tomlkit tells no places, and to
it a comment above a table is the end of the table before (findings/tomlkit-comment-above.sh).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Literal

#: Keys, and numbers (from 0) in arrays, that lead to a value.
TomlPath = tuple[str | int, ...]
#: From, and up to which character.
Span = tuple[int, int]

_PART = r'(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_PARTS = re.compile(_PART)
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"#[^\r\n]*")
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*?"{3,5}|\'\'\'(?:[^\']|\'{1,2}(?!\'))*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]*")


@dataclass(frozen=True, slots=True)
class TomlLine:
    """A line, or as many as its value has. span: whole lines, with the line end. path: of what stands there, or, of
    comments and blank lines, of the table that they stand in. array: whether it is [[…]]. written: a key as it is
    written. values: every value in it, the ones inside of it too, by their paths. comments: what is written behind #,
    with it."""

    kind: Literal["table", "key", "comment", "blank"]
    span: Span
    path: TomlPath
    array: bool = False
    written: str = ""
    values: dict[TomlPath, Span] = field(default_factory=dict)
    comments: tuple[str, ...] = ()


def toml_lines(text: str) -> list[TomlLine]:
    """Every line of `text`, which must be valid TOML."""
    return _TomlReader(text).lines()


class _TomlReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.table: TomlPath = ()
        self.elements: dict[TomlPath, int] = {}
        self.values: dict[TomlPath, Span] = {}
        self.comments: list[str] = []

    def lines(self) -> list[TomlLine]:
        found = []
        while self.at < len(self.text):
            found.append(self._line())
        return found

    def _line(self) -> TomlLine:
        start, kind = self.at, "blank"
        path, array, written = self.table, False, ""
        self.values, self.comments = {}, []
        self._skip(_BLANKS)
        if self._next("["):
            kind, (path, array) = "table", self._header()
        elif self._next("#"):
            kind = "comment"
        elif not self._next(("\n", "\r\n")) and self.at < len(self.text):
            kind, written = "key", self._key()
            path = (*self.table, *parts_of(written))
            self._equals()
            self._value(path)
        self._skip(_BLANKS)
        self._remark()
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end + 1
        span, comments = (start, self.at), tuple(self.comments)
        return TomlLine(kind, span, path, array, written, self.values, comments)  # type: ignore[arg-type]

    def _header(self) -> tuple[TomlPath, bool]:
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        self._skip(_BLANKS)
        *above, last = parts_of(self._key())
        self.at = self.text.index("]", self.at) + (2 if array else 1)
        path: TomlPath = ()
        for part in above:
            path = self._newest((*path, part))
        path = (*path, last)
        if array:
            self.elements[path] = self.elements.get(path, -1) + 1
        self.table = self._newest(path)
        return self.table, array

    def _newest(self, path: TomlPath) -> TomlPath:
        """The element of an array of tables that a header below it means."""
        return (*path, self.elements[path]) if path in self.elements else path

    def _key(self) -> str:
        match = _KEY.match(self.text, self.at)
        assert match  # the text is valid
        self.at = match.end()
        return match[0]

    def _value(self, path: TomlPath) -> None:
        start = self.at
        if self._next("["):
            self._inside(path, "]")
        elif self._next("{"):
            self._inside(path, "}")
        elif string := _STRING.match(self.text, self.at):
            self.at = string.end()
        else:
            bare = _BARE.match(self.text, self.at)
            self.at += len(bare[0].rstrip()) if bare else 0
        self.values[path] = (start, self.at)

    def _inside(self, path: TomlPath, close: str) -> None:
        """The parts of an array, or of a table that stands in one line."""
        self.at += 1
        number = 0
        self._space()
        while not self._next(close):
            below: TomlPath = (number,)
            if close == "}":
                below = parts_of(self._key())
                self._equals()
            self._value((*path, *below))
            number += 1
            self._space()
            self.at += 1 if self._next(",") else 0
            self._space()
        self.at += 1

    def _equals(self) -> None:
        self._skip(_BLANKS)
        self.at += 1
        self._skip(_BLANKS)

    def _space(self) -> None:
        """Blanks, line ends and comments, as they may stand in an array."""
        self._skip(_SPACE)
        while self._next("#"):
            self._remark()
            self._skip(_SPACE)

    def _remark(self) -> None:
        if match := _COMMENT.match(self.text, self.at):
            self.comments.append(match[0].rstrip())
            self.at = match.end()

    def _next(self, mark: str | tuple[str, ...]) -> bool:
        return self.text.startswith(mark, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at


def parts_of(written: str) -> tuple[str, ...]:
    """The keys of a dotted key."""
    return tuple(next(iter(tomllib.loads(f"{part} = 0"))) for part in _PARTS.findall(written))
