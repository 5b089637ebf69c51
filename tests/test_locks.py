"""Locks: those of the system, or none."""

from __future__ import annotations

import errno
import fcntl
from pathlib import Path

import pytest
from filelock import Timeout

from pipeline.errors import VeusError
from pipeline.locks import acquired


def test_a_lock_is_held_until_it_is_released(tmp_path: Path) -> None:
    held = acquired(tmp_path / "lock", 0)
    with pytest.raises(Timeout):
        acquired(tmp_path / "lock", 0)
    held.release()
    acquired(tmp_path / "lock", 0).release()


def test_a_disk_without_locks_is_told_and_no_marker_stands_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    with pytest.raises(VeusError, match="cannot lock files"):
        acquired(tmp_path / "lock", 0)
