"""`veus review` as a command: what it refuses, what it prints, and that it serves."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from desk_series import make_desk
from footage_clips import Clips
from veus_job import REPO, veus

ADDRESS = re.compile(r"^http://127\.0\.0\.1:(\d+)(/ca/(?:joel)?)\?token=[\w-]{40,}$")


@pytest.fixture
def root(tmp_path: Path, clips: Clips) -> Path:
    make_desk(tmp_path, clips)
    return tmp_path


@pytest.mark.parametrize(("story", "page"), [(["joel"], "/ca/joel"), ([], "/ca/")])
def test_it_prints_an_address_that_lets_in(root: Path, story: list[str], page: str) -> None:
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "review", *story, "--port", "0"]
    command += ["--log", str(root / "veus.log")]
    env = os.environ | {"XDG_STATE_HOME": str(root / "home")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        match = ADDRESS.match(url)
        assert match and match[2] == page, url
        connection = http.client.HTTPConnection("127.0.0.1", int(match[1]), timeout=10)
        connection.request("GET", url.removeprefix(f"http://127.0.0.1:{match[1]}"))
        answer = connection.getresponse()
        assert (answer.status, answer.headers["location"]) == (303, page)
        process.terminate()
    assert (root / "home/veus/review.key").stat().st_mode & 0o077 == 0
    logged = (root / "veus.log").read_text("utf-8")
    assert f"command: veus {' '.join(['review', *story])} --port 0" in logged
    assert "exit code 143" in logged and url.partition("token=")[2] not in logged


def test_others_are_not_served_without_a_proxy(root: Path) -> None:
    ran = veus(root, "review", "joel", "--host", "0.0.0.0", "--port", "0")
    assert ran.code == 1 and "--behind-tls-proxy" in ran.err and "VEUS_REVIEW_PASSWORD" in ran.err
    ran = veus(root, "review", "--host", "0.0.0.0", "--behind-tls-proxy", "https://x.org", VEUS_REVIEW_PASSWORD="short")
    assert ran.code == 1 and "too short" in ran.err


def test_what_is_not_there(root: Path, tmp_path: Path) -> None:
    ran = veus(root, "review", "jol", "--port", "0")
    assert ran.code == 1 and 'Did you mean "joel"?' in ran.err
    ran = veus(tmp_path / "nowhere", "review", "--port", "0")
    assert ran.code == 1 and "stories folder" in ran.err
