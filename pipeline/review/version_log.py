"""Versions of one track in one file that only grows: .base/history/<lang>.versions.jsonl.

A line a version, as JSON: sha256 of its bytes, why, by whom and when it was noted; and, where no line before has these
bytes, the bytes themselves: `data`, compressed whole or as a delta to the version `base`. So a version is one write,
which is on the disk when `append` returns; one that the disk refused is taken back. A line that was torn by a power cut
is passed over, and so is one that somebody has damaged: the others stay.

After CHAIN deltas comes a version that is whole, as in git's packs: nothing is further from its bytes than that.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import json
import os
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline import files
from pipeline.review.delta import delta, patched

#: Deltas between two versions that are whole: reading the last one takes some ten milliseconds.
CHAIN = 50
#: How many times smaller than the bytes a delta has to be: text is four times smaller when it is compressed whole.
LEAST_SAVED = 8
#: Versions whose bytes are remembered for whoever reads or writes the next one.
_REMEMBERED = 4
#: Folders above the file that may be as new as it is: history/ and .base/.
_NAMES = 2


@dataclass(frozen=True, slots=True)
class LogLine:
    """A version as it was noted. when: ISO 8601."""

    sha256: str
    why: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class _Object:
    """Where bytes lie. depth: deltas from here to a whole version."""

    offset: int
    length: int
    base: str | None
    depth: int


class VersionLog:
    """The file at `path`. Threads may share it; whoever appends holds the story's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._named = False  # whether the disk was waited for as to the file's name, too
        self._forget()

    def lines(self) -> tuple[LogLine, ...]:
        """Every version, in the order in which they were noted. Raises OSError."""
        with self._lock:
            self._look()
            return tuple(self._lines)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes of this version are here. Raises OSError."""
        with self._lock:
            self._look()
            return sha256 in self._objects

    def read(self, sha256: str) -> bytes:
        """The bytes of a version. Raises KeyError where there are none, ValueError for damaged ones, OSError."""
        with self._lock:
            self._look()
            return self._bytes(sha256)

    def append(self, data: bytes, why: str, by: str, when: str) -> None:
        """Notes a version; it is on the disk then. Raises DiskFullError, OSError."""
        sha256 = files.sha256_bytes(data)
        line: dict[str, Any] = {"sha256": sha256, "why": why, "by": by, "when": when}
        with files.disk_errors(self.path):
            with self._lock:
                self._look()
                known, before = self._readable(sha256), self._before(sha256)
            if not known:  # packed without the lock: for a long track that takes a while, and others ask meanwhile
                line |= _packed(data, before)
            with self._lock:
                self._write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
                self._look()
                self._remember(sha256, data)

    # Writing.

    def _readable(self, sha256: str) -> bool:
        try:
            self._bytes(sha256)
            return True
        except (KeyError, ValueError):
            return False

    def _before(self, sha256: str) -> tuple[str, bytes] | None:
        """The last bytes, of which the next may be a delta. What could not be read back is written whole: nothing may
        begin from itself."""
        if self._last and self._objects[self._last].depth < CHAIN and sha256 not in self._objects:
            with contextlib.suppress(KeyError, ValueError):
                return self._last, self._bytes(self._last)
        return None

    def _write(self, line: bytes) -> None:
        """After an error nobody can say what of it reaches the disk: the line must not count as written, or the same
        version saved again would be taken for kept (Rebello et al., "Can applications recover from fsync failures?",
        ATC '20)."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b", buffering=0) as stream:
            end = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, end - 1))
            left = memoryview(line if stream.read(1) in (b"", b"\n") else b"\n" + line)
            try:
                while left:
                    left = left[stream.write(left) :]
                os.fsync(stream.fileno())
            except OSError:
                self._forget()
                with contextlib.suppress(OSError):
                    stream.truncate(end)
                raise
        if not self._named:
            for name in (self.path, *list(self.path.parents)[:_NAMES]):
                files.name_to_disk(name)
            self._named = True

    # Reading.

    def _forget(self) -> None:
        self._lines: list[LogLine] = []
        self._objects: dict[str, _Object] = {}
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._last: str | None = None
        self._read_to = 0
        self._tail = b""  # the line read last
        self._file: tuple[int, int, int] | None = None

    def _look(self) -> None:
        """Reads what was appended since the last look; everything, where it is another file by now."""
        try:
            found = files.readable_state(self.path)
        except FileNotFoundError:
            self._forget()
            return
        now = found.st_ino, found.st_size, found.st_mtime_ns
        if now == self._file:
            return
        if self._file is None or found.st_ino != self._file[0] or found.st_size <= self._file[1]:
            self._forget()
        with self.path.open("rb") as stream:
            stream.seek(self._read_to - len(self._tail))
            if stream.read(len(self._tail)) != self._tail:  # taken back by another process, which wrote a longer one
                self._forget()
                stream.seek(0)
            for line in stream:
                if not self._take(line, self._read_to) and not line.endswith(b"\n"):
                    break  # torn, or still being written
                self._read_to += len(line)
                self._tail = line
        self._file = now

    def _take(self, line: bytes, offset: int) -> bool:
        try:
            entry = json.loads(line)
            found = LogLine(*(_text(entry[key]) for key in ("sha256", "why", "by", "when")))
            base = _text(entry["base"]) if "base" in entry else None
            has_data = "data" in entry
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        self._lines.append(found)
        if has_data:
            depth = self._objects[base].depth + 1 if base in self._objects else 0
            self._objects[found.sha256] = _Object(offset, len(line), base, depth)
            self._last = found.sha256
        return True

    def _bytes(self, sha256: str) -> bytes:
        if sha256 in self._known:
            return self._known[sha256]
        data, chain = b"", self._chain(sha256)
        with self.path.open("rb") as stream:
            for one in reversed(chain):
                data = self._known[one] if one in self._known else self._unpacked(one, data, stream)
        if files.sha256_bytes(data) != sha256:
            raise ValueError("other bytes than were noted")
        self._remember(sha256, data)
        return data

    def _chain(self, sha256: str) -> list[str]:
        """What has to be read for these bytes, back to what is known or whole."""
        chain = [sha256]
        base = self._objects[sha256].base
        while base is not None and chain[-1] not in self._known:
            if base not in self._objects or len(chain) > len(self._objects):
                raise ValueError("what it is a delta to is not here")
            chain.append(base)
            base = self._objects[base].base
        return chain

    def _unpacked(self, sha256: str, before: bytes, stream: BinaryIO) -> bytes:
        found = self._objects[sha256]
        stream.seek(found.offset)
        try:
            packed = base64.b64decode(json.loads(stream.read(found.length))["data"])
            return patched(before, packed) if found.base else zlib.decompress(packed)
        except (zlib.error, TypeError, KeyError) as error:
            raise ValueError(str(error)) from error

    def _remember(self, sha256: str, data: bytes) -> None:
        self._known[sha256] = data
        self._known.move_to_end(sha256)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


@functools.lru_cache(maxsize=64)
def version_log(path: Path) -> VersionLog:
    """The log at `path`, which is read once in a process, and then only what is new in it."""
    return VersionLog(path)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _packed(data: bytes, before: tuple[str, bytes] | None) -> dict[str, str]:
    """The bytes for a line: as a delta to the ones `before`, unless it is not much smaller than a whole version."""
    if before:
        step = delta(before[1], data)
        with contextlib.suppress(ValueError):
            if LEAST_SAVED * len(step) < len(data) and patched(before[1], step) == data:
                return {"base": before[0], "data": base64.b64encode(step).decode("ascii")}
    return {"data": base64.b64encode(zlib.compress(data, 9)).decode("ascii")}
