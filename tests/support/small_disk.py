"""A disk of a few megabytes that only some processes of a test see (Linux: a name space of theirs)."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


class SmallDisk:
    """command: before that of a program which is to see the disk at its folder. here: where this process sees it."""

    def __init__(self, folder: Path, holder: int) -> None:
        self.command = ["nsenter", "--target", str(holder), "--user", "--mount", "--preserve-credentials"]
        self.here = Path(f"/proc/{holder}/root{folder}")
        self._filling = self.here / "filling"

    def fill(self, leave: int = 0) -> None:
        """Leaves so many bytes of it, roughly."""
        free = shutil.disk_usage(self.here).free
        with self._filling.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, free - leave))

    def empty(self) -> None:
        """As if it had not been filled."""
        self._filling.unlink()


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """An empty one at `folder`. Skips the test where this user can have none."""
    folder.mkdir(parents=True)
    mounts = f'mount -t tmpfs -o size={megabytes}m none "$0" && echo mounted && exec sleep infinity'
    unshare = shutil.which("unshare") or pytest.skip("there is no unshare here")
    command = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c", mounts, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout and holder.stderr
            if holder.stdout.readline() != "mounted\n":
                pytest.skip(f"no disk can be mounted here: {holder.stderr.read().strip()}")
            yield SmallDisk(folder, holder.pid)
        finally:
            holder.kill()
