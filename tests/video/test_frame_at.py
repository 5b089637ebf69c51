"""The picture of a time is the one that is shown then, whatever the file's own clock says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from footage_clips import FLASH_S, Clips

from pipeline.media.ffmpeg import grey
from pipeline.media.probe import probe
from pipeline.video.frame_at import shown_at

SMALL = (64, 36)


def light(path: Path, at_ms: int) -> float:
    facts = probe(path)
    return float(np.frombuffer(grey(shown_at(path, facts, at_ms), SMALL, path, at_ms), dtype=np.uint8).mean())


@pytest.mark.parametrize(
    "kind", ["together", "late sound", "late picture", "late picture mkv", "broadcast", "webm", "late sound mkv"]
)
def test_a_picture_is_taken_from_the_moment_asked_for(clips: Clips, kind: str):
    """The picture turns white FLASH_S after the first one."""
    path = clips[kind]
    turn = round(FLASH_S * 1000)
    assert light(path, turn - 45) < 30
    assert light(path, turn + 5) > 200
    assert light(path, 0) < 30
    assert light(path, 1900) > 200
