"""One build at a time in one folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from filelock import Timeout

from pipeline import files
from pipeline.errors import BusyError
from pipeline.locks import acquired
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.typedjson import read_json


@contextlib.contextmanager
def locked(layout: Layout, doing: str, wait: bool, on_wait: Callable[[str], None]) -> Iterator[bool]:
    """Holds the folder's lock; whether it had to be waited for. The system frees it when the process ends.

    doing: the command, shown to whoever finds the lock taken. wait: wait for it, telling `on_wait` so, instead of
    raising BusyError.
    """
    layout.work.mkdir(parents=True, exist_ok=True)
    holder = layout.lock.with_suffix(".json")
    waited = False
    try:
        lock = acquired(layout.lock, 0)
    except Timeout as error:
        taken = tr("another run is at work here: {who}.", who=_who(holder))
        if not wait:
            raise BusyError(
                taken, where=layout.root, remedy=tr("Wait until it ends; `veus build --wait` does so itself.")
            ) from error
        on_wait(tr("another run is at work here: {who}. Waiting until it ends.", who=_who(holder)))
        waited = True
        lock = acquired(layout.lock, -1)
    try:
        files.write_json(holder, {"pid": os.getpid(), "doing": doing})
        yield waited
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who(holder: Path) -> str:
    try:
        data = read_json(holder, dict[str, Any])
        return tr('"{command}" (process {number})', command=data["doing"], number=data["pid"])
    except (OSError, ValueError, KeyError):
        return tr("a build that has just begun")
