"""Which stories a folder holds, in which order, and where their footage is."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story

from pipeline.errors import ConfigError, StoryError
from pipeline.project.layout import Layout
from pipeline.project.story import Story, find_footage, load_story, nearest
from pipeline.project.story_file import SLUG


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_series(tmp_path, 'order = ["zeta", "beta"]\n')


@pytest.mark.parametrize("good", ["a", "joel", "emergency-team", "2024", "a-1-b"])
def test_slugs(good: str) -> None:
    assert SLUG.match(good)


@pytest.mark.parametrize(
    "bad", ["", "..", ".", "a/b", "../x", "-a", "a-", "a--b", "A", "à", "a b", "a\n", "a.b", "a_b", "a\\b", "٣"]
)
def test_what_cannot_be_a_slug(root: Path, bad: str) -> None:
    assert not SLUG.match(bad)


@pytest.mark.parametrize("folder", ["Joel", "joel story", "joel\n", "àngela"])
def test_folders_that_need_a_slug(root: Path, folder: str) -> None:
    with pytest.raises(StoryError, match="set slug in its story"):
        load_story(make_story(root, folder), Layout(root))


@pytest.mark.parametrize("name", ["", ".", "..", "../x.mp4", "a/b.mp4", "/x.mp4", "a\\\\b.mp4"])
def test_video_must_be_a_plain_name(root: Path, name: str) -> None:
    folder = make_story(root, "film", toml=f'video = "{name}"\n' + STORY)
    with pytest.raises(ConfigError, match='line 1, key "video": name a file in the story'):
        load_story(folder, Layout(root))


@pytest.mark.parametrize("spoken", ['["xx"]', '["ca", "CA"]', "[]", '"ca"', "[3]"])
def test_languages_spoken(root: Path, spoken: str) -> None:
    folder = make_story(root, "film", toml=STORY.replace('["ca"]', spoken))
    with pytest.raises(ConfigError, match='line 2, key "spoken'):
        load_story(folder, Layout(root))


def test_captions_and_subtitles(root: Path) -> None:
    story = load_story(make_story(root, "film"), Layout(root))
    assert (story.kind_of("ca"), story.kind_of("en")) == ("captions", "subtitles")


class TestFootage:
    def story(self, root: Path, *names: str, toml: str = STORY) -> Story:
        folder = make_story(root, "film", toml=toml)
        for name in names:
            (folder / name).write_bytes(b"x")
        return load_story(folder, Layout(root))

    @pytest.mark.parametrize("name", ["film.mp4", "IMG 0001.MOV", "a.mkv", "b.webm", "c.wmv"])
    def test_the_only_video(self, root: Path, name: str) -> None:
        assert find_footage(self.story(root, name, "ca.srt", ".hidden.mp4", "notes.txt")).name == name

    def test_the_one_named_like_the_story(self, root: Path) -> None:
        assert find_footage(self.story(root, "film.mov", "other.mp4")).name == "film.mov"

    def test_the_one_story_toml_names(self, root: Path) -> None:
        story = self.story(root, "film.mp4", "other.mp4", toml='video = "other.mp4"\n' + STORY)
        assert find_footage(story).name == "other.mp4"

    @pytest.mark.parametrize("names", [("a.mp4", "b.mp4"), ("film.mp4", "film.mov")])
    def test_too_many(self, root: Path, names: tuple[str, str]) -> None:
        with pytest.raises(StoryError, match="more than one video here"):
            find_footage(self.story(root, *names))

    def test_none(self, root: Path) -> None:
        with pytest.raises(StoryError, match=r"no video, and no sound recording, in this story's folder.*film\.mp4"):
            find_footage(self.story(root, "ca.srt"))


def test_nearest() -> None:
    assert nearest("jeol", ["joel", "laura"]) == 'Did you mean "joel"?'
    assert nearest("xyz", ["joel"]) == "" and nearest("joel", []) == ""
