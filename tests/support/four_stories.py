"""Four small stories with a person's captions, in two renditions each: no engine is needed, and every step but hearing
takes part."""

from __future__ import annotations

from pathlib import Path

from footage_clips import Clips
from small_series import CAPTIONS, half_files, make_series, make_story

from tools.compare_builds import differences

SETTINGS = 'languages = ["ca"]\n[video]\npreset = "ultrafast"\n'
SLUGS = ("one", "two", "three", "four")

#: What only says when files were looked at or seen.
IGNORED = ("*.versions.jsonl", "*/hashes.json", "hashes.json")


def make_four(root: Path, clips: Clips) -> None:
    make_series(root, SETTINGS)
    for number, slug in enumerate(SLUGS):
        make_story(root, slug, clips["silent" if number % 2 else "red"], captions=CAPTIONS)


def same(root: Path, whole: Path, below: str = "") -> None:
    """Two roots have the same bytes, and nothing half-written. below: only of the story of that name."""
    for folder in ("output", "stories"):
        assert list(differences(whole / folder / below, root / folder / below, IGNORED)) == []
    assert half_files(root) == []
