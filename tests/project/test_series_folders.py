"""Stories in folders of folders: stories/2021/joel/."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story
from veus_job import in_process

from pipeline.errors import ConfigError, StoryError
from pipeline.project import series as module
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories, find_folders, folder_name
from pipeline.setup.scaffold import check_name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two years of stories, and one that stands by itself."""
    make_series(tmp_path)
    for folder in ("laura", "2021/joel", "2022/spring/cynthia"):
        make_story(tmp_path, folder)
    return tmp_path


def stories(root: Path) -> Stories:
    return Series.open(Layout(root)).stories()


def names(root: Path) -> list[str]:
    return [folder_name(Layout(root), folder) for folder in find_folders(Layout(root))]


def test_they_are_stories_as_all_others(root: Path) -> None:
    assert names(root) == ["2021/joel", "2022/spring/cynthia", "laura"]
    assert {story.slug: story.paths.out for story in stories(root).loaded} == {
        slug: root / "output" / slug for slug in ("cynthia", "joel", "laura")
    }
    assert Series.open(Layout(root)).story("joel").paths.source == root / "stories/2021/joel"


def test_a_story_of_which_the_file_is_missing_is_one(root: Path) -> None:
    make_story(root, "2021/marta", toml=None)
    (make_story(root, "joan", toml=None) / "consent").mkdir()
    assert set(stories(root).problems) == {"2021/marta", "joan"}
    with pytest.raises(ConfigError, match="missing"):
        Series.open(Layout(root)).story("marta")
    assert set(stories(root).named(["marta"]).problems) == {"2021/marta"}


def test_folders_within_a_story_are_its_own(root: Path) -> None:
    make_story(root, "laura/backup")
    assert "laura/backup" not in names(root)


@pytest.mark.parametrize("hidden", [".trash/joel", "_later/joel", "2021/.base/joel", "theme/templates"])
def test_hidden_folders_hold_none(root: Path, hidden: str) -> None:
    (root / "stories" / hidden).mkdir(parents=True)
    before = names(root)
    if "theme" not in hidden:
        (root / "stories" / hidden / "story.toml").write_text(STORY)
    assert names(root) == before == ["2021/joel", "2022/spring/cynthia", "laura"]


def test_a_link_back_is_no_way_in(root: Path) -> None:
    (root / "stories/2021/again").symlink_to(root / "stories")
    assert [name for name in names(root) if name.endswith("joel")] == ["2021/joel"]


def test_a_link_to_a_story_is_one(root: Path, tmp_path: Path) -> None:
    elsewhere = make_story(make_series(tmp_path / "elsewhere"), "marta")
    (root / "stories/2021/marta").symlink_to(elsewhere)
    assert "2021/marta" in names(root)


def test_one_name_in_two_years_is_refused_with_both(root: Path) -> None:
    make_story(root, "2022/joel")
    there = stories(root)
    assert set(there.problems) == {"2021/joel", "2022/joel"}
    told = str(there.problems["2021/joel"])
    assert "2021/joel" in told and "2022/joel" in told and 'the slug "joel"' in told
    with pytest.raises(StoryError, match="both use the slug"):
        Series.open(Layout(root)).story("joel")


def test_the_same_where_only_a_part_is_read(root: Path) -> None:
    make_story(root, "2022/joel")
    found, count = Series.open(Layout(root)).part(1, 1)
    assert count == 4 and set(found.problems) <= {"2021/joel", "2022/joel"} and found.problems


def test_a_slug_of_its_own_makes_them_two(root: Path) -> None:
    make_story(root, "2022/joel", toml=STORY + 'slug = "joel-2022"\n')
    assert {story.slug for story in stories(root).loaded} == {"cynthia", "joel", "joel-2022", "laura"}


def test_no_other_story_is_read_for_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    load = module.load_story
    monkeypatch.setattr(module, "load_story", lambda folder, layout: read.append(folder.name) or load(folder, layout))
    Series.open(Layout(root)).story("joel")
    assert read == ["joel"]


def test_a_new_story_takes_no_name_of_another_year(root: Path) -> None:
    with pytest.raises(StoryError, match="of this name already") as refused:
        check_name(Layout(root), "joel")
    assert refused.value.where == root / "stories/2021/joel"


def test_a_story_goes_to_another_year(built_film: Path) -> None:
    (built_film / "stories/2024").mkdir()
    (built_film / "stories/film").rename(built_film / "stories/2024/film")
    assert in_process(built_film, "build", "--json").out.count('"outcome": "unchanged"') == 1
    assert '"made": "yes"' in in_process(built_film, "status", "--json").out
