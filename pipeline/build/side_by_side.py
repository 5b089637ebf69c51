"""Several stories at once: each in a thread of its own, its tasks done by workers, all else by one story at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event, Lock
from types import TracebackType
from typing import Protocol

from pipeline.build.build_context import BuildContext
from pipeline.build.jobs import Jobs
from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import Advance, Reporter, StoryReporter
from pipeline.build.task import Hands, Result, Task
from pipeline.build.workers import Workers
from pipeline.ended_programs import Crew, belonging_to
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings

#: Makes a story that has its turn; what goes wrong with it, it tells by itself.
Make = Callable[[BuildContext, "StoryTurn"], None]

#: Stories that are made side by side where other machines help: so many for each worker that is there when it begins,
#: and not fewer than that. With fewer, workers wait for the first steps of films (docs/cluster-figures.md).
HELPED_EACH, HELPED = 2, 16


class Workforce(Protocol):
    """The hands of several stories, for several threads. A context, which leaves nothing of them. sharing: among how
    many stories they are dealt."""

    sharing: int

    @property
    def at_once(self) -> int:
        """As `Hands.at_once`, for a story that begins now."""

    def __enter__(self) -> Workforce: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def of(self, slug: str) -> Hands:
        """Those of one story."""

    def made(self, slug: str) -> None:
        """A story is made, and nothing went wrong with it: what they keep for it goes. Raises nothing."""

    def end(self) -> None:
        """Ends them, whatever they are doing."""


#: Finds them: by the settings of the series, with its folders, and where to tell what happens to them.
FindHelpers = Callable[[Settings, Layout, Callable[[str], None]], Workforce]


def make_side_by_side(
    contexts: Sequence[BuildContext], jobs: Jobs, make: Make, reporter: Reporter, helpers: FindHelpers | None = None
) -> None:
    """`make` for each of the stories, `jobs.number` of them at the same time, begun in their order. helpers: who does
    their tasks, where that is not this machine. Whatever ends it early, no thread, process or half file of it is
    left."""
    settings, layout = contexts[0].series.settings, contexts[0].layout
    layout.temp.mkdir(parents=True, exist_ok=True)
    with (
        helpers(settings, layout, reporter.note)
        if helpers
        else Workers(jobs, settings.speech, layout.temp, layout.root)
    ) as workers:
        # Nobody shares them yet: `at_once` is all of them.
        number = min(len(contexts), max(HELPED, HELPED_EACH * workers.at_once)) if helpers else jobs.number
        at_work = _AtWork(len(contexts), number, workers, make, reporter)
        threads = ThreadPoolExecutor(number, "story")
        try:
            begun = [threads.submit(at_work.story, number, one) for number, one in enumerate(contexts, 1)]
            wait(begun)
            for one in begun:
                one.result()
        except BaseException:
            at_work.stopped.set()
            at_work.programs.end()
            workers.end()
            raise
        finally:
            threads.shutdown(cancel_futures=True)


class _AtWork:
    """What the threads of all stories share. programs: those of this process that they run themselves."""

    def __init__(self, stories: int, jobs: int, workers: Workforce, make: Make, reporter: Reporter) -> None:
        self.stopped, self.programs = Event(), Crew()
        self._of, self._jobs, self._ended = stories, jobs, 0
        self._workers, self._make, self._reporter = workers, make, reporter
        self._turn = Lock()
        self._share()

    def story(self, number: int, context: BuildContext) -> None:
        """One story, in its thread."""
        slug, title = context.story.slug, context.story.info.title.ca
        turn = StoryTurn(self._turn, self._workers.of(slug), self.stopped)
        with self._turn, belonging_to(self.programs):
            turn.refuse_stopped()
            with self._reporter.beside(slug, title, number, self._of, self._ended) as mine:
                self._make(replace(context, hands=turn, reporter=_UntilStopped(mine, turn)), turn)
            self._ended += 1
            self._share()
        if not context.report.problems:
            self._workers.made(slug)

    def _share(self) -> None:
        self._workers.sharing = min(self._jobs, self._of - self._ended)


class StoryTurn:
    """The hands of a story that has the turn, `alone`: it has it but for the time of its tasks. May be used by several
    threads of the story: one of them has it then."""

    def __init__(self, alone: Lock, hands: Hands, stopped: Event) -> None:
        self._alone, self._hands, self._stopped = alone, hands, stopped

    @property
    def cores(self) -> int:
        return self._hands.cores

    @property
    def at_once(self) -> int:
        return self._hands.at_once

    @property
    def for_one(self) -> int:
        return self._hands.for_one

    @property
    def cores_each(self) -> int:
        return self._hands.cores_each

    def do(self, task: Task[Result], advance: Advance) -> Result:
        with self.given_up():
            return self._hands.do(task, advance)

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        with self.given_up():
            return self._hands.do_all(tasks, advance)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Another thread of the story has it for the time of the block. Raises StoppedWork."""
        with self._alone:
            self.refuse_stopped()
            yield

    @contextlib.contextmanager
    def given_up(self) -> Iterator[None]:
        """Another story, or another thread of this one, may have the turn meanwhile. Raises StoppedWork."""
        self._alone.release()
        try:
            yield
        finally:
            self._alone.acquire()
            self.refuse_stopped()

    def refuse_stopped(self) -> None:
        """Raises StoppedWork where the build ends."""
        if self._stopped.is_set():
            raise StoppedWork


class _UntilStopped:
    """A StoryReporter that ends what a story does as soon as it tells anything, once the build ends."""

    def __init__(self, reporter: StoryReporter, turn: StoryTurn) -> None:
        self._reporter, self._turn = reporter, turn

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        self._turn.refuse_stopped()
        with self._reporter.step(what, total, media, began) as tell:

            def advance(done: int, detail: str = "") -> None:
                self._turn.refuse_stopped()
                tell(done, detail)

            yield advance

    def note(self, text: str) -> None:
        self._turn.refuse_stopped()
        self._reporter.note(text)

    def problem(self, error: VeusError) -> None:
        self._turn.refuse_stopped()
        self._reporter.problem(error)
