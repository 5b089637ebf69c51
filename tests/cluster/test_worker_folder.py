"""A worker's folder goes with it, or with the next one; nobody's who still works goes with a stranger."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cluster.worker_folder import worker_folder

REPO = Path(__file__).parents[2]

#: Another worker: says where it works, and goes on until its input ends.
OTHER = "from pipeline.cluster.worker_folder import *; w = worker_folder(); print(w.__enter__(), flush=True); input()"


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> subprocess.Popen[str]:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return subprocess.Popen(
        [sys.executable, "-c", OTHER], cwd=REPO, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_the_folder_of_a_killed_worker_goes_with_the_next_one(other: subprocess.Popen[str]) -> None:
    """Not before: what it does there does not depend on the number of its process, which in containers others have."""
    assert other.stdout
    with other:
        work = Path(other.stdout.readline().strip())
        (work / "film").write_text("footage", "utf-8")
        with worker_folder() as folder:
            assert folder != work and (work / "film").is_file()
        assert not folder.exists() and (work / "film").is_file()
        other.kill()
        other.wait()
        assert (work / "film").is_file()
        with worker_folder() as folder:
            assert folder.is_dir() and not work.exists()


def test_folders_of_others_with_such_a_name_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "veus-worker-notes").mkdir()
    with worker_folder():
        assert (tmp_path / "veus-worker-notes").is_dir()
