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
from threading import Event, Lock
from types import TracebackType
from typing import Any

from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import Advance
from pipeline.build.staging import StagedStories, own_folder, place_in_store
from pipeline.build.task import Result, SharedAdvance, Task
from pipeline.cluster.cluster_address import ClusterAddress
from pipeline.cluster.cluster_link import PATIENCE_S, ClusterLink, TaskKilled
from pipeline.cluster.cluster_store import ClusterStore, NotStored
from pipeline.cluster.cluster_words import Say
from pipeline.cluster.local_cluster import LocalCluster
from pipeline.cluster.machine_likeness import needed_profile, resource_of
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
from pipeline.cluster.task_files import KnownHashes, PutFiles
from pipeline.errors import ConfigError, StoryError, VeusError
from pipeline.messages import from_data, tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings

_log = logging.getLogger(__name__)

#: So many times a task is asked for whose files the store had lost, and once more for each of its files.
TRIES = 3

#: For so many workers at least the steps of a story are divided; and for how many its renditions where there are no
#: more than that.
_SOME, _FEW = 4, 2

#: Tasks of one story that are got ready, or taken back, at the same time; more where there are more workers.
_AT_ONCE = 32


class ClusterHands:
    """Those of all stories of a build. A context. May be used by several threads.

    settings: of the series. layout: of the folders of results. note: told what happens to the cluster. patience_s: as
    of `ClusterLink`. Raises ConfigError where no store is named; EngineError where this machine itself cannot
    listen."""

    def __init__(
        self,
        address: ClusterAddress,
        store: str,
        settings: Settings,
        layout: Layout,
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
        self.speech, self.like, self.temp = settings.speech.model_dump(mode="json"), resource_of(needed), layout.temp
        self.ended, self.known = Event(), KnownHashes()
        self._series, self._alone = Series(layout, settings), Lock()
        self.staged = StagedStories(layout) if store else None
        with contextlib.ExitStack() as opened:
            if not store:
                store = tempfile.mkdtemp(prefix=".part-", dir=self.temp)
                opened.callback(shutil.rmtree, store, ignore_errors=True)
            self.store = ClusterStore(store)
            if address.local:
                address = ClusterAddress(opened.enter_context(LocalCluster(address.local, note)).url)
            self.link = ClusterLink(address, needed, note, patience_s)
            opened.callback(self.link.end)
            self._opened = opened.pop_all()

    def __enter__(self) -> ClusterHands:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def at_once(self) -> int:
        """A film goes over the network to each worker that has a piece of it: it is dealt among as many as there are
        for each film, not among all. A few workers see every film anyway; with pieces for two, none of them has a whole
        one left to do when the others are done."""
        return max(self.for_one, _FEW) if self.link.workers <= _SOME else self.for_one

    @property
    def for_one(self) -> int:
        """More workers may come than there are now."""
        return max(1, max(_SOME, self.link.workers) // max(1, self.sharing))

    def of(self, slug: str) -> ClusterStoryHands:
        """Those of one story."""
        return ClusterStoryHands(self, slug, own_folder(self._series, slug))

    def made(self, slug: str) -> None:
        """As `Workforce.made`: what lies of the story in the store goes. What does not, the end of the build takes."""
        folder = own_folder(self._series, slug)
        place = place_in_store(self.store.address, folder)
        try:
            if not self.staged:
                self.store.part(folder).clear()
            elif place in self.staged.of(slug):
                self.store.part(folder).clear()
                self.staged.forget(slug, place)
        except (VeusError, OSError):
            _log.warning("what lies in the store stays there", exc_info=True)

    def end(self) -> None:
        """Nobody waits for anything any more; of a cluster on this machine, no process is left then."""
        self.ended.set()
        with self._alone:
            opened, self._opened = self._opened, contextlib.ExitStack()
        opened.close()

    def refuse_ended(self) -> None:
        """Raises StoppedWork once they are ended."""
        if self.ended.is_set():
            raise StoppedWork


class ClusterStoryHands:
    """Those of one story. May be used by several threads. folder: of the story in the store.

    cores, cores_each: all that a worker has."""

    cores = cores_each = 0

    def __init__(self, cluster: ClusterHands, slug: str, folder: str) -> None:
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
            where=self._store.address,
            remedy=tr("Look whether its disk is full or damaged, and run the same command again."),
        )

    def _asked(self, task: Task[Any], read: Sequence[str]) -> AskedTask:
        cluster = self._cluster
        place = StoredAt(cluster.store.address, self._folder)
        return asked_of(task, read, place, cluster.speech, cluster.like)

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
