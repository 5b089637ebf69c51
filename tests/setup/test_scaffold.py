"""`veus new`: a story's folder that loads and builds."""

from __future__ import annotations

import errno
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from footage_clips import Clips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_series import make_series

from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.errors import ConfigError, DiskFullError, MediaError, StoryError
from pipeline.files import sha256_file
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import load_settings
from pipeline.project.story import find_footage, load_story
from pipeline.project.tomlfile import read_toml
from pipeline.setup import scaffold as module
from pipeline.setup.scaffold import MARK, QUESTIONS, Scaffolded, made_before, scaffold

ANSWERS = {
    "title_ca": "L’hort d’en “Joel”",
    "title_en": 'Joel\'s "garden"',
    "summary_ca": "Una frase.",
    "summary_en": "One sentence.",
    "place": "Nou Barris",
}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(make_series(tmp_path / "root"))


def make(layout: Layout, clips: Clips, **answers: str) -> Scaffolded:
    return scaffold(layout, "film", clips["silent"], ("ca", "es"), answers)


def test_all_answers_given(layout: Layout, clips: Clips) -> None:
    made = make(layout, clips, **ANSWERS)
    assert made.placeholders == []
    story = load_story(made.folder, layout)
    assert story.info.title["ca"] == "L’hort d’en “Joel”" and story.info.title["en"] == 'Joel\'s "garden"'
    assert story.info.spoken == ("ca", "es")
    assert story.info.place["ca"] == story.info.place["en"] == "Nou Barris"
    assert sha256_file(find_footage(story)) == sha256_file(clips["silent"])
    assert find_footage(story).name == "film.mp4"


def test_without_answers_placeholders_are_marked(layout: Layout, clips: Clips) -> None:
    made = make(layout, clips)
    assert made.placeholders == ["title.ca", "title.en", "summary.ca", "summary.en", "place.ca", "place.en"]
    story = load_story(made.folder, layout)
    assert story.info.title["ca"].startswith(MARK) and story.info.place["en"].startswith(MARK)
    assert (made.folder / "story.toml").read_text("utf-8").count(f'"{MARK} ') == 6


def test_some_answers(layout: Layout, clips: Clips) -> None:
    assert make(layout, clips, title_ca="Títol", place=" ").placeholders == [
        *("title.en", "summary.ca", "summary.en", "place.ca", "place.en")
    ]


def test_what_it_makes_builds(layout: Layout, clips: Clips) -> None:
    make(layout, clips)
    report = build(layout, [], Silent(), up_to=UpTo.CAPTIONS)
    assert [story.outcome for story in report.stories] == ["built"]


def test_a_first_story_brings_the_settings(tmp_path: Path, clips: Clips) -> None:
    layout = Layout(tmp_path / "new")
    assert make(layout, clips).new_series == layout.series_file
    assert load_settings(layout).title["ca"].startswith(MARK)
    assert [story.slug for story in Series.open(layout).stories().loaded] == ["film"]


def test_settings_that_are_there_stay(layout: Layout, clips: Clips) -> None:
    before = layout.series_file.read_bytes()
    assert make(layout, clips).new_series is None
    assert layout.series_file.read_bytes() == before


def test_the_examples_in_the_comments_are_right(layout: Layout, clips: Clips) -> None:
    file = make(layout, clips).folder / "story.toml"
    lines = file.read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# [[people]]"))
    text = "\n".join([*lines[:start], *(line.removeprefix("# ").removeprefix("#") for line in lines[start:])])
    assert {"people", "programme", "consent"} <= set(tomllib.loads(text))
    file.write_text(text, "utf-8")
    assert load_story(file.parent, layout).info.people[0].name == "Laura"


def test_a_folder_made_by_hand_becomes_a_story_as_it_is_told(layout: Layout, clips: Clips, tmp_path: Path) -> None:
    """What lies in it is never written over, nor taken away."""
    by_hand = layout.stories / "hort"
    by_hand.mkdir()
    shutil.copyfile(clips["silent"], by_hand / "gravació.mp4")
    told = str(Series.open(layout).stories().problems["hort"])
    assert "move its folder out of stories/" in told and told.endswith(": veus new hort VIDEO")
    with pytest.raises(StoryError, match="already"):
        scaffold(layout, "hort", by_hand / "gravació.mp4", ("ca",), ANSWERS)
    elsewhere = by_hand.rename(tmp_path / "hort")
    made = scaffold(layout, "hort", elsewhere / "gravació.mp4", ("ca",), ANSWERS)
    assert find_footage(load_story(made.folder, layout)).name == "hort.mp4"


