"""What a worker of a cluster does with a task: lays out the files it reads, has a process of its own do it – the same
that does tasks of several stories on one machine – and puts what came of it into the store."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline import files
from pipeline.build import build as build  # it imports all modules that have steps
from pipeline.build.jobs import Jobs
from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import Advance
from pipeline.build.task import Task
from pipeline.build.task_data import result_as_json, step_named, work_of
from pipeline.build.workers import Workers
from pipeline.cluster.cluster_store import ClusterStore, FileCache, NotStored
from pipeline.cluster.cluster_words import WATCH
from pipeline.cluster.remote_task import (
    TOPIC,
    AskedTask,
    StoredAt,
    TaskAnswer,
    TaskNews,
    answer_from,
    as_text,
    asked_from,
    raised_as_data,
)
from pipeline.errors import DiskFullError, VeusError, of_system
from pipeline.messages import as_data, from_data
from pipeline.project.settings import SpeechSettings

_log = logging.getLogger(__name__)

#: Seconds between two tellings of how far a task is.
TOLD_EACH_S = 0.5

#: Seconds for which a file is kept here that no task reads.
KEPT_S = 3600.0

#: Tells how far a task is.
Tell = Callable[[TaskNews], None]


class _NoSpace(Exception):
    """The disk of this worker is full, whatever the store has."""


class Performer:
    """Does one task after the other. name: of this worker, for people. folder: for everything that it needs for a
    while. store: instead of the one that a build names, where the same folder has another place here."""

    def __init__(self, name: str, folder: Path, memory_mb: int, cache_bytes: int, store: str = "") -> None:
        self.name, self.folder = name, folder
        self._memory_mb, self._cache_bytes, self._store_here = memory_mb, cache_bytes, store
        self._stores: dict[str, ClusterStore] = {}
        self._kept: FileCache | None = None
        self._workers: Workers | None = None
        self._speech: Any = None
        self._doing, self._given_up, self._alone = "", set[str](), Lock()

    def perform(self, text: str, tell: Tell, full: Callable[[], None]) -> str:
        """A `TaskAnswer` as text to an `AskedTask` as text; nothing is raised. full: called where there is no space on
        this worker's disk for the task, which is given up then."""
        asked = asked_from(text)
        with self._alone:
            self._doing = asked.key
        try:
            return as_text(self._perform(asked, tell))
        except NotStored as error:
            return as_text(TaskAnswer(lacks=error.sha256))
        except StoppedWork:
            return as_text(TaskAnswer(given_up=True))
        except _NoSpace:
            _log.warning("no space for a task", exc_info=True)
            full()
            return as_text(TaskAnswer(given_up=True))
        except BaseException as error:  # a wish to end the process, too, is that of the task
            _log.exception("trouble with a task")
            return as_text(TaskAnswer(raised=raised_as_data(error, [], [], self.name)))
        finally:
            with self._alone:
                self._doing = ""
                self._given_up.discard(asked.key)

    def tidy(self) -> None:
        """Nothing is kept for long of what people entrusted to the series. May be called by any thread."""
        with self._alone:
            if self._kept and not self._doing:
                self._kept.drop_unused(KEPT_S)

    def give_up(self, key: str = "") -> None:
        """Nobody waits any more for the task of that key, or for any: it is broken off, with all its programs."""
        with self._alone:
            if not self._doing or (key and key != self._doing):
                return
            self._given_up.add(self._doing)
            workers, self._workers = self._workers, None
        if workers:
            workers.end()

    def end(self) -> None:
        """Breaks off what is being done; no process of it is left then."""
        self.give_up()
        with self._alone:
            workers, self._workers = self._workers, None
        if workers:
            workers.end()

    def _perform(self, asked: AskedTask, tell: Tell) -> TaskAnswer:
        store = self._store(asked.place)
        with _own_disk(store):
            cache = self._cache()
        cache.drop_unused(KEPT_S)
        if known := store.answer(asked.key):
            return answer_from(known)
        tell(TaskNews(asked.key, self.name, 0, ""))
        try:
            return self._made(asked, store, cache, tell)
        except _NoSpace:
            cache.empty()
        try:
            return self._made(asked, store, cache, tell)
        except _NoSpace:
            cache.empty()  # for others
            raise

    def _made(self, asked: AskedTask, store: ClusterStore, cache: FileCache, tell: Tell) -> TaskAnswer:
        with _own_disk(store), self._room() as here:
            reads = [here / f"read{n}" / Path(one.name).name for n, one in enumerate(asked.reads)]
            writes = [here / f"write{n}" / Path(name).name for n, name in enumerate(asked.writes)]
            for path in [*reads, *writes]:
                path.parent.mkdir()
            for one, path in zip(asked.reads, reads, strict=True):
                cache.lay(one.sha256, store, path)
            try:
                result = self._do(asked, reads, writes, here, tell)
            except (Exception, SystemExit) as error:
                if _full_disk(error):
                    raise
                return TaskAnswer(raised=raised_as_data(error, reads, writes, self.name))
            hashes = tuple(files.sha256_each(writes))
            answer = TaskAnswer(result_as_json(step_named(asked.data.step), result), hashes)
            self._put(asked.key, answer, writes, store, cache)
        return answer

    def _put(self, key: str, answer: TaskAnswer, writes: Sequence[Path], store: ClusterStore, cache: FileCache) -> None:
        """Raises StoppedWork where nobody waits for the task any more; nothing of it is in the store then: the story
        may be made meanwhile, and what lay of it there taken away."""
        try:
            for sha256, path in zip(answer.writes, writes, strict=True):
                self._refuse_given_up(key)
                store.put(path, sha256, again=True)  # what lies there may be why it was asked for once more
                cache.keep(path, sha256)
            self._refuse_given_up(key)
            store.note(key, as_text(answer).encode())
            self._refuse_given_up(key)
        except StoppedWork:
            with suppress(VeusError, OSError):
                for sha256 in answer.writes:
                    store.remove(sha256)
                store.forget(key)
            raise

    def _refuse_given_up(self, key: str) -> None:
        with self._alone:
            if key in self._given_up:
                raise StoppedWork

    def _do(self, asked: AskedTask, reads: Sequence[Path], writes: Sequence[Path], here: Path, tell: Tell) -> Any:
        work = work_of(asked.data, reads, writes, here)
        where = next(iter([*reads, *writes]), here)
        task: Task[Any] = Task(from_data(asked.what), where, work, asked.needs_mb, reads=reads, writes=writes)
        return self._hands(asked).do(task, self._telling(asked.key, tell))

    def _telling(self, key: str, tell: Tell) -> Advance:
        told = 0.0

        def advance(done: int, detail: str = "") -> None:
            nonlocal told
            if time.monotonic() - told >= TOLD_EACH_S:
                told = time.monotonic()
                tell(TaskNews(key, self.name, done, as_data(detail)))

        return advance

    def _hands(self, asked: AskedTask) -> Workers:
        with self._alone:
            if asked.key in self._given_up:
                raise StoppedWork
            old, stale = self._workers, self._speech != asked.speech
            if old is None or stale:
                speech = SpeechSettings.model_validate(asked.speech)
                self._workers, self._speech = Workers(Jobs(1, self._memory_mb), speech, self.folder), asked.speech
            workers = self._workers
        if old and stale:
            old.end()
        assert workers
        return workers

    def _store(self, place: StoredAt) -> ClusterStore:
        address = self._store_here or place.store
        if address not in self._stores:
            self._stores[address] = ClusterStore(address)
        return self._stores[address].part(place.folder)

    def _cache(self) -> FileCache:
        if not self._kept:
            folder = Path(tempfile.mkdtemp(prefix="cache-", dir=self.folder))
            self._kept = FileCache(folder, self._cache_bytes)
        return self._kept

    @contextmanager
    def _room(self) -> Iterator[Path]:
        """A folder for one task."""
        with tempfile.TemporaryDirectory(prefix="task-", dir=self.folder, ignore_cleanup_errors=True) as folder:
            yield Path(folder)


#: That of this process, where it is a worker.
_here: Performer | None = None


def be(performer: Performer | None) -> None:
    """From now on tasks that come to this process are done by it."""
    global _here
    _here = performer


def perform(text: str) -> str:
    """What a scheduler asks a worker for: the only function that travels, by its name."""
    from distributed import get_worker

    assert _here, "not a worker of Veus"
    worker = get_worker()
    return _here.perform(text, partial(_tell, worker), partial(worker.plugins[WATCH].rest, worker))


def _tell(worker: Any, news: TaskNews) -> None:
    worker.log_event(TOPIC, as_text(news))


@contextmanager
def _own_disk(store: ClusterStore) -> Iterator[None]:
    """Whatever disk is full in the block is that of this worker, unless it is the store's. Raises _NoSpace."""
    try:
        yield
    except (VeusError, OSError) as error:
        if (told := _full_disk(error)) and told.where != store.address:
            raise _NoSpace from error
        raise


def _full_disk(error: BaseException) -> DiskFullError | None:
    told = of_system(error) if isinstance(error, OSError) else error
    return told if isinstance(told, DiskFullError) else None
