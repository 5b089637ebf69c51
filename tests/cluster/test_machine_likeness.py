"""Machines that make the same bytes: what is compared, and what is told of a difference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from small_series import make_series

from pipeline.cluster import machine_likeness
from pipeline.cluster.machine_likeness import (
    ARITHMETIC,
    DECISIVE,
    MachineDifference,
    differences,
    listening_profile,
    machine_profile,
    needed_profile,
    resource_of,
    resources_of,
    whole_profile,
)
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings

ENGINES = ("faster-whisper",)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Series.open(Layout(make_series(tmp_path))).settings


def test_a_machine_helps_itself(settings: Settings) -> None:
    needed, offered = needed_profile(settings), whole_profile(ENGINES)
    assert differences(needed, offered) == []
    assert resource_of(needed) in list(resources_of(offered))
    with_card = settings.model_copy(update={"video": settings.video.model_copy(update={"encoder": "auto"})})
    assert resource_of(needed_profile(with_card)) in list(resources_of(offered))


def test_a_processor_that_computes_otherwise_helps_with_what_no_model_does(settings: Settings) -> None:
    needed, listening, offered = needed_profile(settings), listening_profile(settings), whole_profile(ENGINES)
    assert resource_of(listening) in list(resources_of(offered))
    other = {**offered, ARITHMETIC: "GenuineIntel 01234567"}
    assert differences(needed, other) == [] and resource_of(needed) in list(resources_of(other))
    assert resource_of(listening) not in list(resources_of(other))


def test_it_tells_nothing_of_places_and_people() -> None:
    for what, have in whole_profile(ENGINES).items():
        assert re.fullmatch(r"[\w .-]+", what) and re.fullmatch(r"[\w .,+-]*", have)


@pytest.mark.parametrize("what", ["veus", "ffmpeg", "fonts", "dictionaries", "processor", "av", "model base"])
def test_whatever_differs_is_named(settings: Settings, what: str) -> None:
    needed = needed_profile(settings)
    offered = {**whole_profile(ENGINES), what: "other"}
    assert differences(needed, offered) == [MachineDifference(what, needed[what], "other")]
    assert resource_of(needed) not in list(resources_of(offered))
    del offered[what]
    assert differences(needed, offered) == [MachineDifference(what, needed[what], "")]


def test_an_engine_that_is_not_there_is_not_offered(settings: Settings) -> None:
    offered = whole_profile(())
    assert [one.what for one in differences(needed_profile(settings), offered)] == ["engine faster-whisper"]
    assert list(resources_of(offered)) == []


def test_a_change_of_code_is_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> Any:
        machine_profile.cache_clear()
        return machine_profile()["veus"]

    monkeypatch.setattr(machine_likeness, "ROOT", tmp_path)
    (tmp_path / "module.py").write_text("x = 1")
    before = told()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/module.pyc").touch()
    assert told() == before
    (tmp_path / "module.py").write_text("x = 2")
    assert told() != before
    machine_profile.cache_clear()


def test_the_packages_that_decide_are_there() -> None:
    """A misspelt one would never differ."""
    profile = machine_profile()
    assert [name for name in DECISIVE if not profile[name]] == []