def test_people_consent_and_places_by_language(layout: Layout, clips: Clips) -> None:
    """What the desk asks besides; a comment that shows how is not needed then."""
    joel = {"name": 'Joel "el pagès"', "role": {"ca": "veí", "en": "neighbour"}}
    consent = {"given_by": "Joel", "date": date(2024, 5, 2), "scope": "el web"}
    more = {"people": [joel, {"name": "Núria", "speaks": False}], "consent": consent}
    answers = ANSWERS | {"place_ca": "Gràcia"}
    folder = scaffold(layout, "film", clips["silent"], ("ca",), answers, more).folder
    info = load_story(folder, layout).info
    assert [one.name for one in info.people] == ['Joel "el pagès"', "Núria"] and not info.people[1].speaks
    assert info.people[0].role and info.people[0].role["en"] == "neighbour"
    assert info.consent and info.consent.date == date(2024, 5, 2)
    assert (info.place["ca"], info.place["en"]) == ("Gràcia", "Nou Barris")
    text = (folder / "story.toml").read_text("utf-8")
    assert "# [programme]" in text and "# [[people]]" not in text and "# [consent]" not in text


def test_a_first_story_begins_a_series_like_no_other(tmp_path: Path, clips: Clips) -> None:
    found = []
    for name in ("one", "two"):
        layout = Layout(tmp_path / name)
        scaffold(layout, "film", clips["silent"], ("ca",), ANSWERS)
        found.append(load_settings(layout))
    assert found[0].id != found[1].id and {one.published for one in found} == {date.today()}


def test_what_story_toml_does_not_take(layout: Layout, clips: Clips) -> None:
    with pytest.raises(ConfigError, match=r"consent\.scope"):
        scaffold(layout, "film", clips["silent"], ("ca",), ANSWERS, {"consent": {"given_by": "Joel", "date": date.min}})
    assert [path.name for path in layout.stories.iterdir()] == ["series.toml"]


def test_whether_a_story_was_made_of_exactly_this(layout: Layout, clips: Clips) -> None:
    made = make(layout, clips, **ANSWERS).folder
    size = clips["silent"].stat().st_size

    def before(slug: str = "film", size: int | None = size, **answers: str) -> bool:
        return made_before(layout, slug, size, ("ca", "es"), ANSWERS | answers, {})

    assert before() and before(size=None)
    assert not before(size=size + 1) and not before(slug="other") and not before(slug="../film")
    assert not before(title_ca="Un altre")
    (made / "story.toml").write_text((made / "story.toml").read_text("utf-8") + "\n# A note.\n", "utf-8")
    assert not before()


def test_every_question_has_its_place() -> None:
    assert set(QUESTIONS) == set(ANSWERS)


@pytest.mark.parametrize("slug", ["", "..", "../x", "a/b", "Film", "a b", "film\n", "à"])
def test_a_name_that_cannot_be(layout: Layout, clips: Clips, slug: str) -> None:
    with pytest.raises(StoryError, match="cannot be the name of a story"):
        scaffold(layout, slug, clips["silent"], ("ca",), {})
    assert [path.name for path in layout.stories.iterdir()] == ["series.toml"]


def test_a_reserved_name(layout: Layout, clips: Clips) -> None:
    with pytest.raises(StoryError):
        scaffold(layout, "static", clips["silent"], ("ca",), {})


def test_a_story_that_is_there(layout: Layout, clips: Clips) -> None:
    make(layout, clips, **ANSWERS)
    before = (layout.stories / "film/story.toml").read_bytes()
    with pytest.raises(StoryError, match=r"stories/film: there is a story of this name already"):
        make(layout, clips)
    assert (layout.stories / "film/story.toml").read_bytes() == before


def test_an_unknown_language(layout: Layout, clips: Clips) -> None:
    with pytest.raises(ConfigError, match=r'unknown language "cat"\. Did you mean "ca"\?'):
        scaffold(layout, "film", clips["silent"], ("cat",), {})
    with pytest.raises(ConfigError, match="name each language once"):
        scaffold(layout, "film", clips["silent"], ("ca", "ca"), {})
    assert not (layout.stories / "film").exists()


def test_not_a_video(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    for name in ("text.mp4", "missing.mp4", "."):
        with pytest.raises(MediaError):
            scaffold(layout, "film", tmp_path / name, ("ca",), {})
    assert not (layout.stories / "film").exists()


def test_a_full_disk_leaves_nothing(layout: Layout, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.shutil, "copyfile", full)
    with pytest.raises(DiskFullError):
        make(layout, clips)
    assert not (layout.stories / "film").exists()


def test_an_unusual_ending(layout: Layout, clips: Clips, tmp_path: Path) -> None:
    odd = tmp_path / "film.mp4.bak"
    odd.write_bytes(clips["silent"].read_bytes())
    folder = scaffold(layout, "film", odd, ("ca",), {}).folder
    assert find_footage(load_story(folder, layout)).name == "film.mp4"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=TEXT, place=TEXT)
def test_any_text_comes_back_as_it_was(tmp_path: Path, title: str, place: str) -> None:
    from pipeline.project.story_file import StoryFile

    text, _ = module._story_toml(["ca"], ANSWERS | {"title_ca": title, "place": place})
    file = tmp_path / "story.toml"
    file.write_text(text, "utf-8", newline="")
    info = read_toml(file, StoryFile)
    assert info.title["ca"] == title.strip() and info.place["en"] == place.strip()
