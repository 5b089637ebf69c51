"""Keeping memory is a matter of speed alone: it may be asked for anywhere, and any number of times."""

from __future__ import annotations

import subprocess
import sys

TWICE = "from pipeline.speech.heap import keep_heap; print(keep_heap() is keep_heap(), bytearray(10_000_000)[0])"


def test_it_can_be_asked_for_anywhere():
    done = subprocess.run([sys.executable, "-c", TWICE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]
