"""Which stories a folder holds, in which order, and where their footage is."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story

from pipeline.errors import ConfigError, StoryError, VeusError
from pipeline.project.chosen import choose_stories
from pipeline.project.layout import Layout
from pipeline.project.settings import load_settings
from pipeline.project.story import SLUG, Story, discover, find_footage, load_story, nearest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_series(tmp_path, 'order = ["zeta", "beta"]\n')


def found(root: Path) -> tuple[list[Story], dict[str, VeusError]]:
    layout = Layout(root)
    return discover(layout, load_settings(layout))


def slugs(root: Path) -> list[str]:
    return [story.slug for story in found(root)[0]]


class TestDiscovery:
    def test_order_of_the_series_then_by_name(self, root: Path) -> None:
        for name in ("alpha", "beta", "gamma", "zeta"):
            make_story(root, name)
        assert slugs(root) == ["zeta", "beta", "alpha", "gamma"]

    def test_hidden_folders_and_files_are_no_stories(self, root: Path) -> None:
        make_story(root, "film")
        for name in (".trash", "_later"):
            make_story(root, name, toml="broken")
        (root / "stories/notes.txt").write_text("x")
        assert slugs(root) == ["film"] and found(root)[1] == {}

    def test_one_bad_story_never_hides_the_others(self, root: Path) -> None:
        make_story(root, "film")
        make_story(root, "bad", toml="broken")
        (make_story(root, "worse", toml=None) / "story.toml").mkdir()
        stories, problems = found(root)
        assert [story.slug for story in stories] == ["film"]
        assert set(problems) == {"bad", "worse"}

    def test_a_slug_of_its_own(self, root: Path) -> None:
        make_story(root, "La Laura (final)", toml='slug = "laura"\n' + STORY)
        (story,) = found(root)[0]
        assert story.slug == "laura" and story.paths.out == root / "output/laura"

    def test_three_that_claim_one_slug_are_all_refused(self, root: Path) -> None:
        make_story(root, "one", toml='slug = "three"\n' + STORY)
        make_story(root, "two", toml='slug = "three"\n' + STORY)
        make_story(root, "three")
        make_story(root, "four")
        stories, problems = found(root)
        assert [story.slug for story in stories] == ["four"]
        assert set(problems) == {"one", "two", "three"}

    def test_no_stories_yet(self, root: Path) -> None:
        assert found(root) == ([], {})


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


class TestChoosing:
    @pytest.fixture
    def both(self, root: Path) -> tuple[list[Story], dict[str, VeusError]]:
        for name in ("alpha", "zeta"):
            make_story(root, name)
        make_story(root, "broken", toml="=")
        return found(root)

    def test_all(self, both: tuple[list[Story], dict[str, VeusError]]) -> None:
        chosen, wrong = choose_stories(*both, [])
        assert [story.slug for story in chosen] == ["zeta", "alpha"] and set(wrong) == {"broken"}

    def test_some_in_the_order_of_the_series(self, both: tuple[list[Story], dict[str, VeusError]]) -> None:
        chosen, wrong = choose_stories(*both, ["alpha", "zeta", "alpha"])
        assert [story.slug for story in chosen] == ["zeta", "alpha"] and wrong == {}

    def test_a_broken_one_by_name(self, both: tuple[list[Story], dict[str, VeusError]]) -> None:
        chosen, wrong = choose_stories(*both, ["broken"])
        assert chosen == [] and set(wrong) == {"broken"}

    def test_did_you_mean(self, both: tuple[list[Story], dict[str, VeusError]]) -> None:
        with pytest.raises(StoryError, match=r'there is no story "alpah"\. Did you mean "alpha"\?'):
            choose_stories(*both, ["alpah"])
        with pytest.raises(StoryError, match="Stories here: alpha, broken, zeta"):
            choose_stories(*both, ["qqqq"])


def test_nearest() -> None:
    assert nearest("jeol", ["joel", "laura"]) == 'Did you mean "joel"?'
    assert nearest("xyz", ["joel"]) == "" and nearest("joel", []) == ""
