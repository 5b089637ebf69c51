"""Whether a cluster helps: as asked for, else as series.toml says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_series import make_series

from pipeline.cluster import cluster_hands
from pipeline.cluster.cluster_address import ClusterAddress
from pipeline.cluster.cluster_choice import NONE, helpers_of
from pipeline.errors import ConfigError
from pipeline.project.layout import Layout

ON_THIS_MACHINE = "tcp://127.0.0.1:8786"
SETTINGS = f'[cluster]\naddress = "{ON_THIS_MACHINE}"\nstore = "shared"\n'


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What hands are made of."""
    given: list[Any] = []
    monkeypatch.setattr(cluster_hands, "ClusterHands", lambda *args: given.append(args[:2]))
    return given


def layout(root: Path, more: str) -> Layout:
    return Layout(make_series(root, more))


def find(where: Layout, *asked: str | None) -> None:
    helpers = helpers_of(where, *asked)
    assert helpers
    helpers(None, Path(), print)  # type: ignore[arg-type]


def test_nobody_helps_unless_it_is_said(tmp_path: Path) -> None:
    assert helpers_of(layout(tmp_path / "a", "")) is None
    assert helpers_of(layout(tmp_path / "b", SETTINGS), NONE) is None


def test_series_toml_says_where_and_a_folder_is_meant_from_its_root(tmp_path: Path, found: list[Any]) -> None:
    find(layout(tmp_path, SETTINGS))
    assert found == [(ClusterAddress(ON_THIS_MACHINE), str(tmp_path / "shared"))]


def test_what_is_asked_for_comes_first(tmp_path: Path, found: list[Any]) -> None:
    here = layout(tmp_path, SETTINGS.replace("shared", "s3://bucket/veus"))
    find(here, "local:3")
    find(here, None, "elsewhere")
    assert found == [(ClusterAddress("", None, 3), "s3://bucket/veus"), (ClusterAddress(ON_THIS_MACHINE), "elsewhere")]


def test_what_is_wrong_is_told_of_the_file_it_stands_in(tmp_path: Path) -> None:
    here = layout(tmp_path, '[cluster]\naddress = "server"\n')
    with pytest.raises(ConfigError, match=r'series\.toml: "server" is no address'):
        helpers_of(here)
    with pytest.raises(ConfigError, match=r'^"other" is no address'):
        helpers_of(here, "other")


def test_a_cluster_of_several_machines_needs_a_store(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    helpers = helpers_of(layout(tmp_path, ""), ON_THIS_MACHINE)
    with pytest.raises(ConfigError, match="no store"):
        assert helpers
        helpers(None, tmp_path, print)  # type: ignore[arg-type]
