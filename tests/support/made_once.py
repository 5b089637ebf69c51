"""What takes long to make and is only looked at: made once a run, however many processes test it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, which `make` has filled; the first process that asks makes it, and the others wait for it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # that of all processes of this run
    folder, done = shared / name, shared / f"{name} is made"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            folder.mkdir()  # not twice: what failed once would fail again, and differently
            make(folder)
            done.touch()
    return folder
