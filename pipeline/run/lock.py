"""One build at a time in one folder."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import files
from pipeline.errors import BusyError
from pipeline.layout import Layout


@contextlib.contextmanager
def locked(layout: Layout, doing: str, wait: bool) -> Iterator[None]:
    """Holds the folder's lock. The system frees it when the process ends, however it ends.

    doing: the command, shown to whoever finds the lock taken. wait: wait for it instead of raising BusyError.
    """
    layout.work.mkdir(parents=True, exist_ok=True)
    holder = layout.lock.with_suffix(".json")
    lock = FileLock(layout.lock, timeout=-1 if wait else 0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyError(
            f"another run is at work here: {_who(holder)}.",
            where=layout.root,
            remedy="Wait until it ends, or use --wait.",
        ) from error
    try:
        files.write_json(holder, {"pid": os.getpid(), "doing": doing})
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who(holder: Path) -> str:
    try:
        data = json.loads(holder.read_text("utf-8"))
        return f'"{data["doing"]}" (process {data["pid"]})'
    except (OSError, ValueError, KeyError):
        return "a build that has just begun"
