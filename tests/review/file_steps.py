"""What happens between any two file operations of a program: its process is killed, or a person saves a file.

Python tells of every open, rename, link and removal before it is done (`sys.addaudithook`); nothing is patched.
"""

from __future__ import annotations

import contextlib
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
        self.guests: Mapping[int, Callable[[], None]] = {}
        self.thread = 0

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


_steps = _Steps()
sys.addaudithook(_steps)


@contextlib.contextmanager
def watched(
    folder: Path, *, dies_at: int = -1, guests: Mapping[int, Callable[[], None]] | None = None
) -> Iterator[Callable[[], int]]:
    """While the block runs: before file operation `dies_at` (from 0) below `folder` the process is killed (Killed);
    before operation n, `guests[n]` does what it does. Gives the number of operations so far."""
    _steps.count, _steps.dies_at, _steps.guests = 0, dies_at, guests or {}
    _steps.folder, _steps.thread = str(folder), threading.get_ident()
    try:
        yield lambda: _steps.count
    finally:
        _steps.folder = ""


@contextlib.contextmanager
def unhurried_disk() -> Iterator[None]:
    """Bytes reach the disk when the system likes: thousands of writes of a test would wait for it, to no end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        yield
