"""A render that is killed loses only time: the next one makes the rest, and the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.killed import finish, made, make_clip, try_once


def test_killed_at_five_random_moments(tmp_path: Path):
    """One run after the other is killed, each starting where ffmpeg of the one before may still be at work."""
    clip = make_clip(tmp_path / "clip.mp4", 1.5)
    takes = finish(clip, tmp_path / "whole")
    moments = [random.uniform(0, takes / 2) for _ in range(5)]
    outcome = try_once(clip, tmp_path / "killed", moments, made(tmp_path / "whole"))
    assert outcome.same, f"killed after {moments} s"
    assert list(outcome.kept) == sorted(outcome.kept), "nothing finished is lost"
    assert outcome.kills >= 1
