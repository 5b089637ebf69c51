"""A scheduler as a process: where it may be. Those that run are in test_cluster_builds.py."""

from __future__ import annotations

import errno
import socket
from typing import Any

import pytest

from pipeline.cluster.member import run_scheduler
from pipeline.errors import VeusError

pytest.importorskip("distributed")


def test_a_place_that_is_taken() -> None:
    ready: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(VeusError) as refused:
            run_scheduler(f"tcp://127.0.0.1:{port}", None, ready.append)
    assert ready == []
    assert str(refused.value) == (
        f"tcp://127.0.0.1:{port}: port {port} of this computer is already in use. "
        "Stop the other one, or name another port."
    )


def test_a_place_that_is_not_on_this_computer_and_what_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.cluster import dask_parts

    cause: Exception = OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")

    async def serve(*where: Any) -> None:
        raise RuntimeError("Scheduler failed to start.") from cause

    monkeypatch.setattr(dask_parts, "serve", serve)
    with pytest.raises(VeusError, match=r"port 99 of this computer cannot be used\. Name an address of this computer"):
        run_scheduler("tcp://127.0.0.1:99", None, print)
    cause = ValueError("something else")
    with pytest.raises(RuntimeError, match="failed to start"):
        run_scheduler("tcp://127.0.0.1:99", None, print)
