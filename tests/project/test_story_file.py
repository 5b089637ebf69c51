"""What people write about one story, and what they are told of what cannot be."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.project.story_file import ChapterMark, FootageChoice, StoryFile

BOTH = {"ca": "x", "en": "y"}
LEAST: dict[str, object] = {"title": BOTH, "summary": BOTH, "place": BOTH, "spoken": ["ca"]}


def story(**more: object) -> StoryFile:
    return StoryFile.model_validate(LEAST | more)


def start(value: object) -> int:
    return ChapterMark.model_validate({"start": value, "title": BOTH}).start


@pytest.mark.parametrize(
    ("text", "ms"), [("0:42", 42_000), ("1:02:03", 3_723_000), ("0:42.5", 42_500), (" 100:00.007 ", 6_000_007)]
)
def test_a_point_in_the_video_is_written_as_a_clock_shows_it(text: str, ms: int) -> None:
    assert start(text) == ms


@given(st.integers(0, 99 * 3_600_000))
def test_every_ms_can_be_written(ms: int) -> None:
    minutes, rest = divmod(ms, 60_000)
    assert start(f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}") == ms


@pytest.mark.parametrize("wrong", [42, 4.2, "42", "0:60", "1:60:00", "-0:42", "0:42.1234", "", None])
def test_what_is_no_time_is_refused_numbers_too(wrong: object) -> None:
    with pytest.raises(ValidationError, match=r"minutes and seconds in quotation marks"):
        start(wrong)


@pytest.mark.parametrize("second", ["0:10", "0:09"])
def test_chapters_come_in_order(second: str) -> None:
    marks = [{"start": at, "title": BOTH} for at in ("0:10", second)]
    with pytest.raises(ValidationError, match="must begin after the one before it"):
        story(chapters=marks)
    assert len(story(chapters=marks[::-1] if second == "0:09" else marks[:1]).chapters) == (
        2 if second == "0:09" else 1
    )


@pytest.mark.parametrize("key", ["video", "poster"])
@pytest.mark.parametrize("name", ["../x.jpg", "a/b.jpg", "/x.jpg", "a\\b.jpg"])
def test_a_file_is_one_of_the_storys_own_folder(key: str, name: str) -> None:
    with pytest.raises(ValidationError, match="in the story's own folder"):
        story(**{key: name})


@pytest.mark.parametrize(("given_poster", "poster"), [(12.5, 12.5), (3, 3.0), ("1:05", 65.0), ("Foto.JPG", "Foto.JPG")])
def test_a_poster_is_a_point_in_the_video_or_a_picture(given_poster: object, poster: object) -> None:
    assert story(poster=given_poster).poster == poster


@pytest.mark.parametrize("wrong", [True, -1, float("inf"), "foto.gif", "soon"])
def test_and_nothing_else(wrong: object) -> None:
    with pytest.raises(ValidationError):
        story(poster=wrong)


@pytest.mark.parametrize(("sound", "sounds"), [(None, ()), (2, (2,)), ([1, 3], (1, 3))])
def test_sounds_to_take(sound: object, sounds: tuple[int, ...]) -> None:
    assert FootageChoice.model_validate({"sound": sound}).sounds == sounds


@pytest.mark.parametrize(
    "wrong", [{"sound": 0}, {"sound": []}, {"picture": 0}, {"picture": "x.mp4"}, {"picture": "../x.png"}]
)
def test_what_footage_cannot_have(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FootageChoice.model_validate(wrong)


def test_voices_are_those_of_who_speaks() -> None:
    people = [{"name": "Joel"}, {"name": "Anna", "speaks": False}]
    assert (story(people=people).speaker_names, story(people=people).speakers) == (["Joel"], 1)
    hidden = [{"name": "Joel"}, {"name": "Anna", "publish_name": False}]
    assert (story(people=hidden).speaker_names, story(people=hidden).speakers) == (["Joel"], 2)
    assert story().speakers is None is story(people=people[1:]).speakers


@pytest.mark.parametrize("wrong", [18, 18.30, "18:00Z", "18:00+02:00"])
def test_a_time_of_day_is_no_number_and_has_no_zone(wrong: object) -> None:
    with pytest.raises(ValidationError) as caught:
        story(published_time=wrong)
    assert [(problem["loc"], problem["type"]) for problem in caught.value.errors()] == [
        (("published_time",), "time_type")
    ]
    assert all(story(published_time=right).published_time == time(18, 30) for right in ("18:30", time(18, 30)))


@pytest.mark.parametrize("wrong", [2026, 86400, datetime(2026, 12, 1, 18)])
def test_a_day_is_no_number_and_no_moment(wrong: object) -> None:
    for more in ({"published": wrong}, {"consent": {"given_by": "Joel", "date": wrong, "scope": "web"}}):
        with pytest.raises(ValidationError) as caught:
            story(**more)
        assert [problem["type"] for problem in caught.value.errors()] == ["date_type"]


def test_a_language_is_named_once() -> None:
    with pytest.raises(ValidationError, match="name each language once"):
        story(spoken=["ca", "es", "ca"])


@pytest.mark.parametrize(
    "wrong", [{"slug": "El film"}, {"slug": "a--b"}, {"spoken": []}, {"spoken": ["xx"]}, {"titel": BOTH}]
)
def test_what_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        story(**wrong)
