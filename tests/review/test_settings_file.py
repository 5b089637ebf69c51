"""story.toml and series.toml: written over nothing unseen, and every version kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from file_steps import Killed, unhurried_disk, watched

from pipeline import files
from pipeline.errors import ConfigError, StaleFileError, StoryError
from pipeline.project.layout import Layout
from pipeline.project.story_file import StoryFile
from pipeline.review.history import Reason, Why
from pipeline.review.settings_file import SettingsFile, series_settings, story_settings

STORY = """\ufeff# Joel.\r
spoken = ["ca"]  # heard\r
title = { ca = "a", en = "b" }\r
summary = { ca = "a", en = "b" }\r
place = { ca = "a", en = "b" }\r
"""
ME = Reason(Why.PAGE, "Ona", "2024-05-01T10:00:00+02:00")


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile[StoryFile]:
    layout = Layout(tmp_path)
    paths = layout.story(layout.stories / "joel", "joel")
    paths.source.mkdir(parents=True)
    paths.story_file.write_bytes(STORY.encode())
    return story_settings(paths)


def saved(file: SettingsFile[StoryFile], **new: Any) -> bytes:
    seen = file.read()
    made = file.with_values(seen, seen.values | new)
    file.save(made, seen.data, ME)
    return made.data


def test_both_versions_are_kept_and_the_rest_stays(file: SettingsFile[StoryFile]) -> None:
    new = saved(file, slug="film")
    assert new == file.path.read_bytes() == STORY.encode() + b'slug = "film"\r\n'
    found = file.versions()
    assert [(one.sha256, one.reason.why, one.reason.by) for one in found] == [
        (files.sha256_bytes(new), Why.PAGE, "Ona"),
        (files.sha256_bytes(STORY.encode()), Why.EXTERNAL, ""),
    ]
    assert file.version(found[1].sha256[:12]).data == STORY.encode()
    assert list(file.base.glob(".part-*")) == []


def test_what_nobody_saw_is_not_written_over(file: SettingsFile[StoryFile]) -> None:
    seen = file.read()
    theirs = STORY.encode() + b"stand_in = true\r\n"
    file.path.write_bytes(theirs)
    with pytest.raises(StaleFileError):
        file.save(file.with_values(seen, seen.values | {"slug": "x"}), seen.data, ME)
    assert file.path.read_bytes() == theirs and file.versions() == []


@pytest.mark.parametrize("can", [True, False])
def test_what_an_editor_saves_in_the_very_moment_gets_its_place_back(
    file: SettingsFile[StoryFile], monkeypatch: pytest.MonkeyPatch, can: bool
) -> None:
    """Between the last look and the new name, while the system can change two names at once; later ones are kept."""
    exchange, saves = files.exchanged, [STORY.encode() + b"stand_in = true\r\n", STORY.encode() + b"# late\r\n"]

    def editor_first(one: Path, other: Path) -> bool:
        if can and saves:
            file.path.write_bytes(saves[-1] if len(saves) == 1 else saves[0])
            del saves[0]
        return can and exchange(one, other)

    monkeypatch.setattr(files, "exchanged", editor_first)
    if not can:
        assert saved(file, slug="film") == file.path.read_bytes()
        return
    first, late = saves
    with pytest.raises(StaleFileError):
        saved(file, slug="film")
    there = {files.sha256_bytes(file.path.read_bytes()), *(one.sha256 for one in file.versions())}
    assert {files.sha256_bytes(first), files.sha256_bytes(late)} <= there
    assert file.path.read_bytes() in (first, late)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 1\ntitle = 2", "line 2"),
        ('spoken = ["ca"]', 'key "title"'),
        (STORY + 'slug = "A b"', 'line 6, key "slug"'),
    ],
)
def test_a_broken_file_is_told_with_its_line_and_nothing_is_written(
    file: SettingsFile[StoryFile], text: str, said: str
) -> None:
    file.path.write_bytes(text.encode())
    with pytest.raises(ConfigError, match=said):
        file.read()
    assert file.path.read_bytes() == text.encode()


def test_values_that_the_model_refuses_are_not_written(file: SettingsFile[StoryFile]) -> None:
    with pytest.raises(ConfigError, match="slug"):
        saved(file, slug="A b")
    assert file.path.read_bytes() == STORY.encode()


def test_the_same_again_is_no_version(file: SettingsFile[StoryFile]) -> None:
    saved(file, slug="film")
    saved(file, slug="film")
    assert len(file.versions()) == 2


def test_a_version_that_is_none(file: SettingsFile[StoryFile]) -> None:
    for digits in ("", "0" * 12):
        with pytest.raises(StoryError, match="no version"):
            file.version(digits)


def test_the_series_has_a_history_of_its_own(tmp_path: Path) -> None:
    file = series_settings(Layout(tmp_path))
    with pytest.raises(ConfigError, match="missing"):
        file.read()
    assert file.log.is_relative_to(tmp_path / "stories/.base")


def test_killed_at_any_moment_the_file_is_whole_and_the_next_save_goes_on(file: SettingsFile[StoryFile]) -> None:
    old = STORY.encode()
    new = file.with_values(file.read(), file.read().values | {"slug": "film"}).data
    for count in range(200):
        for path in (file.log, file.path):
            path.unlink(missing_ok=True)
        file.path.write_bytes(old)
        seen = file.read()
        with unhurried_disk(), watched(file.path.parent, dies_at=count) as steps:
            try:
                file.save(file.parsed(new), seen.data, ME)
                break
            except Killed:
                pass
        now = file.path.read_bytes()
        assert now in (old, new), count
        kept = {one.sha256 for one in file.versions()}
        assert now == old or {files.sha256_bytes(old), files.sha256_bytes(new)} <= kept, count
        saved(file, slug="again")
        assert b'slug = "again"' in file.path.read_bytes()
    assert steps() > 8


def test_an_editor_that_saves_at_any_moment_is_never_written_over(file: SettingsFile[StoryFile]) -> None:
    old, theirs = STORY.encode(), STORY.encode() + b"stand_in = true\r\n"
    lost = 0
    for count in range(40):
        file.log.unlink(missing_ok=True)
        file.path.write_bytes(old)
        seen = file.read()
        new = file.with_values(seen, seen.values | {"slug": "film"})

        def editor() -> None:
            draft = file.path.with_name("draft")
            draft.write_bytes(theirs)
            draft.replace(file.path)

        stale = False
        with unhurried_disk(), watched(file.path.parent, guests={count: editor}) as steps:
            try:
                file.save(new, seen.data, ME)
            except StaleFileError:
                stale = True
            there = count < steps()
        now = file.path.read_bytes()
        kept = {one.sha256 for one in file.versions()}
        if there and now != theirs and files.sha256_bytes(theirs) not in kept:
            lost += 1
        assert not stale or now == theirs
    assert lost == 0
