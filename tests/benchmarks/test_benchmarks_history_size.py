"""A small part of `python -m benchmarks.history_size`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.history_size import report


def test_an_hour_saved_again_and_again_stays_small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path / "a.jsonl", 60, random.Random(3)) == 0
    assert "60 versions, 7 MB in all" in capsys.readouterr().out
    assert report(tmp_path / "b.jsonl", 1, random.Random(3)) == 1, "one whole version is more than its share"
