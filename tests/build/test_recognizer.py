"""The speech engine of a series: its model is the same one wherever the command is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series

from pipeline import files
from pipeline.build.recognizer import Recognizer
from pipeline.build.surroundings import around
from pipeline.cluster.machine_likeness import needed_profile
from pipeline.errors import EngineError
from pipeline.project.layout import Layout
from pipeline.project.series import Series


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Series:
    """One with a model of its own, seen from another folder."""
    monkeypatch.setenv("VEUS_MODELS", str(tmp_path / "fetched"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return Series.open(Layout(make_series(tmp_path / "root", '[speech]\nmodel = "models/ca-ct2"\n')))


def put(series: Series) -> Path:
    folder = series.layout.root / "models/ca-ct2"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"weights")
    return folder


def test_the_folder_of_a_model_is_meant_from_the_root_of_the_series(series: Series) -> None:
    folder = put(series)
    model = Recognizer.of(series).model
    assert (model.folder, model.name) == (folder, "models/ca-ct2"), "it is called as series.toml calls it"
    assert model.sha256 == files.sha256_file(folder / "model.bin")
    assert around(series) and "model models/ca-ct2" in needed_profile(series.settings, series.layout.root)


def test_the_folder_that_was_looked_for_is_named(series: Series) -> None:
    with pytest.raises(EngineError) as caught:
        Recognizer.of(series).check(series.layout.series_file)
    assert str(series.layout.root / "models/ca-ct2") in caught.value.remedy
