"""All four stories, built once a session by the real command line with the real engines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from veus_job import Ran, copy_stories, veus


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    root = copy_stories(tmp_path_factory.mktemp("whole job"))
    return root, veus(root, "build", "--json")


@pytest.fixture(scope="session")
def root(first_run: tuple[Path, Ran]) -> Path:
    """A folder in which everything is built. Read only: take a `copy` to change anything."""
    assert first_run[1].code == 0, first_run[1]
    return first_run[0]


@pytest.fixture(scope="session")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it, at another place, for the tests that change things. Each leaves it built."""
    target = tmp_path_factory.mktemp("copy") / "root"
    shutil.copytree(root, target)
    return target


@pytest.fixture(scope="session")
def manifest(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "output/manifest.json").read_text("utf-8"))
    return data
