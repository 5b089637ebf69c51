"""Memory is kept where the system's C library can be told so, and nothing else changes."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from pipeline.speech.heap import keep_heap, one_heap

#: In a process of its own: what is told cannot be taken back.
TWICE = """
from pipeline.speech.heap import keep_heap, one_heap
first = one_heap() and keep_heap()
blocks = [bytearray(40_000_000) for _ in range(5)]
assert all(len(block) == 40_000_000 for block in blocks)
del blocks
keep_heap.cache_clear()
assert keep_heap() is first
assert sum(bytearray(40_000_000)) == 0, "fresh memory is clear, also where it was used before"
print(first)
"""


def test_it_is_harmless_also_twice() -> None:
    done = subprocess.run([sys.executable, "-c", TWICE], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() in {"True", "False"}
    if sys.platform == "linux" and hasattr(ctypes.CDLL(None), "gnu_get_libc_version"):
        assert done.stdout.strip() == "True"


def test_a_library_that_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert one_heap.__wrapped__() is False
    assert keep_heap.__wrapped__() is False
