"""Who withdrew a story, whether that holds, and all the places it was sent to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story

from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.review.withdrawal import (
    Withdrawal,
    add_target,
    former_slugs,
    may_be_withdrawn,
    note_sent,
    note_withdrawal,
    refusal,
    remove_target,
    sent_to,
    shown_settings,
    slugs_at,
    standing,
    targets_of,
)

ASKED = Withdrawal(by="Laia", when="2024-06-10T23:30:00+02:00", reason="Ho ha demanat.")
SECTION = '[[sections]]\ntext = { ca = "U", en = "One" }\nstories = ["film", "other", "gone"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_story(make_series(tmp_path, SECTION), "film")
    make_story(tmp_path, "other")
    make_story(tmp_path, "gone")
    return tmp_path


def story(root: Path, consent: str = "", name: str = "film") -> Story:
    if consent:
        told = f'[consent]\ngiven_by = "Ella"\nscope = "web"\ndate = {consent}\n'
        (root / f"stories/{name}/story.toml").write_text(STORY + told, "utf-8")
    return Series.open(Layout(root)).story(name)


def test_the_last_word_counts(root: Path) -> None:
    film = story(root)
    assert standing(film) is None and not may_be_withdrawn(film)
    later = Withdrawal(by="Marta", when="2024-07-01T10:00:00+02:00", reason="Una altra vegada.")
    note_withdrawal(film.paths, ASKED)
    note_withdrawal(film.paths, later)
    assert standing(film) == later and may_be_withdrawn(film)
    text = film.paths.withdrawal_file.read_text("utf-8")
    assert text.index("Laia") < text.index("Marta"), "the first one stays on record"


@pytest.mark.parametrize(("consent", "holds"), [("2024-06-10", True), ("2024-06-11", False)])
def test_consent_of_a_later_day_ends_it(root: Path, consent: str, holds: bool) -> None:
    film = story(root, consent)
    note_withdrawal(film.paths, ASKED)
    assert (standing(film) is not None) == holds == may_be_withdrawn(film)


def test_a_record_that_cannot_be_read_counts_as_withdrawn(root: Path) -> None:
    film = story(root)
    film.paths.withdrawal_file.write_text("{", "utf-8")
    with pytest.raises(StoryError, match=r"withdrawal\.json.*cannot be read"):
        standing(film)
    assert may_be_withdrawn(film)
    with pytest.raises(StoryError):
        note_withdrawal(film.paths, ASKED)
    assert film.paths.withdrawal_file.read_text("utf-8") == "{"


def test_pages_name_no_story_that_was_withdrawn_or_taken_out(root: Path) -> None:
    series = Series.open(Layout(root))
    stories = [story(root, name=name) for name in ("film", "other")]
    note_withdrawal(stories[0].paths, ASKED)
    named = [section.stories for section in shown_settings(Layout(root), series.settings, stories).sections]
    assert [list(slugs) for slugs in named] == [["other", "gone"]], "one that cannot be read is still in stories/"


def test_why_nothing_is_made_of_it(root: Path) -> None:
    assert "withdrawn on 2024-06-10" in str(refusal(story(root), ASKED)) and ASKED.day == date(2024, 6, 10)


def test_every_place_is_known_until_nothing_is_left_there(root: Path) -> None:
    paths = story(root).paths
    assert targets_of(paths) == ()
    for target in ("s3://a", "/srv/b", "s3://a"):
        add_target(paths, target)
    assert targets_of(paths) == ("s3://a", "/srv/b")
    remove_target(paths, "s3://a")
    remove_target(paths, "ftp://c")
    assert targets_of(paths) == ("/srv/b",)


def test_what_has_arrived_where_is_noted_until_it_goes(root: Path) -> None:
    paths = story(root).paths
    for target in ("s3://a", "/srv/b"):
        add_target(paths, target)
    note_sent(paths, "s3://a", {"ca": "1"})
    assert sent_to(paths) == {"s3://a": {"ca": "1"}, "/srv/b": {}}
    remove_target(paths, "/srv/b")
    note_sent(paths, "s3://a", {"ca": "2", "en": "3"})
    assert sent_to(paths) == {"s3://a": {"ca": "2", "en": "3"}}
    remove_target(paths, "s3://a")
    assert sent_to(paths) == {}


def renamed(root: Path, name: str) -> Story:
    (folder,) = (path.parent for path in root.glob("stories/*/.base"))
    folder.rename(folder.parent / name)
    return story(root, name=name)


def test_the_slugs_that_a_story_had_at_a_place_are_noted_and_what_has_another_one_is_not_there(root: Path) -> None:
    film = story(root)
    add_target(film.paths, "s3://a")
    note_sent(film.paths, "s3://a", {"ca": "1"})
    film = renamed(root, "ended")
    assert (slugs_at(film.paths, "s3://a"), former_slugs(film.paths)) == (("film",), {"film"})
    assert sent_to(film.paths) == {"s3://a": {}}
    add_target(film.paths, "s3://a")
    assert sent_to(film.paths) == {"s3://a": {}}, "not there yet under its new name"
    note_sent(film.paths, "s3://a", {"ca": "1"})
    assert slugs_at(film.paths, "s3://a") == ("film", "ended") and sent_to(film.paths) == {"s3://a": {"ca": "1"}}
    back = renamed(root, "film")
    assert (sent_to(back.paths), former_slugs(back.paths)) == ({"s3://a": {}}, {"ended"})
    add_target(back.paths, "s3://a")
    note_sent(back.paths, "s3://a", {"ca": "1"}, {"film", "other"})
    assert slugs_at(back.paths, "s3://a") == ("film",), "nothing of another name is there any more"
    remove_target(back.paths, "s3://a")
    assert slugs_at(back.paths, "s3://a") == () and former_slugs(back.paths) == set()


@pytest.mark.parametrize("slug", ["..", "a/b", "/srv", "Film", "."])
def test_no_folder_is_named_by_a_record_that_no_story_could_have(root: Path, slug: str) -> None:
    paths = story(root).paths
    paths.base.mkdir()
    paths.published_file.write_text(json.dumps({"targets": ["x"], "slugs": {"x": [slug]}}), "utf-8")
    with pytest.raises(StoryError, match=r"published\.json.*cannot be read"):
        former_slugs(paths)


def test_a_record_of_an_earlier_version_is_read_and_says_that_nobody_knows_the_slug(root: Path) -> None:
    paths = story(root).paths
    paths.base.mkdir()
    paths.published_file.write_text('{"targets": ["s3://a"], "sent": {"s3://a": {"ca": "1"}}}', "utf-8")
    assert slugs_at(paths, "s3://a") == ("",) and former_slugs(paths) == set()
    assert targets_of(paths) == ("s3://a",) and sent_to(paths) == {"s3://a": {"ca": "1"}}
    add_target(paths, "s3://a")
    assert slugs_at(paths, "s3://a") == ("", "film") and former_slugs(paths) == set()
