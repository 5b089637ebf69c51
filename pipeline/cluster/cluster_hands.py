"""The hands of stories that a cluster helps with. Files that its workers need go into the store, and what they have
made comes back from it; it is this process alone that reads and writes the series' folders.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event, Lock
from types import TracebackType
from typing import Any

from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import Advance
from pipeline.build.task import Result, SharedAdvance, Task
from pipeline.cluster.cluster_address import ClusterAddress
from pipeline.cluster.cluster_link import PATIENCE_S, ClusterLink, TaskKilled
from pipeline.cluster.cluster_store import ClusterStore, NotStored
from pipeline.cluster.cluster_words import Say
from pipeline.cluster.local_cluster import LocalCluster
from pipeline.cluster.machine_likeness import needed_profile, resource_of
from pipeline.cluster.remote_task import (
    AskedTask,
    TaskAnswer,
    TaskNews,
    answer_from,
    asked_of,
    error_of,
    result_of,
)
from pipeline.cluster.task_files import KnownHashes, PutFiles
from pipeline.errors import ConfigError, StoryError, VeusError
from pipeline.messages import from_data, together, tr
from pipeline.project.settings import Settings

_log = logging.getLogger(__name__)

#: So many times a task is asked for whose files the store had lost, and once more for each of its files.
TRIES = 3

#: For so many workers at least the steps of a story are divided; and for how many its renditions where there are no
#: more than that.
_SOME, _FEW = 4, 2

#: So many of those who do a step are named.
MOST_NAMED = 4

#: Tasks of one story that are got ready, or taken back, at the same time; more where there are more workers.
_AT_ONCE = 32


class ClusterHands:
    """Those of all stories of a build. A context. May be used by several threads.

    settings: of the series. temp: a folder on the disk of the results. note: told what happens to the cluster.
    patience_s: as of `ClusterLink`. Raises ConfigError where no store is named; EngineError where this machine itself
    cannot listen."""

    def __init__(
        self,
        address: ClusterAddress,
        store: str,
        settings: Settings,
        temp: Path,
        note: Say,
        patience_s: float = PATIENCE_S,
    ) -> None:
        if not store and not address.local:
            raise ConfigError(
                tr("the cluster has no store through which files can go."),
                remedy=tr('Name a folder that all machines see: [cluster] store = "…" in series.toml, or --store.'),
            )
        needed = needed_profile(settings)
        self.sharing = 1
        self._speech, self._like, self._temp = settings.speech.model_dump(mode="json"), resource_of(needed), temp
        self._ended, self._alone, self._busy = Event(), Lock(), dict[str, Lock]()
        self._known = KnownHashes()
        with contextlib.ExitStack() as opened:
            if not store:
                store = tempfile.mkdtemp(prefix=".part-", dir=temp)
                opened.callback(shutil.rmtree, store, ignore_errors=True)
            self._address, self._store = store, ClusterStore(store)
            self._put = PutFiles(self._store)
            if address.local:
                address = ClusterAddress(opened.enter_context(LocalCluster(address.local, note)).url)
            self._link = ClusterLink(address, needed, note, patience_s)
            opened.callback(self._link.end)
            self._opened = opened.pop_all()

    def __enter__(self) -> ClusterHands:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def cores(self) -> int:
        """All that a worker has."""
        return 0

    @property
    def at_once(self) -> int:
        """A film goes over the network to each worker that has a piece of it: it is dealt among as many as there are
        for each film, not among all. A few workers see every film anyway; with pieces for two, none of them has a whole
        one left to do when the others are done."""
        return max(self.for_one, _FEW) if self._link.workers <= _SOME else self.for_one

    @property
    def for_one(self) -> int:
        """More workers may come than there are now."""
        return max(1, max(_SOME, self._link.workers) // max(1, self.sharing))

    @property
    def cores_each(self) -> int:
        """All that a worker has."""
        return 0

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """As `Hands.do`. Raises StoppedWork once they are ended."""
        at_it = StepHelpers()
        return self._do(task, at_it.named_by(advance), at_it, self._refuse_ended)

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        """As `Hands.do_all`, by as many workers as there are."""
        at_it, given_up = StepHelpers(), Event()
        shared = SharedAdvance(at_it.named_by(advance), len(tasks))

        def refuse_stopped() -> None:
            self._refuse_ended()
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

    def end(self) -> None:
        """Nobody waits for anything any more; of a cluster on this machine, no process is left then."""
        self._ended.set()
        with self._alone:
            opened, self._opened = self._opened, contextlib.ExitStack()
        opened.close()

    def _refuse_ended(self) -> None:
        if self._ended.is_set():
            raise StoppedWork

    def _do(
        self, task: Task[Result], advance: Advance, at_it: StepHelpers, refuse_stopped: Callable[[], None]
    ) -> Result:
        refuse_stopped()
        read = self._known.sha256_each(task.reads)
        asked = asked_of(task, read, self._address, self._speech, self._like)
        with self._one_at_a_time(asked.key):
            for number in range(TRIES + len(task.reads) + len(task.writes)):
                begun = time.monotonic()
                answer = self._answer_before(asked) or self._ask(task, asked, advance, at_it, refuse_stopped)
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
            where=self._address,
            remedy=tr("Look whether its disk is full or damaged, and run the same command again."),
        )

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
            return self._link.ask(asked, hear, refuse_stopped)
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
            self._store.fetch(sha256, path, self._temp)
            self._known.note(path, sha256)
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


class StepHelpers:
    """Who does the tasks of a step at the moment. May be used by several threads."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._alone = Lock()

    def begins(self, key: str, name: str) -> None:
        """It is `name` who does the task of that key."""
        with self._alone:
            self._names[key] = name

    def ends(self, key: str) -> None:
        """Nobody does that task any more."""
        with self._alone:
            self._names.pop(key, None)

    def named_by(self, advance: Advance) -> Advance:
        """An Advance that says besides who they are."""
        return lambda done, detail="": advance(done, together(detail, self.names(), between=", "))

    def names(self) -> str:
        """As people are told; of many, some."""
        with self._alone:
            names = sorted(set(self._names.values()))
        if len(names) <= MOST_NAMED:
            return ", ".join(names)
        named, more = ", ".join(names[: MOST_NAMED - 1]), len(names) - MOST_NAMED + 1
        return tr("{names} and {count} more", names=named, count=more)
