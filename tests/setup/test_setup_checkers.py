"""checkers.sh: the checkers of `make audit` are those of the list, by hash; where they cannot be had, that is said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.audit.checkers import CHECKERS
from tools.lock import ROOT

LISTS = ROOT / "requirements" / "npm"
#: Programs that the script calls, besides npm.
CALLED = ("bash", "dirname", "cmp", "rm", "rmdir", "mkdir", "cp", "env")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with the script and its lists, and a folder of programs without npm."""
    shutil.copytree(LISTS, tmp_path / "requirements" / "npm")
    (tmp_path / "tools" / "setup").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup" / "checkers.sh", tmp_path / "tools" / "setup")
    (tmp_path / "bin").mkdir()
    for name in CALLED:
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)
    return tmp_path


def npm(place: Path, does: str) -> None:
    path = place / "bin" / "npm"
    path.write_text(f'#!/usr/bin/env bash\necho "$@" >>{place}/asked\n{does}\n', "utf-8")
    path.chmod(0o755)


def run(place: Path) -> subprocess.CompletedProcess[str]:
    command = [str(place / "bin" / "bash"), str(place / "tools/setup/checkers.sh"), "made"]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PATH": str(place / "bin")}, check=False
    )


def test_every_package_has_one_version_and_a_hash_and_names_no_registry() -> None:
    wanted = json.loads((LISTS / "package.json").read_text("utf-8"))["dependencies"]
    text = (LISTS / "package-lock.json").read_text("utf-8")
    locked = {path.removeprefix("node_modules/"): one for path, one in json.loads(text)["packages"].items() if path}
    assert {name: one["version"] for name, one in locked.items()} == wanted
    assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", one["integrity"]) for one in locked.values())
    assert "://" not in text
    used = {checker.file.split("/")[1] for checker in CHECKERS if checker.file.startswith("node_modules/")}
    assert used == set(wanted)


def test_what_is_there_is_not_fetched_again_until_the_list_changes(place: Path) -> None:
    npm(place, "mkdir -p made/node_modules")
    assert run(place).returncode == 0 and run(place).returncode == 0
    asked = (place / "asked").read_text("utf-8").splitlines()
    assert len(asked) == 1 and asked[0].startswith("ci ") and "--ignore-scripts" in asked[0]
    with (place / "requirements/npm/package-lock.json").open("a") as file:
        file.write("\n")
    assert run(place).returncode == 0
    assert len((place / "asked").read_text("utf-8").splitlines()) == 2


def test_without_npm_it_is_said_what_to_install(place: Path) -> None:
    told = run(place)
    assert told.returncode == 1 and "sudo apt install npm" in told.stderr
    assert not (place / "made").exists()


def test_what_npm_refuses_leaves_nothing_behind(place: Path) -> None:
    npm(place, "mkdir -p made/node_modules; echo integrity checksum failed >&2; exit 1")
    told = run(place)
    assert (
        told.returncode == 1
        and "integrity checksum failed" in told.stderr
        and "run the same command again" in told.stderr
    )
    assert not (place / "made").exists()


@pytest.mark.parametrize("does", ["mkdir -p made/node_modules", "exit 1"])
def test_what_else_lies_in_the_folder_stays(place: Path, does: str) -> None:
    (place / "made").mkdir()
    (place / "made" / "film.mp4").touch()
    npm(place, does)
    assert run(place).returncode == ("exit" in does)
    assert (place / "made" / "film.mp4").exists()
