"""`veus style`: sheets that are there, numbers that are right, and an exit code that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from footage_clips import Clips
from PIL import Image
from small_series import CAPTIONS, half_files, make_series, make_story
from veus_job import in_process

from pipeline.actions.contact_sheet import StyleReport, style
from pipeline.build.outcome import Silent
from pipeline.errors import ConfigError, StoryError
from pipeline.project.layout import Layout
from pipeline.project.series import Series


@pytest.fixture(scope="module")
def drawn(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, StyleReport]:
    """Footage that is black and then white, with captions of its own."""
    root = make_series(tmp_path_factory.mktemp("style"))
    make_story(root, "film", clips["together"], captions=CAPTIONS)
    layout = Layout(root)
    return layout, style(Series.open(layout), "film", None, Silent())


def test_a_sheet_for_each_shape_and_nothing_to_publish(drawn: tuple[Layout, StyleReport]):
    layout, report = drawn
    names = ["style.ca.16x9.png", "style.ca.9x16.png", "style.ca.1x1.png"]
    assert report.sheets == [layout.work / "film" / name for name in names]
    for sheet in report.sheets:
        with Image.open(sheet) as picture:
            assert min(picture.size) > 1000
    assert [path.name for path in layout.output.iterdir()] == [".work"]
    assert not half_files(layout.root)


def test_every_sample_is_measured_in_every_shape(drawn: tuple[Layout, StyleReport]):
    _, report = drawn
    assert [row.shape for row in report.rows] == ["16:9"] * 5 + ["9:16"] * 5 + ["1:1"] * 5
    assert len({row.sample for row in report.rows}) == 5
    assert {row.verdict for row in report.rows} == {"good"}
    assert not report.failed and not report.notes and not report.faults


def test_white_behind_is_what_is_measured(drawn: tuple[Layout, StyleReport]):
    """A quarter of white lets through: (1 + 0.05) / (0.051 + 0.05) = 10.4."""
    _, report = drawn
    for row in report.rows:
        assert row.over == "lightest" or row.contrast == pytest.approx(10.4, abs=0.4)
        assert row.contrast == pytest.approx(10.4, abs=0.4)


def test_what_cannot_be_read_fails(clips: Clips, tmp_path: Path):
    root = make_series(tmp_path, "[style]\nbox_alpha = 0.3\n")
    make_story(root, "film", clips["together"])
    done = in_process(root, "style", "film", "--lang", "en", "--json")
    told = json.loads(done.out)
    assert done.code == 1
    assert not told["ok"]
    assert {row["why"] for row in told["rows"]} == {"too faint"}
    assert told["notes"] == ["there is no en.srt yet: the sheets show made-up captions."]
    assert "box_alpha = 0.3" in told["faults"][0]
    quiet = in_process(root, "--quiet", "style", "film", "--lang", "en")
    assert (quiet.code, quiet.out) == (1, "") and quiet.err.startswith("veus: ") and "box_alpha = 0.3" in quiet.err
    assert quiet.err.count(": too faint\n") == len(told["rows"])


@pytest.mark.parametrize(("ui", "title"), [("ca", "Una història"), ("en", "A story")])
def test_its_title_is_told_in_the_language_of_the_terminal(drawn: tuple[Layout, StyleReport], ui: str, title: str):
    layout, _ = drawn
    told = in_process(layout.root, "--ui", ui, "style", "film").err
    in_process(layout.root, "--ui", "en", "--help")  # English again
    assert told.startswith(f"film – {title}\n")


def test_a_story_or_a_language_that_is_not_there(drawn: tuple[Layout, StyleReport]):
    layout, _ = drawn
    with pytest.raises(StoryError, match="nobody"):
        style(Series.open(layout), "nobody", None, Silent())
    with pytest.raises(ConfigError):
        style(Series.open(layout), "film", "es", Silent())
