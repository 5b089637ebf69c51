"""What the last build found out, for those who build nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.last_build import known_media_info, known_shot_changes, known_transcript
from pipeline.cues import Transcript
from pipeline.project.layout import Layout, StoryLayout
from tools import made_up


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    return Layout(tmp_path).story(tmp_path / "stories/film", "film")


def test_nothing_where_none_was(paths: StoryLayout) -> None:
    assert (known_media_info(paths), known_shot_changes(paths), known_transcript(paths)) == (None, None, None)


def test_what_it_left(paths: StoryLayout) -> None:
    facts, heard = made_up.facts(320, 180, 9_000), Transcript((), 9_000, ("ca",), "scripted", "none", "0" * 64)
    made_up.heard(paths, facts, [4_000], heard)
    assert (known_media_info(paths), known_shot_changes(paths), known_transcript(paths)) == (facts, (4_000,), heard)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1", b"\xff\xfe"])
def test_nothing_of_notes_that_are_damaged_or_of_another_version(paths: StoryLayout, damage: bytes) -> None:
    made_up.heard(paths, made_up.facts(320, 180, 9_000), [], Transcript((), 9_000, ("ca",), "s", "n", "0" * 64))
    for path in (paths.probe, paths.cuts, paths.transcript):
        path.write_bytes(damage)
    assert (known_media_info(paths), known_shot_changes(paths), known_transcript(paths)) == (None, None, None)
