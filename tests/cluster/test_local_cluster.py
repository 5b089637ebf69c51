"""A cluster on this machine: its processes, seen from without. Builds with one are in test_cluster_builds.py."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cluster_run import LONG
from veus_job import REPO

from pipeline.cluster import local_cluster
from pipeline.cluster.local_cluster import LocalCluster
from pipeline.errors import VeusError


def test_a_scheduler_that_cannot_begin_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why it cannot is said in a sentence, as everywhere."""
    (tmp_path / "distributed.py").write_text('raise ImportError("hidden", name="distributed")', "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(REPO), os.environ.get("PYTHONPATH", "")]))
    notes: list[str] = []
    began = time.monotonic()
    with pytest.raises(VeusError, match=r"the scheduler of the cluster did not begin\. Try --jobs"):
        LocalCluster(1, notes.append)
    assert time.monotonic() - began < local_cluster.BEGIN_S / 2
    (note,) = notes
    assert note.startswith("the scheduler of the cluster ended: for a cluster, a package is missing: d")
    assert "Traceback" not in note


def test_a_scheduler_that_ends_is_begun_again_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(local_cluster, "_TOO_SOON_S", 0)
    notes: list[str] = []
    with LocalCluster(0, notes.append) as cluster:
        place = urlsplit(cluster.url)
        first = cluster._running[""]
        first._child.kill()
        end = time.monotonic() + LONG
        while not (cluster._running[""] is not first and _answers(place.hostname or "", place.port or 0)):
            assert time.monotonic() < end
            time.sleep(0.1)
    assert notes == []


def _answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), 1):
        return True
    return False
