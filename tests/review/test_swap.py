"""A track file is changed for another as a whole, and only where it is the one that was seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept_versions import kept

from pipeline import files
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.swap import PendingWrite, finish, journal, put, set_base

AT = "2024-07-01T10:00:00+02:00"
OLD, NEW, OTHER = b"vell", b"nou", b"d'un altre"


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    paths = layout.story(layout.stories / "film", "film")
    paths.base.mkdir(parents=True)
    return paths


def coming(seen: bytes | None, base: str | None = None) -> PendingWrite:
    return PendingWrite(NEW, None if seen is None else files.sha256_bytes(seen), AT, base)


def left_over(paths: StoryLayout) -> bool:
    return paths.coming("ca").exists() or paths.aside("ca").exists()


@pytest.mark.parametrize("seen", [None, OLD])
def test_what_was_seen_is_written_over(paths: StoryLayout, seen: bytes | None) -> None:
    if seen is not None:
        paths.srt("ca").write_bytes(seen)
    assert put(paths, "ca", coming(seen, "màquina"))
    assert paths.srt("ca").read_bytes() == NEW and paths.base_srt("ca").read_text("utf-8") == "màquina"
    assert kept(paths) == ([OLD] if seen else []) and not left_over(paths)


@pytest.mark.parametrize(("seen", "there"), [(OLD, OTHER), (None, OTHER), (OLD, None)])
def test_what_was_not_seen_stays(paths: StoryLayout, seen: bytes | None, there: bytes | None) -> None:
    if there is not None:
        paths.srt("ca").write_bytes(there)
    assert not put(paths, "ca", coming(seen, "màquina"))
    assert files.read_if_any(paths.srt("ca")) == there
    assert not paths.base_srt("ca").exists() and not left_over(paths)


def test_the_machines_own_version_is_no_ones_to_be_kept(paths: StoryLayout) -> None:
    set_base(paths, "ca", OLD.decode(), None)
    paths.srt("ca").write_bytes(OLD)
    assert put(paths, "ca", coming(OLD)) and kept(paths) == []


def test_killed_before_the_new_file_stood_the_old_one_comes_back(paths: StoryLayout) -> None:
    paths.coming("ca").write_bytes(journal(coming(OLD, "màquina")))
    paths.aside("ca").write_bytes(OLD)
    finish(paths, "ca")
    assert paths.srt("ca").read_bytes() == OLD and not paths.base_srt("ca").exists() and not left_over(paths)


def test_killed_after_it_the_write_is_finished(paths: StoryLayout) -> None:
    paths.coming("ca").write_bytes(journal(coming(OLD, "màquina")))
    paths.aside("ca").write_bytes(OLD)
    paths.srt("ca").write_bytes(NEW)
    finish(paths, "ca")
    assert paths.srt("ca").read_bytes() == NEW and paths.base_srt("ca").read_text("utf-8") == "màquina"
    assert kept(paths) == [OLD] and not left_over(paths)


def test_killed_and_then_saved_by_somebody_theirs_stands_and_the_old_is_kept(paths: StoryLayout) -> None:
    paths.coming("ca").write_bytes(journal(coming(OLD)))
    paths.aside("ca").write_bytes(OLD)
    paths.srt("ca").write_bytes(OTHER)
    finish(paths, "ca")
    assert paths.srt("ca").read_bytes() == OTHER and kept(paths) == [OLD] and not left_over(paths)


@pytest.mark.parametrize("damaged", [b"", b"{", b'{"data": "?", "seen": null, "at": ""}'])
def test_a_journal_that_cannot_be_read_says_that_nothing_is_coming(paths: StoryLayout, damaged: bytes) -> None:
    paths.coming("ca").write_bytes(damaged)
    paths.aside("ca").write_bytes(OLD)
    finish(paths, "ca")
    assert paths.srt("ca").read_bytes() == OLD and not left_over(paths)


def test_a_full_disk_leaves_the_file_in_its_place(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    paths.srt("ca").write_bytes(OLD)
    monkeypatch.setattr(files, "write_new", full)
    with pytest.raises(OSError, match="No space"):
        put(paths, "ca", coming(OLD))
    assert paths.srt("ca").read_bytes() == OLD and not left_over(paths)
