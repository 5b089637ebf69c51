"""Addresses of clusters: what is one, and what never leaves this machine."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from veus_job import REPO

from pipeline.cluster.cluster_address import (
    CA,
    CERT,
    KEY,
    ClusterAddress,
    ClusterKeys,
    cluster_address,
    cluster_keys,
    is_loopback,
    load_dask,
)
from pipeline.errors import ConfigError, VeusError


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    for name in ("ca.pem", "own.pem", "own.key"):
        (tmp_path / name).touch()
    return {CA: str(tmp_path / "ca.pem"), CERT: str(tmp_path / "own.pem"), KEY: str(tmp_path / "own.key")}


def test_what_is_an_address(keys: dict[str, str], tmp_path: Path) -> None:
    mine = ClusterKeys(tmp_path / "ca.pem", tmp_path / "own.pem", tmp_path / "own.key")
    assert cluster_address("tls://server:99", keys) == ClusterAddress("tls://server:99", mine)
    assert cluster_address("tls://[2001:db8::1]", keys) == ClusterAddress("tls://[2001:db8::1]:8786", mine)
    assert cluster_address("tcp://127.0.0.1", {}) == ClusterAddress("tcp://127.0.0.1:8786")
    assert cluster_address("tcp://localhost:1/", {}).host == "localhost"
    assert cluster_address("local:12", {}) == ClusterAddress("", None, 12)


@pytest.mark.parametrize(
    "text",
    ["", "server", "http://server", "local:0", "local:x", "tcp://", "tls://a:b", "tls://who:word@a", "tcp://a/b"],
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(ConfigError, match="is no address of a cluster"):
        cluster_address(text, {})


@pytest.mark.parametrize("host", ["10.0.0.5", "server", "0.0.0.0", "[::]", "[2001:db8::1]", "127.0.0.1.example.org"])
def test_what_others_reach_is_refused_without_encryption(host: str, keys: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match=r"stays on one machine.*tls://"):
        cluster_address(f"tcp://{host}:8786", keys)


def test_certificates_are_all_three_or_none(keys: dict[str, str]) -> None:
    assert cluster_keys({}) is None
    with pytest.raises(ConfigError, match=f"no certificate.*{CA}"):
        cluster_address("tls://server", {})
    for name in keys:
        with pytest.raises(ConfigError, match=name):
            cluster_keys(keys | {name: ""})
        with pytest.raises(ConfigError, match=name):
            cluster_keys(keys | {name: "/nowhere"})


@given(st.ip_addresses())
def test_only_this_machine_is_loopback(address: object) -> None:
    assert is_loopback(str(address)) == address.is_loopback  # type: ignore[attr-defined]


@given(st.text(max_size=30))
def test_whatever_is_written_is_an_address_or_refused(text: str) -> None:
    try:
        found = cluster_address(text, {})
    except ConfigError:
        return
    assert found.local or is_loopback(found.host)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("tls://server:99", "tls://0.0.0.0:99"),
        ("tcp://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("tcp://[::1]:8786", "'tcp://[::1]:8786'"),
    ],
)
def test_how_people_begin_a_scheduler_and_a_worker(url: str, place: str) -> None:
    """One that other machines reach is told to listen to them."""
    address = ClusterAddress(url)
    assert f" veus scheduler {place}. Then " in address.scheduler_remedy
    assert f" {shlex.join(['veus', 'worker', url])}. " in address.worker_remedy


def test_nobody_begins_what_a_build_has_begun_itself() -> None:
    address = ClusterAddress("tcp://127.0.0.1:40123", local=2)
    assert address.scheduler_remedy == address.worker_remedy
    assert "--jobs" in address.worker_remedy and "veus" not in address.worker_remedy


def test_a_package_that_is_missing_is_installed_as_the_others_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    place = tmp_path / "an environment"
    place.mkdir()
    monkeypatch.setattr(sys, "prefix", str(place))
    with pytest.raises(VeusError, match=r"a package is missing: \w+\. pip install distributed$"):
        load_dask()
    (place / ".installed-base-weights").touch()
    with pytest.raises(VeusError, match="a package is missing") as told:
        load_dask()
    script, prefix, *lists = shlex.split(told.value.remedy.partition(": ")[2])
    assert (Path(script), Path(prefix)) == (REPO / "tools/setup/python.sh", place)
    assert "cluster" in lists and all((REPO / f"requirements/{name}.txt").is_file() for name in lists)
