"""One writer of a story's own folder at a time: whoever changes a file there holds its lock."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import Timeout

from pipeline.errors import BusyError
from pipeline.files import disk_errors
from pipeline.locks import acquired
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout

#: Seconds to wait for whoever is writing: writing takes milliseconds, so that longer means something is stuck.
PATIENCE = 10.0


@contextlib.contextmanager
def changing(paths: StoryLayout, patience: float | None = None) -> Iterator[None]:
    """Holds the story's lock (.base/lock). One thread may take it again while it holds it; the system frees it when
    the process ends. patience: seconds to wait for it (else PATIENCE). Raises BusyError, OSError; DiskFullError for a
    disk that is full now or gets so while it is held.
    """
    with changing_in(paths.base, patience):
        yield


@contextlib.contextmanager
def changing_in(base: Path, patience: float | None = None) -> Iterator[None]:
    """The same for the files beside any folder .base: those of a story, or series.toml."""
    with disk_errors(base.parent), _held(base, patience):
        yield


@contextlib.contextmanager
def _held(base: Path, patience: float | None) -> Iterator[None]:
    base.mkdir(parents=True, exist_ok=True)
    try:
        lock = acquired(base / "lock", PATIENCE if patience is None else patience, singleton=True)
    except Timeout as error:
        raise BusyError(
            tr("what is in this folder is being changed by another program."),
            where=base.parent,
            remedy=tr("Wait until it is done, and run the same command again."),
        ) from error
    try:
        yield
    finally:
        lock.release()
