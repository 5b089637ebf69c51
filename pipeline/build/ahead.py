"""A story is listened to while its footage is looked through for cuts, and the next one while this one's captions and
video are made: none of that keeps all cores busy."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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

    def result(self, context: BuildContext) -> Result:
        """Its result when it is there. All that it has to tell is told to `context` until then."""
        self.later.tell(context.reporter)
        context.report.made += self.report.made
        context.report.notes += self.report.notes
        return self.work.result()


class Prefetcher:
    """Looks at stories and listens to them in another thread, one after the other. A context: leaving it ends that work
    at the next progress it makes, and what was heard by then is lost."""

    def __init__(self) -> None:
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
        later, report = DeferredReporter(self._stopped), StoryReport(context.story.slug)

        def run() -> Result:
            try:
                return work(replace(context, reporter=later, report=report))
            finally:
                later.end()

        return _Begun(self._thread.submit(run), later, report)


class InItsTurn:
    """The same of stories that are made side by side: nothing of them is begun before it is asked for."""

    def begin(self, context: BuildContext) -> None:
        """Nothing."""

    def seen(self, context: BuildContext) -> ProbedFootage:
        """Raises as `look_at` does."""
        self._seen = look_at(context)
        return self._seen

    def transcript(self, context: BuildContext) -> Transcript:
        """Of what was `seen`. Raises as `listen_to` does."""
        return listen_to(context, self._seen)


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
            if self._stopped.is_set():
                raise _Stopped
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


@dataclass(slots=True)
class _Lasting:
    """When a step began (time.monotonic()), and how long it took; None while it goes on."""

    began: float
    seconds: float | None = None


class _Broke(Exception):
    """A step ended before it was done."""
