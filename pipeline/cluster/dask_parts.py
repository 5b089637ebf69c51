"""What of a cluster knows Dask's own classes. It is imported once `load_dask` has said how they are to be."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import shutil
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from distributed import Scheduler, Worker, WorkerPlugin
from distributed.comm import connect
from distributed.core import Status
from distributed.security import Security

from pipeline.cluster.cluster_address import ClusterAddress, is_loopback, security_of
from pipeline.cluster.cluster_words import FOLDER, PROFILE, WATCH, Say, SentAway
from pipeline.cluster.performer import Performer
from pipeline.messages import tr

_log = logging.getLogger(__name__)

#: Seconds until a worker looks again whether its scheduler is back.
AGAIN_S = 1.0

#: Seconds for a worker to close: what it does has been broken off by then.
CLOSE_S = 3.0

#: Seconds until a worker whose disk is full looks again.
SPACE_S = 5.0

#: Seconds between two looks whether there is something that nobody needs any more.
TIDY_S = 60.0

#: Bytes, and a tenth of what was left, that are more space: logs and the like come and go.
_MORE = 1_000_000

#: Nothing is served over HTTP but on the machine itself, and nothing is there to be seen.
_UNSEEN: Mapping[str, Any] = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}


async def serve(protocol: str, host: str, port: int, security: Security | None, ready: Say) -> None:
    """A scheduler, until it is ended."""
    where = {"protocol": protocol, "host": host, "port": port, "security": security}
    async with Scheduler(**where, **_UNSEEN) as scheduler:
        ready(scheduler.address)
        await scheduler.finished()


async def work(
    address: ClusterAddress, mine: Performer, offered: Mapping[str, str], resources: Mapping[str, float], say: Say
) -> None:
    """A worker, as `member.run_worker` has it."""
    async with _tidying(mine):
        await _work(address, mine, offered, resources, say)


async def _work(
    address: ClusterAddress, mine: Performer, offered: Mapping[str, str], resources: Mapping[str, float], say: Say
) -> None:
    security, here = security_of(address.keys), "127.0.0.1" if is_loopback(address.host) else None
    say(tr("{name} looks for the scheduler at {address}.", name=mine.name, address=address.url))
    while True:
        await _until_there(address.url, security, say)
        watch = Watch(mine, say)
        worker = Worker(
            address.url,
            nthreads=1,
            name=f"{mine.name}-{secrets.token_hex(4)}",  # two machines may have one name, and in containers one number
            resources=dict(resources),
            security=security,
            host=here,
            memory_limit=0,
            plugins=(watch,),
            startup_information={PROFILE: _always(dict(offered)), FOLDER: _always(str(mine.folder))},
            local_directory=str(mine.folder),
            **_UNSEEN,
        )
        try:
            async with at_work(worker):
                say(tr("{name} works for {address}. Ctrl-C ends it.", name=mine.name, address=address.url))
                await worker.finished()
        except (OSError, ValueError) as error:
            _log.warning("the scheduler does not take this worker: %s", error)
        if watch.sent_away:
            raise SentAway(watch.sent_away)
        await asyncio.sleep(AGAIN_S)


@contextlib.asynccontextmanager
async def at_work(worker: Worker) -> AsyncIterator[None]:
    """It works during the block, and is closed then, or has had its time. The end of a process breaks off whatever goes
    on in it; where that is a worker's closing, because its scheduler has just gone, Dask waits for ever for the end of
    that (2026.8)."""
    await worker
    try:
        yield
    finally:
        try:
            await asyncio.wait_for(worker.close(), CLOSE_S)
        except TimeoutError:
            worker._event_finished.set()  # which all wait for that would have it closed


@contextlib.asynccontextmanager
async def _tidying(mine: Performer) -> AsyncIterator[None]:
    """What nobody needs goes during the block, whether there is a scheduler or not."""

    async def tidy() -> None:
        while True:
            await asyncio.sleep(TIDY_S)
            try:
                await asyncio.to_thread(mine.tidy)
            except OSError:
                _log.warning("what is kept here stays", exc_info=True)

    task = asyncio.create_task(tidy())
    try:
        yield
    finally:
        task.cancel()


async def _until_there(url: str, security: Security | None, say: Say) -> None:
    """Waits until there is a scheduler that speaks with this machine; says once why it does not."""
    told = ""
    while True:
        try:
            options = security.get_connection_args("worker") if security else {}
            comm = await connect(url, timeout=10, **options)
            await comm.close()
            return
        except OSError as error:
            reason = str(error.__cause__ or error)
            if reason != told:
                told = reason
                say(tr("the scheduler at {address} does not answer ({reason}); waiting.", address=url, reason=reason))
        await asyncio.sleep(AGAIN_S)


class Watch(WorkerPlugin):  # type: ignore[misc]
    """Breaks off what nobody waits for any more. sent_away: why a build would not have this worker."""

    name = WATCH

    def __init__(self, mine: Performer, say: Say) -> None:
        self.mine, self.say, self.sent_away, self.worked = mine, say, "", False

    def transition(self, key: Any, start: str, finish: str, **more: Any) -> None:
        """What Dask tells of each task."""
        self.worked = self.worked or finish == "executing"
        if start == "executing" and finish in ("released", "cancelled"):
            threading.Thread(target=self.mine.give_up, args=(str(key),), daemon=True).start()

    def rest(self, worker: Worker) -> None:
        """The disk is full, as a thread of the worker found: it takes nothing until there is more space than now."""
        folder = self.mine.folder
        worker.loop.add_callback(_rest, worker, self.say, folder, shutil.disk_usage(folder).free)

    def teardown(self, worker: Worker) -> None:
        """The worker ends, or has lost its scheduler."""
        self.mine.give_up()


async def _rest(worker: Worker, say: Say, folder: Path, free: int) -> None:
    worker.status = Status.paused
    say(tr("{folder}: the disk is full. This worker waits until there is more space.", folder=folder))
    while worker.status == Status.paused and shutil.disk_usage(folder).free < free + free // 10 + _MORE:
        for task in list(worker.state.constrained):  # which would wait here, whoever else has nothing to do
            worker.batched_send({"op": "reschedule", "key": task.key, "worker": worker.address, "stimulus_id": "full"})
        await asyncio.sleep(SPACE_S)
    if worker.status == Status.paused:
        worker.status = Status.running
        say(tr("There is space again: this worker goes on."))


def send_away(why: str, dask_worker: Worker) -> bool:
    """Asked of a worker by a build that would not have it: it ends, unless it has done something for another one."""
    watch = dask_worker.plugins[WATCH]
    if watch.worked:
        return False
    watch.sent_away = why
    dask_worker.loop.add_callback(dask_worker.close, reason="veus-sent-away")
    return True


def _always(value: Any) -> Callable[[Worker], Awaitable[Any]]:
    async def told(worker: Worker) -> Any:
        return value

    return told
