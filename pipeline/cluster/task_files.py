"""What a build knows of the files that its tasks read: their hashes, and which of them are in the cluster's store."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.cluster.cluster_store import ClusterStore
from pipeline.file_state import State, newest_ns, settled, state_of


class PutFiles:
    """Which files are in the store: many tasks read the same one, and it is sent once. May be used by several
    threads."""

    def __init__(self, store: ClusterStore) -> None:
        self._store = store
        self._put: dict[str, float] = {}  # when it was there whole, on the monotonic clock
        self._alone, self._sending = Lock(), dict[str, Lock]()

    def note(self, sha256: str) -> None:
        """It has just been read from there."""
        self._put.setdefault(sha256, 0)

    def put(self, path: Path, sha256: str) -> None:
        """The file at `path`, which has these bytes, is there. Raises VeusError, OSError."""
        with self._sending_alone(sha256):
            if sha256 not in self._put:
                self._store.put(path, sha256)
                self._put[sha256] = 0

    def put_again(self, path: Path, sha256: str, since: float) -> None:
        """Puts it there whatever lies there: somebody found it lost or damaged. Nothing is done where that was done
        after `since`, which is when he began to look."""
        with self._sending_alone(sha256):
            if self._put.get(sha256, 0) < since:
                self._store.put(path, sha256, again=True)
                self._put[sha256] = time.monotonic()

    @contextlib.contextmanager
    def _sending_alone(self, sha256: str) -> Iterator[None]:
        with self._alone:
            lock = self._sending.setdefault(sha256, Lock())
        with lock:
            yield


class KnownHashes:
    """SHA-256 of files that several tasks read, as long as they are as they were. May be used by several threads."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[State, str]] = {}
        self._reading = Lock()

    def sha256_each(self, paths: Sequence[Path]) -> list[str]:
        """Raises OSError."""
        return [self._sha256(path) for path in paths]

    def note(self, path: Path, sha256: str) -> None:
        """A file that was just written with these bytes."""
        self._known[path] = state_of(path.stat()), sha256

    def _sha256(self, path: Path) -> str:
        if known := self._as_it_is(path):
            return known
        with self._reading:  # what many tasks ask for at once is read once
            if known := self._as_it_is(path):
                return known
            looked, state = time.time_ns(), state_of(path.stat())
            sha256 = files.sha256_file(path)
            if settled(newest_ns(state), looked):
                self._known[path] = state, sha256
            return sha256

    def _as_it_is(self, path: Path) -> str:
        """ "" where it has not been read as it is now."""
        before = self._known.get(path)
        return before[1] if before and before[0] == state_of(path.stat()) else ""
