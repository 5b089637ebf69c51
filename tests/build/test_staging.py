"""What is known of places through which files of stories went to other machines."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series

from pipeline.build.staging import (
    StagedStories,
    own_folder,
    place_in_store,
    staged_at,
    staging_folder,
    store_in,
    take_back,
    take_back_finished,
)
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series


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
    assert staged.slugs() == ["one"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]"])
def test_a_damaged_record_is_none(series: Series, data: bytes) -> None:
    path = series.layout.remembered("staged")
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert StagedStories(series.layout).of("one") == []


def test_that_of_series_toml_is_looked_at_too(series: Series, tmp_path: Path) -> None:
    """output/, and what was known, may have been deleted; and others may have the same series."""
    series = with_store(series, "../shared")
    place = place_in_store(store_in(series), staging_folder(series.settings.id, "one"))
    assert list(staged_at(series, "one")) == []
    (tmp_path / "shared" / staging_folder(series.settings.id, "one")).mkdir(parents=True)
    assert list(staged_at(series, "one")) == [place]
    mine = place_in_store(store_in(series), own_folder(series, "one"))
    StagedStories(series.layout).note("one", mine)
    assert list(staged_at(series, "one")) == [mine, place] and mine.startswith(f"{place}/")


FILM, KEY = "ab" * 32, "stage-" + "cd" * 32


def lay(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"x")


def test_what_lies_there_is_taken_back_and_nothing_else(series: Series, tmp_path: Path) -> None:
    """Neither what other computers have of the story, nor what somebody else put there."""
    store = tmp_path / "store"
    mine = store / own_folder(series, "one")
    lay(mine, FILM, f"{KEY}.json", ".part-veus-1.mp4")
    lay(mine.parent / "0123456789abcdef", FILM)
    lay(store / own_folder(series, "two"), FILM, "video.mp4")
    for slug in ("one", "two"):
        StagedStories(series.layout).note(slug, str(store / own_folder(series, slug)))
    assert take_back(series.layout, "one", str(mine)) == [".part-veus-1.mp4", FILM, f"{KEY}.json"]
    assert [path.name for path in mine.parent.iterdir()] == ["0123456789abcdef"]
    assert take_back(series.layout, "two", str(store / own_folder(series, "two"))) == [FILM]
    assert [path.name for path in (store / own_folder(series, "two")).iterdir()] == ["video.mp4"]
    assert StagedStories(series.layout).slugs() == []
    assert take_back(series.layout, "one", str(mine.parent)) == [f"0123456789abcdef/{FILM}"], "as a withdrawal does"
    assert not mine.parent.exists() and mine.parent.parent.exists()


def test_what_is_away_is_not_taken_for_empty(series: Series, tmp_path: Path) -> None:
    """A drive that is not connected leaves an empty folder."""
    store, staged = tmp_path / "store", StagedStories(series.layout)
    mine = store / own_folder(series, "one")
    lay(mine, FILM)
    staged.note("one", str(mine))
    store.rename(tmp_path / "away")
    store.mkdir()
    with pytest.raises(VeusError, match="perhaps its drive is not connected"):
        take_back(series.layout, "one", str(mine))
    store.rmdir()
    (tmp_path / "away").rename(store)
    assert staged.slugs() == ["one"] and take_back(series.layout, "one", str(mine)) == [FILM]


@pytest.mark.parametrize("place", ["sftp://127.0.0.1:9/veus/x", "ftp://127.0.0.1:9/veus/x", "nothing://x/y"])
def test_a_place_that_cannot_be_reached_stays_known(series: Series, place: str) -> None:
    StagedStories(series.layout).note("one", place)
    told = list[str]()
    take_back_finished(series.layout, lambda slug: True, told.append)
    assert len(told) == 1 and "one" in told[0] and place in told[0]
    assert StagedStories(series.layout).of("one") == [place]
