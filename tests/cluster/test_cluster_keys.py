"""Certificates, made as docs/cluster.md says: who has none of the cluster's gets nowhere."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import worker_tasks
from cluster_run import LONG, Member, free_port
from small_series import make_series
from veus_job import REPO

from pipeline.build.outcome import unseen
from pipeline.build.task import Task
from pipeline.cluster.cluster_address import CA, CERT, KEY, cluster_address
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl here")


def commands() -> str:
    text = (REPO / "docs/cluster.md").read_text("utf-8")
    found = re.search(r"<!-- .*test_cluster_keys\.py.* -->\n```sh\n(.+?)```", text, re.DOTALL)
    assert found
    return found[1]


def made(folder: Path) -> dict[str, str]:
    """An authority, a machine's certificate, and the variables that name them."""
    folder.mkdir()
    subprocess.run(["sh", "-ec", commands()], cwd=folder, check=True, capture_output=True)
    return {CA: f"{folder}/ca.pem", CERT: f"{folder}/laptop-1.pem", KEY: f"{folder}/laptop-1.key"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("keys") / "ours")


def here() -> str:
    """An address of this machine that others reach too, or loopback where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
            found: str = one.getsockname()[0]
        except OSError:
            found = "127.0.0.1"
    return found


def ask(tmp_path: Path, url: str, text: str, patience_s: float = LONG) -> tuple[Any, list[str]]:
    """What a build is given by the cluster, as the environment of this process has the certificates."""
    from pipeline.cluster.cluster_hands import ClusterHands

    series, notes, store = Series.open(Layout(make_series(tmp_path / "series"))), list[str](), str(tmp_path / "store")
    series.layout.temp.mkdir(parents=True, exist_ok=True)
    task = Task("x", tmp_path, partial(worker_tasks.says, text, 3))
    where = cluster_address(url)
    with ClusterHands(where, store, series.settings, series.layout, notes.append, patience_s) as hands:
        return hands.of("one").do(task, unseen), notes


def test_certified_machines_work_together(
    keys: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"tls://{here()}:{free_port()}"
    scheduler = Member(tmp_path / "scheduler", "scheduler", url, **keys)
    worker = Member(tmp_path / "worker", "worker", url, "--name", "w", **keys)
    strangers = made(tmp_path / "theirs")
    try:
        scheduler.until_said(url)
        for name, value in keys.items():
            monkeypatch.setenv(name, value)
        assert ask(tmp_path, url, "z") == ("zzz", [])
        stranger = Member(tmp_path / "stranger", "worker", url, "--name", "stranger", **strangers)
        assert "does not answer" in stranger.until_said("does not answer") and stranger.end() == 143
        for name, value in strangers.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(VeusError, match="does not answer"):
            ask(tmp_path, url, "y", 3)
        assert not plainly_answered(url), "what is not encrypted is not answered"
    finally:
        ended = worker.end(), scheduler.end()
    assert ended == (143, 143)


def plainly_answered(url: str) -> bool:
    """Whether what a Dask client says first, unencrypted, is answered."""
    host, port = url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), LONG) as one:
        one.settimeout(LONG)
        try:
            one.sendall((8).to_bytes(8, "little") + bytes(8))
            while data := one.recv(4096):
                if b"compression" in data or b"python" in data:  # its half of the handshake
                    return True
        except OSError:
            pass
    return False


@pytest.mark.parametrize("verb", ["scheduler", "worker", "build"])
def test_what_is_not_encrypted_stays_on_this_machine(verb: str, tmp_path: Path, keys: dict[str, str]) -> None:
    make_series(tmp_path / "root")
    asked = {"scheduler": ["tcp://0.0.0.0:8786"], "worker": ["tcp://192.0.2.7:8786"]}
    args = asked.get(verb, ["--cluster", "tcp://192.0.2.7:8786", "--store", str(tmp_path)])
    refused = Member(tmp_path, "--root", str(tmp_path / "root"), verb, *args, **keys)
    assert refused.process.wait(LONG) == 1
    assert "without encryption, a cluster stays on one machine" in refused.until_said("encryption")


@pytest.mark.skipif(here() == "127.0.0.1", reason="this machine has no other address")
def test_a_scheduler_without_encryption_is_reached_by_this_machine_alone(tmp_path: Path) -> None:
    port = free_port()
    scheduler = Member(tmp_path, "scheduler", f"tcp://127.0.0.1:{port}")
    try:
        scheduler.until_said("scheduler is at")
        socket.create_connection(("127.0.0.1", port), LONG).close()
        with pytest.raises(OSError):
            socket.create_connection((here(), port), LONG)
        assert plainly_answered(f"tcp://127.0.0.1:{port}"), "as one that is encrypted does not"
        assert listening_elsewhere(scheduler.process.pid) == []
    finally:
        scheduler.end()


def listening_elsewhere(process: int) -> list[str]:
    """Ports on which a process listens for other machines (Linux; as hexadecimal address and port)."""
    inodes = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            inodes.add(str(link.readlink()).removeprefix("socket:[").rstrip("]"))
        except OSError:
            continue
    rows = [line.split() for kind in ("tcp", "tcp6") for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
    return [row[1] for row in rows if row[3] == "0A" and row[9] in inodes and not row[1].startswith("0100007F:")]
