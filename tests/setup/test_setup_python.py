"""python.sh: what is installed has the hash of the list, and a refusal says which file, and what to do."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tools.lock import ROOT, Pin, text_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the set-up script, a folder of wheels in the registry's place, and its environment made."""
    place = tmp_path_factory.mktemp("setup")
    (place / "tools" / "setup").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup" / "python.sh", place / "tools" / "setup")
    (place / "pyproject.toml").touch()
    (place / "requirements").mkdir()
    (place / "wheels").mkdir()
    write_list(place, "build", wheel(place, "builder"))
    wheel(place, "thing")
    return place


def wheel(place: Path, name: str) -> Pin:
    path = place / "wheels" / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}.py", "")
        made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")
    return Pin(name, "1.0", "", (hashlib.sha256(path.read_bytes()).hexdigest(),), "")


def write_list(place: Path, name: str, pin: Pin) -> None:
    (place / "requirements" / f"{name}.txt").write_text(text_of([pin]), encoding="utf-8")


def set_up(place: Path, *lists: str, **settings: str) -> subprocess.CompletedProcess[str]:
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(place / "wheels"), "PIP_CONFIG_FILE": os.devnull} | settings
    command = [place / "tools" / "setup" / "python.sh", ".venv", *lists]
    return subprocess.run(command, env={**os.environ, **pip}, capture_output=True, text=True, check=False, timeout=300)


def installed(place: Path, name: str) -> bool:
    return any((place / ".venv").glob(f"lib/python*/site-packages/{name}.py"))


def test_a_file_with_another_hash_is_refused_by_name(place: Path) -> None:
    write_list(place, "other", Pin("thing", "1.0", "", ("0" * 64,), ""))
    told = set_up(place, "other")
    assert told.returncode == 1
    assert installed(place, "builder")
    assert not installed(place, "thing")
    explained = told.stderr.partition("Nothing of this was installed.")[2]
    assert "thing-1.0-py3-none-any.whl" in explained
    assert "PIP_NO_CACHE_DIR=1" in explained
    assert not list((place / ".venv").glob(".installed-*"))


def test_a_version_that_the_registry_lacks_is_told(place: Path) -> None:
    write_list(place, "newer", Pin("thing", "2.0", "", ("0" * 64,), ""))
    told = set_up(place, "newer")
    assert told.returncode == 1
    assert "thing==2.0" in told.stderr
    assert "has no file of that package for this system" in told.stderr


def test_without_a_network_the_registry_is_not_blamed(place: Path) -> None:
    write_list(place, "far", Pin("thing", "2.0", "", ("0" * 64,), ""))
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    told = set_up(place, "far", **nowhere)
    assert told.returncode == 1
    assert "could not reach the registry" in told.stderr


def test_a_list_is_installed_once_and_again_when_a_list_has_changed(place: Path) -> None:
    write_list(place, "more", wheel(place, "thing"))
    assert set_up(place, "more").returncode == 0
    assert installed(place, "thing")
    found = next((place / ".venv").glob("lib/python*/site-packages/thing.py"))
    found.write_text("changed")
    (place / "wheels").rename(place / "away")
    assert set_up(place, "more").returncode == 0, "nothing to do, so nothing is looked up"
    (place / "away").rename(place / "wheels")
    write_list(place, "more", wheel(place, "something"))
    assert set_up(place, "more").returncode == 0
    assert installed(place, "something")
