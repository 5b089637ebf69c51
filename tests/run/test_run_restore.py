"""Earlier versions, listed and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import CAPTIONS, make_series, make_story

from pipeline.captions.srt import write_srt
from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.layout import Layout
from pipeline.review import history
from pipeline.review.history import Reason
from pipeline.run.restore import listing, restore

FIRST = write_srt([Cue(0, 1000, "Bon dia a tothom."), Cue(2000, 3000, "Fins demà.")]).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    folder = make_story(tmp_path, "film", captions=CAPTIONS)
    paths = Layout(tmp_path).story(folder, "film")
    history.keep(paths, "ca", b"no subtitles", Reason("merge", "veus", "2024-01-01T00:00:00+01:00"))
    history.keep(paths, "ca", FIRST, Reason("page", "Anna", "2024-01-02T00:00:00+01:00"))
    return tmp_path


def now(root: Path) -> bytes:
    return (root / "stories/film/ca.srt").read_bytes()


def test_the_list_says_when_who_and_how_much(root: Path) -> None:
    first, second = listing(Layout(root), "film", "ca")
    assert (first.number, first.why, first.by, first.cues, first.gone, first.other) == (1, "page", "Anna", 2, 1, 1)
    assert first.when == "2024-01-02T00:00:00+01:00"
    assert (second.number, second.cues) == (2, None)


@pytest.mark.parametrize("by_hash", [True, False])
def test_bytes_come_back_and_those_of_now_are_kept(root: Path, by_hash: bool) -> None:
    version = listing(Layout(root), "film", "ca")[0].sha256[:8] if by_hash else "1"
    done = restore(Layout(root), "film", "ca", version, by="Pau")
    assert done.changed and now(root) == FIRST
    latest = listing(Layout(root), "film", "ca")[0]
    assert (latest.why, latest.by) == ("restore", "Pau")
    assert restore(Layout(root), "film", "ca", latest.sha256).changed
    assert now(root) == CAPTIONS.encode()


def test_the_same_again_changes_nothing(root: Path) -> None:
    sha256 = listing(Layout(root), "film", "ca")[0].sha256
    restore(Layout(root), "film", "ca", sha256)
    kept = len(listing(Layout(root), "film", "ca"))
    assert not restore(Layout(root), "film", "ca", sha256).changed
    assert len(listing(Layout(root), "film", "ca")) == kept


def test_a_deleted_track_comes_back(root: Path) -> None:
    (root / "stories/film/ca.srt").unlink()
    assert restore(Layout(root), "film", "ca", "1").changed
    assert now(root) == FIRST


@pytest.mark.parametrize("version", ["0", "3", "ffff", "../x"])
def test_a_version_that_is_not_there(root: Path, version: str) -> None:
    with pytest.raises(StoryError, match="no version"):
        restore(Layout(root), "film", "ca", version)
    assert now(root) == CAPTIONS.encode()
