"""One writer of a story's folder at a time."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from pipeline.errors import BusyError, DiskFullError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.story_lock import changing


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    return layout.story(layout.stories / "film", "film")


def refused(paths: StoryLayout) -> list[BusyError]:
    """What another thread is told that wants to change the story now."""
    told = []

    def wish() -> None:
        try:
            with changing(paths, patience=0):
                pass
        except BusyError as error:
            told.append(error)

    other = threading.Thread(target=wish)
    other.start()
    other.join()
    return told


def test_while_one_changes_a_story_no_other_does(paths: StoryLayout) -> None:
    with changing(paths):
        (told,) = refused(paths)
        assert told.where == paths.source and "run the same command again" in str(told)
    assert not refused(paths)


def test_who_holds_it_may_take_it_again_and_holds_it_until_the_last_end(paths: StoryLayout) -> None:
    with changing(paths):
        with changing(paths, patience=0):
            pass
        assert refused(paths)
    assert not refused(paths)


def test_it_is_free_after_an_error(paths: StoryLayout) -> None:
    with pytest.raises(ZeroDivisionError), changing(paths):
        raise ZeroDivisionError
    assert not refused(paths)


def test_a_disk_that_gets_full_meanwhile_is_said_in_words(paths: StoryLayout) -> None:
    with pytest.raises(DiskFullError), changing(paths):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_another_story_is_another_matter(paths: StoryLayout, tmp_path: Path) -> None:
    with changing(paths):
        assert not refused(Layout(tmp_path).story(tmp_path / "stories/other", "other"))
