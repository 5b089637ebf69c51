"""`veus desk` and `veus review` as commands: what it refuses, what it prints, and that it serves."""

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

from benchmarks.desk_server import Server

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


def test_the_desk_begins_in_an_empty_folder(tmp_path: Path) -> None:
    """Where there is nothing to review, `veus review` says so."""
    ran = veus(tmp_path, "review", "--port", "0")
    assert ran.code == 1 and "veus desk" in ran.err
    ran = veus(tmp_path / "new", "desk", "--port", "0")
    assert ran.code == 1 and "this folder is not there" in ran.err and not (tmp_path / "new").exists()
    (tmp_path / "new").mkdir()
    server = Server(tmp_path / "new", "desk", "--largest-upload", "0.5")
    server.start()
    try:
        with server.asked("GET", "/ca/") as answer:
            assert (answer.status, answer.getheader("location")) == (303, "/ca/-/start")
        with server.asked("GET", "/ca/-/start") as answer:
            assert answer.status == 200 and str((tmp_path / "new").resolve()) in answer.read().decode()
        refused = server.ask("POST", "/api/-/uploads", {"name": "a.mp4", "size": 500_000_001})
        assert refused and refused[1]["kind"] == "large" and "0.5 GB" in refused[1]["error"]
    finally:
        server.kill()


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
