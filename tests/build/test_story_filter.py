"""Stories that are not named one by one."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest
from small_series import CAPTIONS, make_series, make_story
from veus_job import in_process

from pipeline.build.story_filter import STATES, StoryFilter, lines_that, slugs_that
from pipeline.commands import common
from pipeline.errors import StoryError, UnknownStoryError
from pipeline.project.layout import Layout
from pipeline.project.series import Series


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three stories: two with captions, of which one is of long ago, and one without."""
    make_series(tmp_path)
    make_story(tmp_path, "2021/joel", b"film", captions=CAPTIONS)
    make_story(tmp_path, "2022/laura", b"film", captions=CAPTIONS)
    make_story(tmp_path, "2022/cynthia", b"film")
    long_ago = datetime(2020, 5, 31, 12).timestamp()
    for path in (tmp_path / "stories/2021/joel").iterdir():
        os.utime(path, (long_ago, long_ago))
    return tmp_path


def slugs(root: Path, *words: str, **asked: object) -> list[str]:
    return slugs_that(Series.open(Layout(root)), words, StoryFilter(**asked))  # type: ignore[arg-type]


def test_by_state(root: Path) -> None:
    assert slugs(root, states=["edited"]) == ["joel", "laura"]
    assert slugs(root, states=["none", "edited"]) == ["cynthia", "joel", "laura"]


def test_state_and_language_are_of_one_track(root: Path) -> None:
    assert slugs(root, states=["none"], tracks=["ca"]) == ["cynthia"]
    assert slugs(root, states=["none"], tracks=["en"]) == ["cynthia", "joel", "laura"]


def test_since(root: Path) -> None:
    assert slugs(root, since=date(2024, 1, 1)) == ["cynthia", "laura"]
    assert slugs(root, since=date(2020, 5, 31)) == ["cynthia", "joel", "laura"]
    assert slugs(root, "2021/*", since=date(2020, 5, 31)) == ["joel"]


def test_what_cannot_be_read_is_meant_too(root: Path) -> None:
    (root / "stories/2021/joel/story.toml").write_text("=")
    assert "2021/joel" in slugs(root, since=date(2024, 1, 1))


def test_none_is_not_all(root: Path) -> None:
    with pytest.raises(StoryError, match="no story like that"):
        slugs(root, states=["approved"])
    with pytest.raises(StoryError, match="no story like that"):
        slugs(root, since=date(2999, 1, 1))
    with pytest.raises(UnknownStoryError):
        slugs(root, "1999/*", states=["edited"])


def test_the_lines_of_a_status(root: Path) -> None:
    found = lines_that(Series.open(Layout(root)), ["2022/*"], StoryFilter(tracks=["ca"]))
    assert [(line.story, line.language, line.track) for line in found] == [
        ("cynthia", "ca", None),
        ("laura", "ca", "edited"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["2022/*"], ["cynthia", "laura"]),
        (["j*", "[lm]aura"], ["joel", "laura"]),
        (["?oel", "laura"], ["joel", "laura"]),
        (["*/joel"], ["joel"]),
        (["*"], ["cynthia", "joel", "laura"]),
    ],
)
def test_patterns(root: Path, words: list[str], found: list[str]) -> None:
    assert [story.slug for story in Series.open(Layout(root)).stories(words).loaded] == found


def test_a_pattern_of_nothing(root: Path) -> None:
    with pytest.raises(UnknownStoryError, match=r'there is no story "1999/\*"'):
        Series.open(Layout(root)).stories(["1999/*"])


def told(root: Path, *words: str) -> list[str]:
    return [line["story"] for line in json.loads(in_process(root, *words, "--json").out)]


def test_on_the_command_line(root: Path) -> None:
    assert told(root, "status", "--state", "edited") == ["joel", "laura"]
    assert told(root, "status", "--since", "2024-01-01", "--lang", "ca") == ["cynthia", "laura"]
    assert told(root, "status", "--lang", "xx") == []
    assert told(root, "status", "2021/*", "--lang", "ca") == ["joel"]
    ran = in_process(root, "build", "--state", "approved")
    assert ran.code == 1 and "no story like that" in ran.err and not (root / "output").exists()
    assert in_process(root, "status", "--since", "yesterday").code == 2


def test_a_check_is_of_those_that_are_meant(root: Path) -> None:
    checked = json.loads(in_process(root, "check", "--state", "edited", "--since", "2024-01-01", "--json").out)
    assert "laura" in json.dumps(checked) and "joel" not in json.dumps(checked)


def test_the_states_on_the_command_line_are_those_there_are() -> None:
    (option,) = common.filter_options(lambda: None).__click_params__[-1:]
    assert tuple(option.type.choices) == STATES
