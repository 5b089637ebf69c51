"""The place through which files go between the machines of a cluster: a folder that all of them see or a store that
`fsspec` knows. There each story has a folder, of files by the SHA-256 of their bytes and, beside them, of what tasks
gave that are done. It is taken away when the story is made; whatever is taken away earlier costs nothing but time.
"""

from __future__ import annotations

import contextlib
import copy
import shutil
import time
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.build.staging import clear
from pipeline.errors import VeusError
from pipeline.file_stores import Target, open_place
from pipeline.listed_files import WHOLE_OR_NOT
from pipeline.messages import tr

#: Kinds of places that bear several threads at once: the others have one connection each.
_BEARING = WHOLE_OR_NOT | {"file", "local"}


class NotStored(Exception):
    """A file is not there, or not with the bytes of its name. sha256: which."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


class ClusterStore:
    """May be used by several threads. Raises VeusError where the place cannot be reached; address: as `open_place`."""

    def __init__(self, address: str) -> None:
        self._target: Target = open_place(address)
        protocol = self._target.system.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        self._alone = contextlib.nullcontext() if names & _BEARING else Lock()

    def part(self, folder: str) -> ClusterStore:
        """That folder of it, for one story."""
        part = copy.copy(self)
        part._target = self._target.part(folder)
        return part

    def clear(self) -> None:
        """Takes away all that lies there. Raises VeusError."""
        with self._alone:
            clear(self._target)

    @property
    def address(self) -> str:
        """For people; a DiskFullError that names it is of there."""
        return self._target.address

    def put(self, path: Path, sha256: str, again: bool = False) -> None:
        """Puts the file at `path` there, which has these bytes, unless it is there. again: also if it seems so. Raises
        VeusError, OSError."""
        size = path.stat().st_size
        with self._alone:
            if again or self._target.size(sha256) != size:
                self._target.send(path, sha256)
                if self._target.size(sha256) != size:
                    raise VeusError(
                        tr("a file did not arrive whole in the store of the cluster."),
                        where=self.address,
                        remedy=tr("Look whether there is space left, and run the same command again."),
                    )

    def fetch(self, sha256: str, path: Path, temp: Path) -> None:
        """Puts these bytes at `path`, whole or not at all. temp: a folder on the same disk. Raises NotStored, OSError,
        VeusError.

        What is there under that name and has other bytes stays until somebody who has them puts it there `again`:
        taken away from here, it might be what another has put there since."""
        with files.replacing(path, temp) as part:
            with self._alone:
                there = self._target.fetch(sha256, part)
            if not there or files.sha256_file(part) != sha256:
                raise NotStored(sha256)

    def answer(self, key: str) -> bytes | None:
        """What the task of that key gave; None where it is not known to be done."""
        with self._alone:
            return self._target.read(_answer(key))

    def note(self, key: str, answer: bytes) -> None:
        """Keeps what a task gave."""
        with self._alone:
            self._target.write(_answer(key), answer)

    def remove(self, sha256: str) -> None:
        """Takes a file away. Raises VeusError."""
        with self._alone:
            self._target.remove(sha256)

    def forget(self, key: str) -> None:
        """The task is to be done again."""
        with self._alone:
            self._target.remove(_answer(key))


def _answer(key: str) -> str:
    return f"{key}.json"


class FileCache:
    """Files that a worker needs again and again, by their SHA-256. most_bytes: of all of them, but for the one that was
    asked for last. For one thread."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder, self._most = folder, most_bytes
        self._sizes: dict[str, int] = {}  # the one that was used last is at the end
        self._used: dict[str, float] = {}  # when, on the monotonic clock

    def lay(self, sha256: str, store: ClusterStore, path: Path) -> None:
        """Puts these bytes at `path`, which is to be read only; out of the store, where they are not kept here. Raises
        NotStored, VeusError, OSError."""
        kept = self._folder / sha256
        size = self._sizes.pop(sha256, None)
        self._used.pop(sha256, None)
        if size is None or not kept.is_file():
            store.fetch(sha256, kept, self._folder)
            size = kept.stat().st_size
        self._note(sha256, size)
        _second_name(kept, path)
        for old in self._too_many():
            self._drop(old)

    def keep(self, path: Path, sha256: str) -> None:
        """A file that was made here will be asked for."""
        self._note(sha256, path.stat().st_size)
        _second_name(path, self._folder / sha256)

    def empty(self) -> None:
        """Takes all of them away; they can be had again."""
        for kept in list(self._sizes):
            self._drop(kept)

    def drop_unused(self, for_s: float) -> None:
        """Takes those away that nobody has asked for as many seconds: their story is made, or given up."""
        until = time.monotonic() - for_s
        for sha256 in [one for one, used in self._used.items() if used < until]:
            self._drop(sha256)

    def _note(self, sha256: str, size: int) -> None:
        self._sizes[sha256], self._used[sha256] = size, time.monotonic()

    def _drop(self, sha256: str) -> None:
        (self._folder / sha256).unlink(missing_ok=True)
        self._sizes.pop(sha256, None)
        self._used.pop(sha256, None)

    def _too_many(self) -> list[str]:
        taken, gone = sum(self._sizes.values()), []
        for sha256, size in [*self._sizes.items()][:-1]:
            if taken > self._most:
                gone.append(sha256)
                taken -= size
        return gone


def _second_name(path: Path, name: Path) -> None:
    """A file under one more name, which may be there already; a copy, where the disk has no second names."""
    if name.exists():
        return
    try:
        name.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, name)
