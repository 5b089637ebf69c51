"""The hands of one story that a cluster helps with: each of its tasks goes to a worker, with its files by the store."""

from __future__ import annotations

import contextlib
import logging
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event, Lock
from typing import Any

from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import Advance
from pipeline.build.staging import place_in_store
from pipeline.build.task import Result, SharedAdvance, Task
from pipeline.cluster.cluster_help import ClusterHelp
from pipeline.cluster.cluster_link import NoneAlike, TaskKilled
from pipeline.cluster.cluster_store import NotStored
from pipeline.cluster.remote_task import (
    AskedTask,
    StoredAt,
    TaskAnswer,
    TaskNews,
    answer_from,
    asked_of,
    error_of,
    result_of,
)
from pipeline.cluster.step_helpers import StepHelpers
from pipeline.cluster.task_files import PutFiles
from pipeline.errors import StoryError, VeusError
from pipeline.messages import from_data, tr

_log = logging.getLogger(__name__)

#: So many times a task is asked for whose files the store had lost, and once more for each of its files.
TRIES = 3

#: Tasks of one story that are got ready, or taken back, at the same time; more where there are more workers.
_AT_ONCE = 32


class ClusterStoryHands:
    """Those of one story. May be used by several threads. folder: of the story in the store.

    cores, cores_each: all that a worker has."""

    cores = cores_each = 0

    def __init__(self, cluster: ClusterHelp, slug: str, folder: str) -> None:
        self._cluster, self._slug, self._folder = cluster, slug, folder
        self._store = cluster.store.part(folder)
        self._put = PutFiles(self._store)
        self._alone, self._busy, self._noted = Lock(), dict[str, Lock](), False

    @property
    def at_once(self) -> int:
        return self._cluster.at_once

    @property
    def for_one(self) -> int:
        return self._cluster.for_one

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """As `Hands.do`. Raises StoppedWork once they are ended."""
        at_it = StepHelpers()
        return self._do(task, at_it.named_by(advance), at_it, self._cluster.refuse_ended)

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        """As `Hands.do_all`, by as many workers as there are."""
        at_it, given_up = StepHelpers(), Event()
        shared = SharedAdvance(at_it.named_by(advance), len(tasks))

        def refuse_stopped() -> None:
            self._cluster.refuse_ended()
            if given_up.is_set():
                raise StoppedWork

        with ThreadPoolExecutor(max(1, min(len(tasks), max(_AT_ONCE, self.at_once))), "task") as threads:
            begun = [
                threads.submit(self._do, task, shared.of(number), at_it, refuse_stopped)
                for number, task in enumerate(tasks)
            ]
            try:
                ended, _ = wait(begun, return_when=FIRST_EXCEPTION)
                for one in ended:
                    one.result()
                return [one.result() for one in begun]
            finally:
                given_up.set()
                for one in begun:
                    one.cancel()

    def _do(
        self, task: Task[Result], advance: Advance, at_it: StepHelpers, refuse_stopped: Callable[[], None]
    ) -> Result:
        refuse_stopped()
        read = self._cluster.known.sha256_each(task.reads)
        asked = self._asked(task, read)
        self._note_staged()
        with self._one_at_a_time(asked.key):
            for number in range(TRIES + len(task.reads) + len(task.writes)):
                begun = time.monotonic()
                try:
                    answer = self._answer_before(asked) or self._ask(task, asked, advance, at_it, refuse_stopped)
                except NoneAlike:
                    return self._do_here(task, asked.key, advance, at_it)
                if answer.raised:
                    raise error_of(answer.raised, task)
                try:
                    if answer.lacks:
                        raise NotStored(answer.lacks)
                    self._take(task, answer)
                    result: Result = result_of(task, answer)
                    return result
                except NotStored as error:
                    _log.warning("the store has not %s, time %d", error.sha256, number + 1)
                    self._put_again(task, read, error.sha256, begun)
                    self._store.forget(asked.key)
        raise VeusError(
            tr("the store of the cluster does not keep what is put there."),
            where=self._store.address,
            remedy=tr("Look whether its disk is full or damaged, and run the same command again."),
        )

    def _do_here(self, task: Task[Result], key: str, advance: Advance, at_it: StepHelpers) -> Result:
        at_it.begins(key, socket.gethostname())
        try:
            return self._cluster.own().do(task, advance)
        finally:
            at_it.ends(key)

    def _asked(self, task: Task[Any], read: Sequence[str]) -> AskedTask:
        cluster = self._cluster
        place = StoredAt(cluster.store.address, self._folder)
        return asked_of(task, read, place, cluster.speech, cluster.like(task))

    def _note_staged(self) -> None:
        """Before anything of the story is sent."""
        with self._alone:
            if self._cluster.staged and not self._noted:
                place = place_in_store(self._store.address, self._folder)
                self._cluster.staged.note(self._slug, place)
            self._noted = True

    def _answer_before(self, asked: AskedTask) -> TaskAnswer | None:
        """What came of the task when it was done for another build, or for this one before it was broken off."""
        try:
            data = self._store.answer(asked.key)
            answer = data and answer_from(data)
        except ValueError:
            return None
        return answer if answer and answer.done and len(answer.writes) == len(asked.writes) else None

    def _ask(
        self,
        task: Task[Any],
        asked: AskedTask,
        advance: Advance,
        at_it: StepHelpers,
        refuse_stopped: Callable[[], None],
    ) -> TaskAnswer:
        for path, one in zip(task.reads, asked.reads, strict=True):
            self._put.put(path, one.sha256)

        def hear(news: TaskNews) -> None:
            _log.info("%s, %s: %d, by %s", task.where.name, asked.data.step, news.done, news.worker)
            at_it.begins(asked.key, news.worker)
            advance(news.done, from_data(news.detail))

        try:
            return self._cluster.link.ask(asked, hear, refuse_stopped)
        except TaskKilled as error:
            raise StoryError(
                tr('"{step}" ended three workers of the cluster that did it.', step=task.what),
                where=task.where,
                remedy=tr("Perhaps they have not enough memory. What a worker says in its terminal tells more."),
            ) from error
        finally:
            at_it.ends(asked.key)

    def _take(self, task: Task[Any], answer: TaskAnswer) -> None:
        """The files that were made, each under its name. Raises NotStored."""
        for sha256, path in zip(answer.writes, task.writes, strict=True):
            self._store.fetch(sha256, path, self._cluster.temp)
            self._cluster.known.note(path, sha256)
            self._put.note(sha256)

    def _put_again(self, task: Task[Any], read: Sequence[str], sha256: str, since: float) -> None:
        for path, one in zip(task.reads, read, strict=True):
            if one == sha256:
                self._put.put_again(path, sha256, since)

    @contextlib.contextmanager
    def _one_at_a_time(self, key: str) -> Iterator[None]:
        """Two stories may ask for the same: the second one finds what the first was given."""
        with self._alone:
            lock = self._busy.setdefault(key, Lock())
        with lock:
            yield
