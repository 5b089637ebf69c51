"""Stories of a series, by name: which are there, which are meant, and what is read to find one."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story

from pipeline.errors import ConfigError, StoryError, UnknownStoryError
from pipeline.project import series as module
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return make_series(tmp_path, 'order = ["zeta", "beta"]\n')


@pytest.fixture
def root(empty: Path) -> Path:
    for name in ("alpha", "zeta"):
        make_story(empty, name)
    make_story(empty, "broken", toml="=")
    return empty


def there_in(root: Path) -> Stories:
    return Series.open(Layout(root)).stories()


@pytest.fixture
def there(root: Path) -> Stories:
    return there_in(root)


def slugs(stories: Stories) -> list[str]:
    return [story.slug for story in stories.loaded]


class TestDiscovery:
    def test_order_of_the_series_then_by_name(self, empty: Path) -> None:
        for name in ("alpha", "beta", "gamma", "zeta"):
            make_story(empty, name)
        assert slugs(there_in(empty)) == ["zeta", "beta", "alpha", "gamma"]

    def test_hidden_folders_and_files_are_no_stories(self, empty: Path) -> None:
        make_story(empty, "film")
        for name in (".trash", "_later"):
            make_story(empty, name, toml="broken")
        (empty / "stories/notes.txt").write_text("x")
        assert slugs(there_in(empty)) == ["film"] and not there_in(empty).problems

    def test_one_bad_story_never_hides_the_others(self, empty: Path) -> None:
        make_story(empty, "film")
        make_story(empty, "bad", toml="broken")
        (make_story(empty, "worse", toml=None) / "story.toml").mkdir()
        there = there_in(empty)
        assert slugs(there) == ["film"]
        assert set(there.problems) == {"bad", "worse"}

    def test_a_slug_of_its_own(self, empty: Path) -> None:
        make_story(empty, "La Laura (final)", toml='slug = "laura"\n' + STORY)
        (story,) = there_in(empty).loaded
        assert story.slug == "laura" and story.paths.out == empty / "output/laura"

    def test_three_that_claim_one_slug_are_all_refused(self, empty: Path) -> None:
        make_story(empty, "one", toml='slug = "three"\n' + STORY)
        make_story(empty, "two", toml='slug = "three"\n' + STORY)
        make_story(empty, "three")
        make_story(empty, "four")
        there = there_in(empty)
        assert slugs(there) == ["four"]
        assert set(there.problems) == {"one", "two", "three"}

    def test_no_stories_yet(self, empty: Path) -> None:
        assert there_in(empty) == Stories([], {})


class TestNamed:
    def test_all_where_there_are_no_names(self, there: Stories) -> None:
        assert slugs(there.named([])) == ["zeta", "alpha"] and set(there.named([]).problems) == {"broken"}

    def test_some_in_the_order_of_the_series(self, there: Stories) -> None:
        chosen = there.named(["alpha", "zeta", "alpha"])
        assert slugs(chosen) == ["zeta", "alpha"] and chosen.problems == {}

    def test_a_broken_one(self, there: Stories) -> None:
        assert slugs(there.named(["broken"])) == [] and set(there.named(["broken"]).problems) == {"broken"}

    def test_did_you_mean(self, there: Stories) -> None:
        with pytest.raises(UnknownStoryError, match=r'there is no story "alpah"\. Did you mean "alpha"\?'):
            there.named(["alpah"])
        with pytest.raises(UnknownStoryError, match="Stories here: alpha, broken, zeta"):
            there.named(["qqqq"])


class TestOne:
    def test_by_its_folder(self, root: Path) -> None:
        assert Series.open(Layout(root)).story("alpha").paths.source == root / "stories/alpha"

    @pytest.mark.parametrize("key", ["slug", '"slug"', r'"sl\u0075g"', r'"\U00000073lug"'])
    def test_by_a_slug_that_is_not_its_folder(self, root: Path, key: str) -> None:
        file = make_story(root, "2021-beta") / "story.toml"
        file.write_text(f'{key} = "beta"\n' + file.read_text("utf-8"), "utf-8")
        assert Series.open(Layout(root)).story("beta").paths.source == root / "stories/2021-beta"
        with pytest.raises(UnknownStoryError, match="2021-beta"):
            Series.open(Layout(root)).story("2021-beta")

    def test_that_two_folders_claim_is_refused(self, root: Path) -> None:
        file = make_story(root, "other") / "story.toml"
        file.write_text('slug = "alpha"\n' + file.read_text("utf-8"), "utf-8")
        with pytest.raises(StoryError, match="both use the slug"):
            Series.open(Layout(root)).story("alpha")

    def test_that_is_broken_says_why(self, root: Path) -> None:
        with pytest.raises(ConfigError, match="not valid TOML"):
            Series.open(Layout(root)).story("broken")

    def test_unknown_names_all_there_are(self, root: Path) -> None:
        with pytest.raises(UnknownStoryError, match='Did you mean "zeta"'):
            Series.open(Layout(root)).story("zetta")

    def test_reads_no_other_story(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        load = module.load_story
        monkeypatch.setattr(
            module, "load_story", lambda folder, layout: read.append(folder.name) or load(folder, layout)
        )
        Series.open(Layout(root)).story("alpha")
        assert read == ["alpha"]
