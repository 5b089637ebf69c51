"""What is known of places through which files of stories went to other machines."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series

from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.publish.staging import StagedStories, place_in_store, staged_at, staging_folder, store_in, take_back


@pytest.fixture
def series(tmp_path: Path) -> Series:
    return Series.open(Layout(make_series(tmp_path / "series")))


def with_store(series: Series, store: str) -> Series:
    path = series.layout.series_file
    path.write_text(f'{path.read_text("utf-8")}\n[cluster]\nstore = "{store}"\n', "utf-8")
    return Series.open(series.layout)


def test_places_are_known_until_nothing_is_there(series: Series) -> None:
    staged = StagedStories(series.layout)
    assert staged.of("one") == []
    for slug, place in (("one", "/a/one"), ("one", "/a/one"), ("one", "s3://b/one"), ("two", "/a/two")):
        staged.note(slug, place)
    assert StagedStories(series.layout).of("one") == ["/a/one", "s3://b/one"]
    staged.forget("one", "/a/one")
    staged.forget("one", "/a/one")
    assert (staged.of("one"), staged.of("two")) == (["s3://b/one"], ["/a/two"])
    staged.forget("two", "/a/two")
    assert staged.slugs() == {"one"}


@pytest.mark.parametrize("data", [b"", b"{", b"[]"])
def test_a_damaged_record_is_none(series: Series, data: bytes) -> None:
    path = series.layout.remembered("staged")
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert StagedStories(series.layout).of("one") == []


def test_that_of_series_toml_is_looked_at_too(series: Series, tmp_path: Path) -> None:
    """output/, and what was known, may have been deleted."""
    series = with_store(series, "../shared")
    place = place_in_store(store_in(series), staging_folder(series.settings.id, "one"))
    assert list(staged_at(series, "one")) == []
    (tmp_path / "shared" / staging_folder(series.settings.id, "one")).mkdir(parents=True)
    assert list(staged_at(series, "one")) == [place]
    StagedStories(series.layout).note("one", place)
    assert list(staged_at(series, "one")) == [place]


def test_what_lies_there_is_taken_back_and_nothing_else(series: Series, tmp_path: Path) -> None:
    for name in ("one/film", "one/.part-x.mp4", "two/film"):
        path = tmp_path / "store/test" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    place = str(tmp_path / "store/test/one")
    StagedStories(series.layout).note("one", place)
    assert take_back(series.layout, "one", place) == [".part-x.mp4", "film"]
    assert StagedStories(series.layout).of("one") == []
    assert [path.name for path in (tmp_path / "store/test").iterdir()] == ["two"]
    assert take_back(series.layout, "one", place) == []


def test_a_place_that_cannot_be_reached_stays_known(series: Series) -> None:
    place = "sftp://127.0.0.1:9/veus/test/one"
    StagedStories(series.layout).note("one", place)
    with pytest.raises(VeusError):
        take_back(series.layout, "one", place)
    assert StagedStories(series.layout).of("one") == [place]
