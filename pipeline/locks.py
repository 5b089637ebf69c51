"""Locks of the operating system on files: freed when the process ends, whatever ends it.

filelock can fall back to marker files where a disk knows no locks (ENOSYS). One of those stays behind when a computer
loses its power, and two computers may both take it; so there it is an error instead.
"""

from __future__ import annotations

import errno
from pathlib import Path

from filelock import FileLock

from pipeline.errors import VeusError
from pipeline.messages import tr


def acquired(path: Path, timeout: float, *, singleton: bool = False) -> FileLock:
    """The lock on the file at `path`, taken. timeout: seconds to wait for it; -1: for as long as it takes. singleton:
    one thread may take it again while it holds it.

    Raises filelock.Timeout, VeusError (a disk without locks), OSError.
    """
    lock = FileLock(path, is_singleton=singleton, fallback_to_soft=False)
    try:
        lock.acquire(timeout=timeout)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK):
            raise
        raise VeusError(
            tr("this disk cannot lock files, so two programs could write over each other."),
            where=path.parent,
            remedy=tr("Put the folder on a disk of this computer, or on a network disk with locks (NFS 4, SMB)."),
        ) from error
    return lock
