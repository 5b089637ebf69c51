"""What a task of distributed costs besides what it does: scheduler, workers and client as processes of their own on
loopback, and tasks that do nothing with as many bytes as ours have. Linux: it asks its sockets what they carried."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import IO, Any

from benchmarks.cluster_simulation.costs import TaskCost
from benchmarks.measure import REPO
from benchmarks.results import BenchmarkError

#: Tasks, and characters of what one is told and answers: a step with its values and hashes.
TASKS, TOLD, ANSWERED = 3000, 2000, 300

WORKERS = 2

#: Where `struct tcp_info` of Linux has the bytes that the other end has acknowledged, and those received.
_BYTES_AT = 120


def measure_task() -> TaskCost:
    """Raises BenchmarkError without distributed."""
    with _Part("scheduler") as scheduler:
        address = scheduler.told()["address"]
        workers = [_Part("worker", address) for _ in range(WORKERS)]
        client = _Part("client", address)
        try:
            for one in (*workers, client):
                one.told()
            before = [one.ask() for one in (scheduler, *workers)]
            done = client.ask()
            after = [one.ask() for one in (scheduler, *workers)]
        finally:
            for one in (client, *workers):
                one.end()
    took = [later["cpu_s"] - now["cpu_s"] for now, later in zip(before, after, strict=True)]
    return TaskCost(
        a_second=TASKS / done["wall_s"],
        scheduler_s=took[0] / TASKS,
        worker_s=sum(took[1:]) / TASKS,
        client_s=done["cpu_s"] / TASKS,
        wire_bytes=(after[0]["bytes"] - before[0]["bytes"]) / TASKS,
    )


class _Part:
    """A process that tells a line when it is ready, and answers each empty line with one."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "benchmarks.cluster_simulation.dask_overhead", *words]
        quiet = os.environ | {"DASK_LOGGING__DISTRIBUTED": "error"}
        self._process = subprocess.Popen(
            command, cwd=REPO, env=quiet, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def told(self) -> dict[str, Any]:
        line = _pipe(self._process.stdout).readline()
        if not line:
            raise BenchmarkError('distributed could not be begun: pip install "veus[cluster]".')
        told: dict[str, Any] = json.loads(line)
        return told

    def ask(self) -> dict[str, Any]:
        pipe = _pipe(self._process.stdin)
        pipe.write("\n")
        pipe.flush()
        return self.told()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _cpu_s() -> float:
    return sum(os.times()[:2])


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


async def _asked() -> bool:
    return bool(await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline))


async def _scheduler() -> None:
    from distributed import Scheduler

    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        _say(address=scheduler.address)
        while await _asked():
            comms = [*scheduler.stream_comms.values(), *scheduler.client_comms.values()]
            _say(cpu_s=_cpu_s(), bytes=sum(_carried(comm.comm.stream.socket) for comm in comms))


def _carried(one: socket.socket) -> int:
    """Bytes in and out so far."""
    info = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _BYTES_AT + 16)
    sent, received = struct.unpack_from("=QQ", info, _BYTES_AT)
    return int(sent) + int(received)


async def _worker(address: str) -> None:
    from distributed import Worker

    async with Worker(address, nthreads=1, dashboard=False):
        _say(ready=True)
        while await _asked():
            _say(cpu_s=_cpu_s())


async def _client(address: str) -> None:
    from distributed import Client

    async with Client(address, asynchronous=True) as client:
        await client.gather(client.map(answer, _told(100, "warm"), key=[f"stage-w{n}" for n in range(100)]))
        _say(ready=True)
        while await _asked():
            cpu_s, began = _cpu_s(), time.perf_counter()
            keys = [f"stage-{number}" for number in range(TASKS)]
            await client.gather(client.map(answer, _told(TASKS, "task"), key=keys))
            _say(cpu_s=_cpu_s() - cpu_s, wall_s=time.perf_counter() - began)


def _told(count: int, what: str) -> Iterable[str]:
    return [f"{what} {number}".ljust(TOLD) for number in range(count)]


def answer(told: str) -> str:
    """What a task of this measurement does."""
    return told[:ANSWERED]


PARTS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "scheduler": _scheduler,
    "worker": _worker,
    "client": _client,
}

if __name__ == "__main__":
    asyncio.run(PARTS[sys.argv[1]](*sys.argv[2:]))
