"""A build's way to the workers of a cluster: which of them may help, how many tasks are out at once, and what happens
when scheduler, network or workers go. Tasks have the keys of what they make; nothing is ever cancelled, which would
cancel it for everybody who waits for the same: it is let go, and ends once nobody holds it.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from asyncio import CancelledError
from collections.abc import Callable, Mapping
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from pipeline.build.memory_budget import StoppedWork
from pipeline.cluster.cluster_address import ClusterAddress, load_dask, security_of
from pipeline.cluster.cluster_words import FOLDER, MEMORY_MB, PAUSED, PROFILE, Say
from pipeline.cluster.machine_likeness import ARITHMETIC, Profile, differences, resource_of
from pipeline.cluster.remote_task import TOPIC, AskedTask, TaskAnswer, TaskNews, answer_from, as_text, news_from
from pipeline.cluster.worker_slots import WorkerSlots
from pipeline.errors import DiskFullError, VeusError
from pipeline.messages import tr

_log = logging.getLogger(__name__)

#: Seconds for which a build waits for a scheduler, or for a worker that may help, until it says what to do.
PATIENCE_S = 300.0

#: Seconds between two looks at who is there, and at whether an answer has come.
_LOOK_S, _GLANCE_S = 1.0, 0.2


class TaskKilled(Exception):
    """A task has ended each worker that was to do it."""


class _Lost(Exception):
    """The answer to a task will not come: it is to be asked for again."""


class NoneAlike(Exception):
    """Workers are there, and none of them makes the same bytes of this task."""


class ClusterLink:
    """May be used by several threads. needed: what workers must be like. listening: those that listen and translate.
    note: told what happens to the cluster. It is
    to be ended. Raises VeusError where Dask is not installed."""

    def __init__(
        self,
        address: ClusterAddress,
        needed: Profile,
        listening: Profile,
        note: Say,
        patience_s: float = PATIENCE_S,
    ) -> None:
        load_dask()
        self._address, self._needed, self._tell, self._patience_s = address, needed, note, patience_s
        self._listening = listening
        self._helping, self._like = resource_of(needed), resource_of(listening)
        self._slots = WorkerSlots(self._helping, self._like)
        self._client: Any = None
        self._largest_mb = 0.0
        self._news: dict[str, list[SimpleQueue[TaskNews | None]]] = {}
        self._looked_at = set[str]()
        self._since, self._told, self._ended = time.monotonic(), False, threading.Event()
        self._seen = self._since
        self._full: list[str] = []
        self._watcher = threading.Thread(target=self._watch, name="cluster", daemon=True)
        self._watcher.start()

    def ask(self, asked: AskedTask, hear: Callable[[TaskNews], None], refuse_stopped: Callable[[], None]) -> TaskAnswer:
        """What comes of a task. hear: told how far it is. refuse_stopped: raises once nobody waits for it any more.

        Raises TaskKilled, NoneAlike, what `refuse_stopped` raises, StoppedWork once it is ended, and VeusError where
        there has been no scheduler, or no worker that may help, for as long as anybody waits."""

        def refuse() -> None:
            refuse_stopped()
            if self.workers and not self._slots[asked.like]:
                raise NoneAlike

        while True:
            with self._slots.taken(asked.like, partial(self._refuse, refuse)):
                self._refuse(refuse)
                try:
                    answer = self._asked(self._client, asked, hear, refuse)
                except _Lost as error:
                    _log.info("%s is asked for again: %s", asked.key, error)
                    self._ended.wait(_LOOK_S)
                    continue
            if not answer.given_up:
                return answer
            self._ended.wait(_LOOK_S)

    @property
    def workers(self) -> int:
        """How many may help at the moment."""
        return self._slots[self._helping]

    def end(self) -> None:
        """What has been asked for is let go; workers break it off."""
        self._ended.set()
        self._slots.wake()
        self._watcher.join(10 * _LOOK_S)  # a scheduler that is frozen answers nothing
        self._drop()

    def _asked(
        self, client: Any, asked: AskedTask, hear: Callable[[TaskNews], None], refuse_stopped: Callable[[], None]
    ) -> TaskAnswer:
        from distributed.client import ClosedClientError

        from pipeline.cluster.performer import perform

        if client is None:
            raise _Lost("the scheduler is gone")
        news: SimpleQueue[TaskNews | None] = SimpleQueue()
        self._news.setdefault(asked.key, []).append(news)
        needs = {asked.like: 1, MEMORY_MB: min(asked.needs_mb, self._largest_mb)}
        future = None
        try:
            future = client.submit(perform, as_text(asked), key=asked.key, resources=needs)
            future.add_done_callback(lambda _: news.put(None))
            while not future.done() and self._client is client:
                self._refuse(refuse_stopped)
                if needs[MEMORY_MB] > self._largest_mb > 0:
                    raise _Lost("the worker that had memory enough is gone")
                with contextlib.suppress(Empty):
                    if said := news.get(timeout=_GLANCE_S):
                        hear(said)
            return self._result(future)
        except (OSError, RuntimeError, ValueError, ClosedClientError) as error:  # of one that is closed meanwhile
            raise _Lost(str(error)) from error
        finally:
            self._news[asked.key].remove(news)
            if future is not None:
                future.release()

    def _result(self, future: Any) -> TaskAnswer:
        from distributed.scheduler import KilledWorker

        if future.status == "error" and isinstance(error := future.exception(timeout=_LOOK_S), KilledWorker):
            raise TaskKilled from error
        if future.status != "finished":
            raise _Lost(future.status)
        try:
            return answer_from(future.result(timeout=self._patience_s))
        except (Exception, CancelledError) as error:
            raise _Lost(str(error)) from error

    def _refuse(self, refuse_stopped: Callable[[], None]) -> None:
        """Raises where nobody waits any more, or has waited for too long."""
        refuse_stopped()
        if self._ended.is_set():
            raise StoppedWork
        if self.workers or time.monotonic() - self._since < self._patience_s:
            return
        if self._client is None:
            raise VeusError(
                tr("the scheduler of the cluster does not answer."),
                where=self._address.url,
                remedy=self._address.scheduler_remedy,
            )
        if self._full:
            raise DiskFullError(
                tr("the disks of all workers that could help are full."),
                where=", ".join(self._full),
                remedy=tr("Free some space there: they go on by themselves. Then run the same command again."),
            )
        raise VeusError(
            tr("no worker of the cluster can help this machine."),
            where=self._address.url,
            remedy=self._address.worker_remedy,
        )

    def _watch(self) -> None:
        """Looks again and again who is there."""
        while not self._ended.is_set():
            try:
                if self._client is None:
                    self._client, self._seen = self._connected(), time.monotonic()
                self._glance(self._client)
            except Exception as error:  # whatever Dask says of a scheduler that is gone
                self._drop()
                where, reason = self._address.url, str(error.__cause__ or error) or type(error).__name__
                self._set(
                    0,
                    0,
                    tr("the scheduler at {address} does not answer ({reason}); waiting.", address=where, reason=reason),
                )
            self._ended.wait(_LOOK_S)

    def _glance(self, client: Any) -> None:
        """Looks who is there. Raises OSError where the scheduler has been silent for so long that a new way to it is to
        be tried: half of the time that anybody waits."""
        begun, silent_s = time.monotonic(), self._patience_s / 2
        try:
            told = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=silent_s)
        except OSError:
            if client.status == "closed" or time.monotonic() - self._seen >= silent_s:
                raise
            return  # Dask's client finds the way again by itself, or closes
        self._seen = begun
        self._look(told["workers"])

    def _connected(self) -> Any:
        from distributed import Client

        client = Client(
            self._address.url, security=security_of(self._address.keys), set_as_default=False, timeout=10 * _LOOK_S
        )
        client.subscribe_topic(TOPIC, self._heard)
        return client

    def _heard(self, event: tuple[float, str]) -> None:
        news = news_from(event[1])
        for each in list(self._news.get(news.key, [])):
            each.put(news)

    def _look(self, workers: dict[str, dict[str, Any]]) -> None:
        like = {address: one for address, one in workers.items() if self._helping in one["resources"]}
        full = [one for one in like.values() if one["status"] == PAUSED]
        self._full = [f"{_called(one)}: {one[FOLDER]}" for one in full]
        for address in workers.keys() - like.keys() - self._looked_at:
            self._send_away(address, workers[address])
        for address in like.keys() - self._looked_at:
            self._note_unlike(like[address])
        self._looked_at |= workers.keys()
        listening = sum(1 for one in like.values() if self._like in one["resources"] and one not in full)
        self._largest_mb = max((one["resources"].get(MEMORY_MB, 0.0) for one in like.values()), default=0.0)
        missing = tr("no worker can help yet. One is started by: {command}", command=self._address.worker_command)
        if full:
            missing = tr("no worker can help: their disks are full ({which}).", which=", ".join(self._full))
        self._set(len(like) - len(full), listening, missing)

    def _set(self, slots: int, listening: int, missing: str) -> None:
        """listening: how many of them may do so. missing: what is told once, after a while, where there are none."""
        if slots:
            self._since, self._told = time.monotonic(), False
        elif not self._told and time.monotonic() - self._since > 5 * _LOOK_S:
            self._told = True
            self._note(missing)
        self._slots.set({self._helping: slots, self._like: listening})

    def _note_unlike(self, worker: Mapping[str, Any]) -> None:
        """Told once of a worker that does not do all there is to do."""
        here, offered = self._listening[ARITHMETIC], worker.get(PROFILE)
        there = offered.get(ARITHMETIC, "–") if isinstance(offered, dict) else "–"
        if here != there:
            self._note(
                tr(
                    "{name} helps with pictures alone: models compute otherwise on its processor, and might hear other "
                    "words (here / there): {here} / {there}",
                    name=_called(worker),
                    here=here,
                    there=there,
                )
            )

    def _send_away(self, address: str, worker: dict[str, Any]) -> None:
        from pipeline.cluster.dask_parts import send_away

        name = _called(worker) or address
        offered = worker.get(PROFILE)
        if not isinstance(offered, dict):
            self._note(tr("{name} does not help: it is no worker of Veus.", name=name))
            return
        found = differences(self._needed, offered)
        which = ", ".join(f"{one.what}: {one.here or '–'} / {one.there or '–'}" for one in found)
        self._note(
            tr("{name} does not help, it would make other bytes (here / there): {which}", name=name, which=which)
        )
        why = tr("sent away: this machine would make other bytes (there / here): {which}", which=which)
        client = self._client  # in its own thread: whether one that is frozen hears it is not waited for
        client.loop.add_callback(client.run, send_away, str(why), workers=[address], on_error="ignore")

    def _note(self, text: str) -> None:
        _log.warning("cluster: %s", text)
        self._tell(text)

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception, CancelledError):
                client.close(timeout=_LOOK_S)


def _called(worker: Mapping[str, Any]) -> str:
    """What people call a worker that a scheduler tells of."""
    return str(worker["name"]).rpartition("-")[0]
