"""The processes that do the tasks of stories which are made side by side: begun when first needed, one for each job."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from pipeline import logs
from pipeline.build.jobs import Jobs
from pipeline.build.memory_budget import MemoryBudget, StoppedWork
from pipeline.build.outcome import Advance
from pipeline.build.task import Result, SharedAdvance, Task
from pipeline.build.worker import WorkerSetup, serve
from pipeline.cores import cores
from pipeline.ended_programs import kill_session, session_ticks
from pipeline.errors import KilledProgramError, StoryError
from pipeline.messages import spoken, tr
from pipeline.project.settings import SpeechSettings

_log = logging.getLogger(__name__)

#: So many workers, or programs of theirs, may end in the midst of a task until it is its story's problem.
TRIES = 3

#: Seconds between two looks at a worker that tells nothing, and the number of looks between which neither it nor its
#: programs have computed anything until it is taken for frozen: looks, because time passes for who is frozen himself.
LOOK_S, STILL_LOOKS = 5.0, 60

#: Seconds that one which nobody needs has to end by itself. It is killed then, with its programs: a library that
#: computes hears of no signal before it is done, and no file of it is whole under its name.
END_S = 5.0

#: Workers begin as programs of their own: what this process has loaded and begun is not theirs.
_SPAWN = multiprocessing.get_context("spawn")


class WorkerGone(Exception):
    """A worker has ended in the midst of a task."""


class Workers:
    """May be used by several threads. A context: leaving it ends them all, whatever they are doing.

    speech: of series.toml. temp: a folder for their half files. root: as of `Recognizer`. sharing: among how many
    stories the cores are dealt."""

    def __init__(self, jobs: Jobs, speech: SpeechSettings, temp: Path, root: Path | None = None) -> None:
        self.sharing = jobs.number
        self._setup = WorkerSetup(speech, spoken(), logs.written_to(), root)
        self._temp = temp
        self.at_once = jobs.number
        self._memory = MemoryBudget(jobs.memory_mb, jobs.number)
        self._card, self._alone = Lock(), Lock()
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._ended = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def of(self, slug: str) -> Workers:
        """They are those of each story."""
        return self

    def made(self, slug: str) -> None:
        """They keep nothing of a story."""

    @property
    def cores(self) -> int:
        """For a task that begins now."""
        return _dealt(self.sharing)

    @property
    def for_one(self) -> int:
        return max(1, self.at_once // max(1, self.sharing))

    @property
    def cores_each(self) -> int:
        return _dealt(self.at_once)

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """As `Hands.do`. Raises StoppedWork once they are ended."""
        return self._do(task, advance, _Together())

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        """As `Hands.do_all`. Raises StoppedWork once they are ended."""
        shared, together = SharedAdvance(advance, len(tasks)), _Together()
        threads = ThreadPoolExecutor(self.at_once, "task")
        try:
            begun = [threads.submit(self._do, task, shared.of(n), together) for n, task in enumerate(tasks)]
            for one in as_completed(begun):
                one.result()
        except BaseException:
            together.give_up()
            raise
        finally:
            threads.shutdown(cancel_futures=True)
        return [one.result() for one in begun]

    def _do(self, task: Task[Result], advance: Advance, together: _Together) -> Result:
        card = self._card if task.graphics else contextlib.nullcontext()
        with card, self._memory.room(task.needs_mb):
            killed: KilledProgramError | None = None
            for _ in range(TRIES):
                try:
                    with self._one() as worker, together.having(worker):
                        return worker.do(task, advance)
                except WorkerGone:
                    killed = None
                except KilledProgramError as error:  # had its process been killed in its place, it would be done again
                    killed = error
                if self._ended or together.given_up:
                    raise StoppedWork
                _log.warning("a worker or its program has ended in the midst of: %s, %s", task.what, task.where)
        if killed:
            raise killed
        raise StoryError(
            tr('"{step}" ended the process that did it, {count} times.', step=task.what, count=TRIES),
            where=task.where,
            remedy=tr(
                "Perhaps there was not enough memory: try --jobs 1, or less --memory. --log FILE keeps more about it."
            ),
        )

    def end(self) -> None:
        """Ends all of them, and their programs, and removes what they have not finished."""
        with self._alone:
            self._ended = True
            workers = list(self._all)
        self._memory.end()
        for worker in workers:
            worker.ask_to_end()
        for worker in workers:
            worker.end()

    @contextlib.contextmanager
    def _one(self) -> Iterator[WorkerProcess]:
        """A worker that nobody else has meanwhile."""
        with self._alone:
            if self._ended:
                raise StoppedWork
            worker = self._idle.pop() if self._idle else WorkerProcess(self._setup, self._temp)
            self._all.add(worker)
        try:
            yield worker
        finally:
            with self._alone:
                if worker.busy and not self._ended:
                    self._all.discard(worker)
                elif not worker.busy:
                    self._idle.append(worker)
            if worker.busy and not self._ended:
                worker.end()


def _dealt(among: int) -> int:
    """Cores for each of so many."""
    return max(1, cores() // max(1, among))


class _Together:
    """Tasks that nobody needs any more once one of them has failed, and the workers that do them."""

    def __init__(self) -> None:
        self.given_up = False
        self._at_it: set[WorkerProcess] = set()
        self._alone = Lock()

    @contextlib.contextmanager
    def having(self, worker: WorkerProcess) -> Iterator[None]:
        """`worker` does one of them for the time of the block. Raises StoppedWork where they are given up."""
        with self._alone:
            if self.given_up:
                raise StoppedWork
            worker.busy = True  # from here on it can be ended: who gives up asks no worker that has nothing to do
            self._at_it.add(worker)
        try:
            yield
        finally:
            with self._alone:
                self._at_it.discard(worker)

    def give_up(self) -> None:
        with self._alone:
            self.given_up = True
            for worker in self._at_it:
                if worker.busy:
                    worker.ask_to_end()


class WorkerProcess:
    """One of them. busy: it is in the midst of a task, or was when it ended."""

    def __init__(self, setup: WorkerSetup, temp: Path) -> None:
        self.busy, self._over, self._ending = False, False, Lock()
        self._folder = Path(tempfile.mkdtemp(prefix=".part-", dir=temp))
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, setup, self._folder), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """Raises what the task raises, WorkerGone, and what `advance` raises: it is still busy then."""
        self.busy = True
        self._send(task)
        while (answer := self._answer())[0] == "advance":
            advance(*answer[1:])
        self.busy = False
        if answer[0] == "raised":
            error: Exception = answer[1]
            error.add_note(answer[2])
            raise error
        result: Result = answer[1]
        return result

    def ask_to_end(self) -> None:
        if self.busy:
            self._process.terminate()
        else:
            with contextlib.suppress(WorkerGone):
                self._send(None)

    def end(self) -> None:
        """It has ended then, and so have its programs. May be called by several threads."""
        with self._ending:
            if self._over:
                return
            if self.busy:
                self._process.terminate()
            self._process.join(END_S)
            if self._process.pid:
                kill_session(self._process.pid)
            if self._process.is_alive():
                self._process.kill()
            self._process.join()
            shutil.rmtree(self._folder, ignore_errors=True)
            self._over = True

    def _send(self, task: Task[Any] | None) -> None:
        try:
            self._pipe.send(task)
        except OSError as error:
            raise WorkerGone from error

    def _answer(self) -> tuple[Any, ...]:
        try:
            self._wait()
            answer: tuple[Any, ...] = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerGone from error
        return answer

    def _wait(self) -> None:
        """Until it tells something. Raises WorkerGone where it is frozen; it has been killed then. A task may take as
        long as it takes, but whoever does it computes."""
        looks, before = 0, dict[int, int]()
        while not self._pipe.poll(LOOK_S):
            assert self._process.pid
            now = session_ticks(self._process.pid)
            looks, before = (looks + 1 if now and now == before else 0), now
            if looks >= STILL_LOOKS:
                _log.warning("%s has computed nothing for %.0f s", self._process.name, looks * LOOK_S)
                kill_session(self._process.pid)
                raise WorkerGone


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is begun in the block has Ctrl-C held back until it can deal with it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
