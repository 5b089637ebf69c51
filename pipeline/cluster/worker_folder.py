"""Where a worker of a cluster keeps what it works on, and what becomes of that if it is killed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import VeusError
from pipeline.locks import acquired

_PREFIX = "veus-worker-"
#: In such a folder: locked for as long as somebody works there.
_LOCK = "in-use"


@contextmanager
def worker_folder() -> Iterator[Path]:
    """A folder for a worker, in that for temporary files; what a killed one left goes when the next one begins.

    A lock says whether somebody works there, not the number of a process: in containers that share a volume, or on
    machines with one network drive, the same number is another process, or none. On a disk without locks what a killed
    worker left stays.
    """
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        _remove_if_left(old)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name, _in_use(Path(name)):
        yield Path(name)


@contextmanager
def _in_use(folder: Path) -> Iterator[None]:
    """Its lock gets its name once it is taken: between the two moments nobody may find it free."""
    held: FileLock | None = None
    with suppress(VeusError):
        held = acquired(folder / f".{_LOCK}", 0)
        (folder / f".{_LOCK}").rename(folder / _LOCK)
    try:
        yield
    finally:
        if held:
            held.release()


def _remove_if_left(folder: Path) -> None:
    if not (folder / _LOCK).is_file():
        return
    try:
        held = acquired(folder / _LOCK, 0)
    except (Timeout, VeusError, OSError):  # somebody's who works there, or another user's
        return
    shutil.rmtree(folder, ignore_errors=True)
    held.release()
