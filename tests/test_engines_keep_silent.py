"""What engines tell their makers: nothing, while they work for us (findings/onnxruntime-calls-home.sh has the rest)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_series import REPO

VARIABLE = "ORT_DISABLE_TELEMETRY"


def ran(code: str, home: Path, **env: str) -> str:
    """Without what else is in the environment: where tests are run for others, it holds back by itself."""
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin"} | env
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=REPO, env=env, capture_output=True, text=True, check=True).stdout


def test_onnxruntime_gives_this_computer_no_number(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    said = ran(f"import os, pipeline, onnxruntime; print(os.environ[{VARIABLE!r}])", tmp_path)
    assert said == "1\n"
    assert [*tmp_path.rglob("*")] == []


def test_who_wants_it_may_have_it(tmp_path: Path) -> None:
    code = f"import os, pipeline; print(os.environ[{VARIABLE!r}])"
    assert ran(code, tmp_path, **{VARIABLE: "0"}) == "0\n"
