"""`veus new` at a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from footage_clips import Clips
from small_series import REPO, make_series


def at_terminal(root: Path, *words: str, typed: Sequence[str] = (), ui: str = "en") -> tuple[int, str]:
    """What somebody sees who types `typed`, a line for each question; and the exit code."""
    own, theirs = pty.openpty()
    command = [sys.executable, "-c", "import cli; cli.main()", "--root", str(root), "--ui", ui, *words]
    run = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=REPO)
    os.close(theirs)
    shown, left = b"", list(typed)
    while select.select([own], [], [], 60)[0]:
        try:
            shown += os.read(own, 4096)
        except OSError:  # the other end is closed
            break
        if shown.endswith(b": ") or shown.endswith(b"]: "):
            os.write(own, (left.pop(0) if left else "").encode() + b"\n")
    os.close(own)
    return run.wait(60), shown.decode().replace("\r\n", "\n")


def test_a_mistake_is_asked_again_and_nothing_typed_is_lost(tmp_path: Path, clips: Clips) -> None:
    root = make_series(tmp_path)
    answers = ["L'hort", "The\x07 garden", "The garden", "Una frase.", "A sentence.", "Barcelona"]
    answers += ["cat", "ca, ca", "ca, es"]
    code, shown = at_terminal(root, "new", "film", str(clips["silent"]), typed=answers)
    assert code == 0, shown
    assert "there is a character in it that is none" in shown and 'unknown language "cat". Did you mean "ca"?' in shown
    assert "name each language once" in shown
    text = (root / "stories/film/story.toml").read_text("utf-8")
    assert 'spoken = ["ca", "es"]' in text and "L'hort" in text and 'en = "The garden"' in text


def test_what_is_wrong_from_the_start_is_told_before_anything_is_asked(tmp_path: Path, clips: Clips) -> None:
    code, shown = at_terminal(make_series(tmp_path), "new", "El film", str(clips["silent"]), ui="ca")
    assert code == 1 and "Títol" not in shown
    assert "«El film» no pot ser el nom d’una història." in shown
