"""python.sh: what is installed has the hash of the list, and a refusal says which file, and what to do. An environment
that does not run here is made anew, and nothing else removed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.lock import ROOT, Pin, text_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the set-up script, a folder of wheels in the registry's place, and its environment made."""
    place = project(tmp_path_factory.mktemp("setup"))
    wheel(place, "thing")
    return place


def project(place: Path) -> Path:
    (place / "tools" / "setup").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup" / "python.sh", place / "tools" / "setup")
    (place / "pyproject.toml").touch()
    (place / "requirements").mkdir()
    (place / "wheels").mkdir()
    write_list(place, "build", wheel(place, "builder"))
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


def set_up(place: Path, *lists: str, venv: str = ".venv", **settings: str) -> subprocess.CompletedProcess[str]:
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(place / "wheels"), "PIP_CONFIG_FILE": os.devnull} | settings
    command = [place / "tools" / "setup" / "python.sh", venv, *lists]
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


def test_an_environment_that_was_copied_with_the_project_is_made_anew(place: Path, tmp_path: Path) -> None:
    """Its programs and its stamp are of the other place."""
    write_list(place, "copied", wheel(place, "thing"))
    assert set_up(place, "copied").returncode == 0
    copy = tmp_path / "a copy"
    shutil.copytree(place, copy, symlinks=True)
    (copy / ".venv" / "note.txt").touch()
    wheels = str(place / "wheels")
    assert set_up(copy, "copied", PIP_FIND_LINKS=wheels).returncode == 0
    assert str(copy / ".venv" / "bin" / "python") in (copy / ".venv" / "bin" / "pip").read_text("utf-8")
    assert installed(copy, "thing") and (copy / ".venv" / "note.txt").exists()
    again = set_up(copy, "copied", PIP_FIND_LINKS=wheels)
    assert (again.returncode, again.stdout) == (0, ""), "it knows its own place, blanks and all"


def script(path: Path, does: str) -> Path:
    path.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_an_environment_whose_python_went_is_made_anew_and_what_else_lies_there_stays(tmp_path: Path) -> None:
    venv = project(tmp_path) / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    for name in ("pyvenv.cfg", ".installed-base", "film.mp4"):
        (venv / name).touch()
    python = script(tmp_path / "python", f'[ "$1" = -c ] && echo {tmp_path}/python || exit 1')  # makes no environment
    told = set_up(tmp_path, "base", PYTHON=str(python))
    assert told.returncode == 1 and "Making a virtual environment in .venv" in told.stdout
    assert "Python could not make a virtual environment" in told.stderr
    assert [path.name for path in venv.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize(
    ("folder", "venv"),
    [
        ("films", "films"),
        ("made", "link"),
        ("made", "link/"),
        ("made", "link/."),
        ("made", "x/../made/."),
        (".", "../{project}"),
    ],
)
def test_nothing_but_an_environment_at_its_own_place_is_removed(tmp_path: Path, folder: str, venv: str) -> None:
    """Not films, not what a link leads to, not the project."""
    (project(tmp_path) / "x").mkdir()
    (tmp_path / folder / "bin").mkdir(parents=True)
    film = tmp_path / folder / "bin" / "film.mp4"
    film.touch()
    if folder != "films":
        (tmp_path / folder / "pyvenv.cfg").touch()
    (tmp_path / "link").symlink_to(folder)
    venv = venv.format(project=tmp_path.name)
    told = set_up(tmp_path, "base", venv=venv)
    assert told.returncode == 1 and f"What lies in {venv} does not run here, and is not removed" in told.stderr
    assert film.exists()


def test_a_python_that_no_list_fits_is_not_taken(tmp_path: Path) -> None:
    project(tmp_path)
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        version = "(3, 14, 0)" if name == "python3" else "(3, 10, 12)"
        script(tmp_path / name, f'exec {sys.executable} -c "import sys; sys.version_info = {version}; $2"')
    told = set_up(tmp_path, "base", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert told.returncode == 1 and "Veus needs Python 3.11, 3.12 or 3.13" in told.stderr
    assert not (tmp_path / ".venv").exists()
