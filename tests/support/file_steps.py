"""What happens between any two file operations of a program: its process is killed, the power is cut, the disk is full,
or a person saves a file.

Python tells of every open, rename, link and removal before it is done (`sys.addaudithook`); nothing is patched but
`os.fsync`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

_TOLD = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "tempfile.mkstemp", "os.listdir"}


class Killed(BaseException):
    """The process is gone: none of its `finally` blocks gets anything done either."""


class _Steps:
    def __init__(self) -> None:
        self.folder = ""
        self.count = 0
        self.dies_at = -1
        self.cut_at = -1
        self.full_at = -1
        self.guests: Mapping[int, Callable[[], None]] = {}
        self.thread = 0
        self.on_disk: dict[tuple[int, int], int] = {}  # bytes of each file, as they were last waited for

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self.folder or event not in _TOLD or threading.get_ident() != self.thread:
            return
        if not any(str(arg).startswith(self.folder) for arg in args if isinstance(arg, (str, Path))):
            return
        self.count += 1
        if 0 <= self.dies_at < self.count:
            raise Killed
        if guest := self.guests.get(self.count - 1):
            here, self.folder = self.folder, ""
            try:
                guest()
            finally:
                self.folder = here

    def fsync(self, file: int) -> None:
        """Instead of the system's: it only notes what is on the disk."""
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            return
        if self.folder:
            self.full_at -= 1
            self.cut_at -= 1
            if self.full_at == -1:
                raise OSError(errno.ENOSPC, "No space left on device")
            if self.cut_at == -1:
                self._cut()
        self.on_disk[found.st_dev, found.st_ino] = found.st_size

    def _cut(self) -> None:
        """Of what nobody has waited for, half is there. Files that were put aside are other programs' own."""
        folder, self.folder, self.dies_at = self.folder, "", 0
        for path in Path(folder, ".base").rglob("*"):
            if path.is_file() and (path.suffix != ".srt" or path.stem.isalpha()):
                found = path.stat()
                before = min(self.on_disk.get((found.st_dev, found.st_ino), 0), found.st_size)
                os.truncate(path, (before + found.st_size) // 2)
        self.folder = folder
        raise Killed


_steps = _Steps()
sys.addaudithook(_steps)


@contextlib.contextmanager
def watched(
    folder: Path,
    *,
    dies_at: int = -1,
    cut_at: int = -1,
    full_at: int = -1,
    guests: Mapping[int, Callable[[], None]] | None = None,
) -> Iterator[Callable[[], int]]:
    """While the block runs: before file operation `dies_at` (from 0) below `folder` the process is killed (Killed);
    before operation n, `guests[n]` does what it does. With `unhurried_disk`: as the disk is waited for the `cut_at`th
    time (from 0), the power is cut; the `full_at`th time, the disk is full. Gives the number of operations so far."""
    _steps.count, _steps.dies_at, _steps.guests = 0, dies_at, guests or {}
    _steps.cut_at = cut_at if cut_at >= 0 else -2
    _steps.full_at = full_at if full_at >= 0 else -2
    _steps.folder, _steps.thread = str(folder), threading.get_ident()
    try:
        yield lambda: _steps.count
    finally:
        _steps.folder = ""


@contextlib.contextmanager
def unhurried_disk() -> Iterator[None]:
    """Bytes reach the disk when the system likes: thousands of writes of a test would wait for it, to no end."""
    _steps.on_disk.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", _steps.fsync)
        yield
