"""The review page for others: the real command behind a proxy that speaks TLS, with a password, in two browsers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_series import make_desk
from footage_clips import Clips
from tls_proxy import OPENSSL, tls_proxy
from veus_job import REPO

from pipeline.subtitles.srt import read_srt
from tools import browser

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = [
    pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium"),
    pytest.mark.skipif(
        OPENSSL is None, reason="no openssl here, which makes the certificate: sudo apt install openssl"
    ),
]

PASSWORD = "una contrasenya llarga"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found: int = taken.getsockname()[1]
        return found


@pytest.fixture
def public(tmp_path: Path, clips: Clips) -> Iterator[str]:
    """The address that reviewers open. The series lies in tmp_path/series."""
    root = tmp_path / "series"
    make_desk(root, clips)
    outside, inside = free_port(), free_port()
    env = os.environ | {"XDG_STATE_HOME": str(tmp_path / "home"), "VEUS_REVIEW_PASSWORD": PASSWORD}
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "review", "--port", str(inside)]
    command += ["--behind-tls-proxy", f"https://localhost:{outside}"]
    with (
        tls_proxy(tmp_path, outside, inside) as address,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline().strip() == f"{address}/ca/"
        yield address
        process.terminate()


def let_in(chromium, public: str):
    """A page in a browser of its own, whose user knows the password."""
    page = chromium.new_context(ignore_https_errors=True, locale="ca-ES").new_page()
    assert page.goto(f"{public}/ca/joel").status == 401
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{public}/ca/")
    return page


def test_others_work_behind_tls_and_a_password(public: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    stories = tmp_path / "series/stories/joel"
    with browser.chromium() as chromium:
        one, other = (let_in(chromium, public) for _ in range(2))
        for page in (one, other):
            page.goto(f"{public}/ca/joel")
            page.locator(".cue textarea").nth(4).wait_for()
        one.locator(".cue textarea").nth(4).fill("M’agrada moltíssim.")
        told = "[...document.querySelectorAll('.cue textarea')].some((one) => one.value === 'M’agrada moltíssim.')"
        for _ in range(300):
            if other.evaluate(told):
                break
            other.wait_for_timeout(50)
        assert other.evaluate(told), "what one changes, the other is told"
        assert read_srt((stories / "ca.srt").read_bytes()).cues[4].text == "M’agrada moltíssim."
        one.goto(f"{public}/ca/joel/story")
        one.locator("html[data-ready]").wait_for()
        one.get_by_label("On passa en català").fill("Gràcia")
        one.locator("#scan-file").set_input_files(paper)
        one.locator("#say").get_by_text("S’ha adjuntat el document").wait_for()
        one.get_by_label("Qui ha signat").fill("Joel")
        one.get_by_label("Per a què").fill("el web")
        one.locator("#f-consent-date").fill("2024-05-02")
        one.get_by_role("button", name="Desa", exact=True).click()
        one.get_by_text("S’ha desat.", exact=True).wait_for()
        assert '"Gràcia"' in (stories / "story.toml").read_text("utf-8")
        assert [path.read_bytes() for path in (stories / "consent").iterdir()] == [paper.read_bytes()]
        other.goto(f"{public}/ca/-/publish")
        other.get_by_text("només es pot publicar als llocs on ja s’ha publicat").wait_for()
        assert other.locator("#address").count() == 0
