"""What the page keeps of stories: never longer than the files stay that it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story

from pipeline.desk.desk_story import Shelf
from pipeline.desk.port import NotHere
from pipeline.project.layout import Layout


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    make_series(tmp_path)
    make_story(tmp_path, "film", toml=STORY)
    return Shelf(Layout(tmp_path))


def test_a_story_is_read_once_and_again_when_it_changes(shelf: Shelf) -> None:
    first = shelf.tracks("film")
    assert shelf.tracks("film") is first
    file = first[0].paths.story_file
    file.write_text(file.read_text("utf-8").replace("Barcelona", "Vallvidrera"), "utf-8")
    assert shelf.story("film").info.place["ca"] == "Vallvidrera" != first[0].story.info.place["ca"]


def test_what_was_loaded_before_a_save_is_not_kept_for_after_it(shelf: Shelf) -> None:
    """Somebody saves story.toml between two looks of one request."""
    track = shelf.track("film", "ca")
    track.paths.story_file.write_text(STORY.replace("Barcelona", "Vallvidrera"), "utf-8")
    assert "barcelona" in shelf.context(track).names
    assert "vallvidrera" in shelf.context(shelf.track("film", "ca")).names


def test_a_context_is_made_once(shelf: Shelf) -> None:
    track = shelf.track("film", "ca")
    assert shelf.context(track) is shelf.context(shelf.track("film", "ca"))
    assert shelf.context(track) is not shelf.context(shelf.track("film", "en"))


@pytest.mark.parametrize(("slug", "lang"), [("flim", "ca"), ("film", "pt"), ("..", "ca"), ("", "ca")])
def test_what_is_no_track_is_not_here(shelf: Shelf, slug: str, lang: str) -> None:
    with pytest.raises(NotHere):
        shelf.track(slug, lang)


def test_a_link_out_of_the_folder_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "outside.srt"
    outside.write_text("1\n00:00:01,000 --> 00:00:02,000\nHola.\n", "utf-8")
    (tmp_path / "stories/film/ca.srt").symlink_to(outside)
    with pytest.raises(NotHere, match="leads out of stories/"):
        shelf.track("film", "ca")
