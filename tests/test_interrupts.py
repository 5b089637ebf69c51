"""Interrupts that fall where Python throws away what is raised."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

#: The signal comes while an object is taken away: what is raised there is raised in vain.
SWALLOWED = """
import os, signal, sys, time
from pipeline import interrupts

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have had it ignored

class Dying:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        for _ in range(1000):
            pass

interrupts.guard()
try:
    Dying()
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted")
"""

#: What else goes wrong there is told as ever.
TOLD = """
from pipeline import interrupts

class Dying:
    def __del__(self):
        raise ValueError("what a finalizer says")

interrupts.guard()
Dying()
"""


def _run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, timeout=50)


@pytest.mark.parametrize(
    "number, code, said", [(signal.SIGINT, 0, "interrupted\n"), (signal.SIGTERM, 143, "")], ids=["SIGINT", "SIGTERM"]
)
def test_a_signal_that_falls_into_a_finalizer_stops_the_program(number: signal.Signals, code: int, said: str) -> None:
    done = _run(SWALLOWED, str(int(number)))
    assert (done.returncode, done.stdout, done.stderr) == (code, said, "")


def test_other_errors_of_finalizers_are_told() -> None:
    done = _run(TOLD)
    assert done.returncode == 0 and "what a finalizer says" in done.stderr
