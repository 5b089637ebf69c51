"""debian.sh: what is missing is said, with a command that is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.setup.models import EVERY_TRANSLATION
from tools.lock import ROOT


@pytest.mark.parametrize(
    ("has_apt", "told"), [(True, "sudo apt install apertium "), (False, f"veus models get {EVERY_TRANSLATION}\n")]
)
def test_what_is_missing_is_said_and_how_it_comes(tmp_path: Path, has_apt: bool, told: str) -> None:
    """On a machine where nobody is root; macOS has no apt."""
    programs = {"id": "echo 1000", "dpkg-query": "exit 1", "grep": "exit 1"}
    programs |= {"apt-get": "exit 1"} if has_apt else {}
    for name, does in programs.items():
        (tmp_path / name).write_text(f"#!{shutil.which('sh')}\n{does}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    command = [shutil.which("bash") or "", str(ROOT / "tools/setup/debian.sh")]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": str(tmp_path)}, check=False)
    assert done.returncode == 0 and done.stdout.startswith("Not installed: apertium ")
    assert told in done.stdout and done.stdout.count("sudo apt") == has_apt
