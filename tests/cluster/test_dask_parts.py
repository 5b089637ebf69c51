"""What of a cluster knows Dask's classes; several processes of them are in test_cluster_builds.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from veus_job import REPO

pytest.importorskip("distributed")

#: A worker that is closing, because its scheduler has just gone, when its process is to end: all that goes on in that
#: is broken off.
BROKEN_OFF = """
import asyncio
from pipeline.cluster.cluster_address import load_dask
load_dask()
from distributed import Scheduler, Worker
from pipeline.cluster import dask_parts
dask_parts.CLOSE_S = 0.5

async def end():
    unseen = {"dashboard": False, "dashboard_address": "127.0.0.1:0", "host": "127.0.0.1"}
    async with Scheduler(port=0, **unseen) as scheduler:
        worker = Worker(scheduler.address, nthreads=1, local_directory=".", memory_limit=0, **unseen)
        async with dask_parts.at_work(worker):
            closing = asyncio.create_task(worker.close())
            await asyncio.sleep(0)
            closing.cancel()
        print(worker.status.name)

asyncio.run(end())
"""


def test_a_worker_whose_closing_was_broken_off_is_not_waited_for(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(REPO)}
    ended = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "closing\n"), ended.stderr
