"""A story is listened to while its footage is looked through for cuts, and the next one while this one's captions and
video are made: none of that keeps all cores busy, or all machines."""

from __future__ import annotations

import contextlib
import contextvars
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from types import TracebackType
from typing import Any, Generic, TypeVar

from pipeline.build.build_context import BuildContext
from pipeline.build.footage import film_of, tell_taken
from pipeline.build.listen import transcribe_footage
from pipeline.build.outcome import Advance, StoryReport, StoryReporter
from pipeline.build.side_by_side import StoryTurn
from pipeline.cues import Transcript
from pipeline.errors import VeusError
from pipeline.media.media_info import MediaInfo

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ProbedFootage:
    """The footage of a story, or the film that was made of it, and its facts."""

    footage: Path
    facts: MediaInfo


def look_at(context: BuildContext) -> ProbedFootage:
    """Raises StoryError (no footage), MediaError, OSError."""
    film, facts = film_of(context)
    tell_taken(context, facts)
    return ProbedFootage(film, facts)


def listen_to(context: BuildContext, seen: ProbedFootage) -> Transcript:
    """Raises EngineError, RenderError, OSError."""
    return transcribe_footage(context, seen.footage, seen.facts)


@dataclass(frozen=True, slots=True)
class _Begun(Generic[Result]):
    """A piece of work in the other thread, and what it said and did."""

    work: Future[Result]
    later: DeferredReporter
    report: StoryReport
    turn: StoryTurn | None

    def result(self, context: BuildContext) -> Result:
        """Its result when it is there. All that it has to tell is told to `context` until then."""
        with _given_up(self.turn):
            self.later.tell(context.reporter)
        context.report.made += self.report.made
        context.report.notes += self.report.notes
        return self.work.result()


class Prefetcher:
    """Looks at stories and listens to them in another thread, one after the other. A context: leaving it ends that work
    at the next progress it makes, and what was heard by then is lost.

    turn: of the one story that it is for, where that is made beside others. What goes on is told at once then."""

    def __init__(self, turn: StoryTurn | None = None) -> None:
        self._turn = turn
        self._thread = ThreadPoolExecutor(1, "ahead")
        self._seen: dict[str, _Begun[ProbedFootage]] = {}
        self._heard: dict[str, _Begun[Transcript]] = {}
        self._stopped = Event()

    def __enter__(self) -> Prefetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with _given_up(self._turn):
            self._thread.shutdown(cancel_futures=True)

    def begin(self, context: BuildContext) -> None:
        """Begins with a story, unless that was done before. What goes wrong, and all that is to be told, waits until
        its results are asked for."""
        slug = context.story.slug
        if slug not in self._seen:
            seen = self._seen[slug] = self._begun(context, look_at)
            self._heard[slug] = self._begun(context, lambda mine: listen_to(mine, seen.work.result()))

    def seen(self, context: BuildContext) -> ProbedFootage:
        """Of a story that was begun. Raises as `look_at` does."""
        return self._seen[context.story.slug].result(context)

    def transcript(self, context: BuildContext) -> Transcript:
        """Of a story that was begun. Raises as `listen_to` does."""
        return self._heard[context.story.slug].result(context)

    def _begun(self, context: BuildContext, work: Callable[[BuildContext], Result]) -> _Begun[Result]:
        later = StepsAtOnce(self._stopped, context.reporter) if self._turn else DeferredReporter(self._stopped)
        report = StoryReport(context.story.slug)

        def run() -> Result:
            try:
                with self._turn.held() if self._turn else contextlib.nullcontext():
                    return work(replace(context, reporter=later, report=report))
            finally:
                later.end()

        here = contextvars.copy_context()  # programs that it begins belong to the crew of this thread, too
        return _Begun(self._thread.submit(here.run, run), later, report, self._turn)


def _given_up(turn: StoryTurn | None) -> AbstractContextManager[None]:
    """For the time of waiting for another thread, which may need it."""
    return turn.given_up() if turn else contextlib.nullcontext()


class _Stopped(Exception):
    """Nobody waits for this work any more."""


class DeferredReporter:
    """A Reporter that keeps what it is told until there is somebody to tell it to."""

    def __init__(self, stopped: Event) -> None:
        self._stopped = stopped
        self._said: SimpleQueue[tuple[Any, ...]] = SimpleQueue()

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        self._said.put(("story", slug, title, number, of))

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        def advance(done: int, detail: str = "") -> None:
            self.refuse_stopped()
            self._said.put(("advance", done, detail))

        lasts = _Lasting(time.monotonic() if began is None else began)
        self._said.put(("step", what, total, media, lasts))
        try:
            yield advance
        except BaseException:
            self._said.put(("broke",))
            raise
        lasts.seconds = time.monotonic() - lasts.began
        self._said.put(("done",))

    def note(self, text: str) -> None:
        self._said.put(("note", text))

    def problem(self, error: VeusError) -> None:
        self._said.put(("problem", error))

    def refuse_stopped(self) -> None:
        """Raises where nobody waits for the work any more."""
        if self._stopped.is_set():
            raise _Stopped

    def end(self) -> None:
        """Nothing more will be said."""
        self._said.put(("end",))

    def tell(self, reporter: StoryReporter) -> None:
        """Tells `reporter` all that was said and is yet to be said, until `end`."""
        while (said := self._said.get())[0] != "end":
            self._tell_one(reporter, *said)

    def _tell_one(self, reporter: StoryReporter, kind: str, *rest: Any) -> None:
        if kind == "step":
            self._tell_step(reporter, *rest)
        else:
            getattr(reporter, kind)(*rest)

    def _tell_step(self, reporter: StoryReporter, what: str, total: int | None, media: bool, lasts: _Lasting) -> None:
        """One step; when it broke, so does the reporter's. The error itself is raised where the work is waited for."""
        began = lasts.began if lasts.seconds is None else time.monotonic() - lasts.seconds
        with contextlib.suppress(_Broke), reporter.step(what, total, media, began) as advance:
            while (said := self._said.get())[0] not in ("done", "broke"):
                if said[0] == "advance":
                    advance(*said[1:])
                else:  # a note, amid the work
                    self._tell_one(reporter, *said)
            if said[0] == "broke":
                raise _Broke


class StepsAtOnce(DeferredReporter):
    """One whose steps somebody is told of while they go on, beside what else goes on of a story."""

    def __init__(self, stopped: Event, told: StoryReporter) -> None:
        super().__init__(stopped)
        self._told = told

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        with self._told.step(what, total, media, began) as tell:

            def advance(done: int, detail: str = "") -> None:
                self.refuse_stopped()
                tell(done, detail)

            yield advance


@dataclass(slots=True)
class _Lasting:
    """When a step began (time.monotonic()), and how long it took; None while it goes on."""

    began: float
    seconds: float | None = None


class _Broke(Exception):
    """A step ended before it was done."""
