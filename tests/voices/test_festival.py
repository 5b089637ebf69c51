"""What festival does not say itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import DiskFullError
from pipeline.voices.festival import Ona
from pipeline.voices.voices import VoiceError


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A festival that writes nothing, and ends well, as the real one does where it cannot write."""
    program = tmp_path / "text2wave"
    program.write_text("#!/bin/sh\necho 'utt.save.wave.fp: failed to write wave' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


def test_a_full_disk_is_told_as_one(failing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(DiskFullError, match="the disk is full"):
        Ona().say("Bon dia.", 1.0)


def test_another_failure_is_told_in_its_own_words(failing: None) -> None:
    with pytest.raises(VoiceError, match=r"failed to write wave.*festvox-ca-ona-hts"):
        Ona().say("Bon dia.", 1.0)
