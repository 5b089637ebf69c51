"""Broken input: a small part of `python -m benchmarks.fuzz`, and that it would tell what escapes."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import main
from benchmarks.fuzz.mutations import mutated
from benchmarks.fuzz.readers import Reader, all_readers
from benchmarks.fuzz.run import tally
from pipeline.errors import VeusError
from pipeline.subtitles.formats import FORMATS

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are told by /proc")


@pytest.mark.parametrize("name", list(all_readers()))
def test_every_reader_refuses_what_is_broken_by_its_own_error(name: str) -> None:
    found = tally(name, all_readers()[name], range(60), seed=16)
    assert found.escapes == []
    assert found.counts.total() == 60 and found.counts["refused"] > 0


def test_every_format_of_reviewers_tools_is_among_them() -> None:
    assert set(FORMATS) <= set(all_readers())


def test_the_same_numbers_make_the_same_mutants() -> None:
    seeds = [b"1\n00:00:01,000 --> 00:00:02,000\nHola\n", b"other"]
    some, same = ([mutated(seeds, random.Random(f"1:srt:{n}")) for n in range(50)] for _ in range(2))
    assert some == same and len(set(some)) > 40


def right(path: Path) -> bool:
    return path.read_bytes() == b"right"


def seed_of(folder: Path) -> None:
    (folder / "seed").write_bytes(b"right")


def refuses(path: Path) -> None:
    if not right(path):
        raise VeusError("no.")


def fails(path: Path) -> None:
    if not right(path):
        raise KeyError("\udce9 nobody thought of this")


def never_ends(path: Path) -> None:
    if not right(path):
        time.sleep(60)


def ends_the_process(path: Path) -> None:
    if not right(path):
        os._exit(7)


def takes_all_memory(path: Path) -> None:
    if not right(path):
        bytearray(400_000_000)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (fails, "KeyError"),
        (never_ends, "no answer within 0.5 s"),
        (ends_the_process, "code 7"),
        (takes_all_memory, "MemoryError"),
    ],
)
def test_what_escapes_is_told_and_the_next_is_read(read: Callable[[Path], None], said: str) -> None:
    found = tally("fake", Reader(read, seed_of), range(3), seed=1, limit_s=0.5, limit_mb=200)
    assert [number for number, _ in found.escapes] == [0, 1, 2]
    assert all(said in what for _, what in found.escapes)


def test_a_refusal_is_none() -> None:
    found = tally("fake", Reader(refuses, seed_of), range(3), seed=1)
    assert found.escapes == [] and found.counts["refused"] == 3


@pytest.mark.parametrize(("read", "code"), [(refuses, 0), (fails, 1)])
def test_the_command_says_the_seed_and_ends_with_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], read: Callable[[Path], None], code: int
) -> None:
    monkeypatch.setattr("benchmarks.fuzz.__main__.all_readers", lambda: {"fake": Reader(read, seed_of)})
    monkeypatch.setattr(sys, "argv", ["fuzz", "--count", "2", "--seed", "7"])
    assert main() == code
    assert "seed 7" in capsys.readouterr().out
