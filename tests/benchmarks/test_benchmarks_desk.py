"""A film takes the server of the desk no more memory the longer it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.desk import look_at_home, look_at_upload


@pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at in /proc")
def test_a_film_of_120_megabytes_takes_little_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not look_at_upload(tmp_path, 120_000_000)
    assert "a film of 0.1 GB" in capsys.readouterr().out


def test_the_list_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    look_at_home(tmp_path, 60)
    assert "60 stories, last part" in capsys.readouterr().out
