"""next-steps.sh: what `make demo` ends with is there, and the same in both languages."""

from __future__ import annotations

import re
import subprocess

import cli
from tools.lock import ROOT


def test_both_languages_name_the_same_commands_and_files() -> None:
    command = ["bash", str(ROOT / "tools/setup/next-steps.sh"), ".venv/bin"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    english, catalan = (
        re.findall(r"^ +\.venv/bin/veus (\w+)|(output/[\w./]+)", part, re.M) for part in told.split("\nFet. ")
    )
    assert english == catalan and len(english) == 8
    assert {verb for verb, _ in english if verb} <= {verb.name for verb in cli.VERBS}
