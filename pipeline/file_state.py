"""Whether a file is the one that was looked at before, told without reading it: by size, times and number, as git's
index does it.

Such a state stands for the bytes only when it is older than the moment at which they were read: what is written in the
same instant of the disk's clock may leave no trace ("racy git", https://git-scm.com/docs/racy-git). The time of a
change of the file's own entry (ctime) is part of it: no program can set that, so bytes that change under a restored
date are seen. Where a system has no such time (Windows), only `--verify` sees them.
"""

from __future__ import annotations

import errno
import hashlib
import marshal
import os
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

#: The coarsest clock of a disk in use: FAT notes times in steps of 2 s.
RACY_NS = 2_000_000_000

#: Python's own form for plain data, the last one in which the same values are always the same bytes: quicker than text.
MARSHAL = 2

#: Folders within folders, at most: a link that leads back into itself has no end.
_DEEPEST = 12

#: Size in bytes, time of change and that of the entry in ns, number of the file on its disk.
State = tuple[int, int, int, int]


def state_of(found: os.stat_result) -> State:
    """What tells a file from what it was before."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def newest_ns(state: State) -> int:
    """When something of a file was last changed: ns since 1970, by the clock of its disk."""
    return max(state[1], state[2])


def settled(newest: int, looked: int) -> bool:
    """Whether what was last changed at `newest` could not have changed unseen after it was looked at from `looked` on
    (both in ns)."""
    return newest + RACY_NS < looked


#: The state of a name under which there is nothing.
_GONE: State = (-1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TreeState:
    """All files of some folders. digest: 32 hex digits. newest: as `newest_ns`, of all of them."""

    digest: str
    newest: int

    def beside(self, other: TreeState) -> TreeState:
        """Both in one."""
        both = hashlib.blake2b(f"{self.digest} {other.digest}".encode(), digest_size=16)
        return TreeState(both.hexdigest(), max(self.newest, other.newest))


def tree_state(folders: Sequence[Path | str], passed_over: Set[str] = frozenset()) -> TreeState:
    """Of all files below `folders`, which need not be there; links count as what they lead to. passed_over: names of
    files and folders that do not count. Raises OSError, also for folders without an end."""
    digest, newest = hashlib.blake2b(digest_size=16), 0
    without = {os.fsencode(name) for name in passed_over}
    for folder in folders:
        newest = max(newest, _add_folder(digest, os.fsencode(folder), without, 0))
        digest.update(b"/")
    return TreeState(digest.hexdigest(), newest)


def _add_folder(digest: hashlib.blake2b, folder: bytes, without: Set[bytes], depth: int) -> int:
    """Adds the state of each file and folder, in the order of their names; when the newest of them was changed. This is
    where looking at an archive of thousands spends its time."""
    if depth > _DEEPEST:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fsdecode(folder))
    lines: list[tuple[bytes, int, int, int, int]] = []
    folders: list[bytes] = []
    newest = 0
    try:
        with os.scandir(folder) as there:
            for entry in there:
                name = entry.name
                if name in without:
                    continue
                if entry.is_dir():
                    folders.append(name)
                    continue
                try:
                    state = entry.stat()
                except FileNotFoundError:  # a link to what is gone, or a file that goes just now
                    lines.append((name, *_GONE))
                    continue
                changed, entered = state.st_mtime_ns, state.st_ctime_ns
                newest = max(newest, changed, entered)
                lines.append((name, state.st_size, changed, entered, state.st_ino))
    except FileNotFoundError:
        return 0
    lines.sort()
    digest.update(marshal.dumps(lines, MARSHAL))
    for name in sorted(folders):
        digest.update(b"%b\0{" % name)
        newest = max(newest, _add_folder(digest, b"%b/%b" % (folder, name), without, depth + 1))
        digest.update(b"}")
    return newest
