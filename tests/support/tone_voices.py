"""Tones in the place of voices, and films with a pause to describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import AAC, X264, Clips
from small_series import REPO

from pipeline.voices import voices
from pipeline.voices.fake_voices import FAKES


def use_tones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every language is spoken by a tone that lasts as long as its letters."""
    for name, where in FAKES.items():
        monkeypatch.setitem(voices.VOICES, name, where)
        monkeypatch.setitem(voices.SPEAKERS, name.rpartition("-")[2], (name,))


def film_with_pause(clips: Clips) -> Path:
    """Seven seconds of a stand-in story: music for three, then somebody speaks."""
    if "pause" not in clips.made:
        source = REPO / "stories/joel/joel.mp4"
        clips.made["pause"] = clips.make("pause.mp4", "-t", "7", "-i", str(source), "-vf", "scale=320:180", *X264, *AAC)
    return clips.made["pause"]
