"""Where a run keeps its sounds, weights and builds: one folder, one run at a time, nothing left behind."""

from __future__ import annotations

import contextlib
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import BusyError

#: git ignores it.
WORK = Path(__file__).resolve().parent / ".work"


@contextlib.contextmanager
def workroom(place: Path = WORK) -> Iterator[Path]:
    """An empty folder for one run, removed when it ends, also when it is interrupted or ended by the system.

    Raises BusyError while another run is at work: two at once would measure each other.
    """
    from filelock import FileLock, Timeout

    place.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError("another run of the benchmarks is at work.", remedy="Wait until it has ended.") from error
    folder = place / "run"
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what we started ends with us
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what a killed run left
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)
        lock.release()
