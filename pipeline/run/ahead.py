"""The next story is listened to while this one's captions and video are made: neither keeps all cores busy."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from types import TracebackType
from typing import Any

from pipeline.cues import Transcript
from pipeline.errors import VeusError
from pipeline.media.facts import MediaFacts
from pipeline.run.listen import probe_footage, transcribe_footage
from pipeline.run.report import Advance, Reporter
from pipeline.run.workshop import Workshop
from pipeline.story import find_footage


@dataclass(frozen=True, slots=True)
class Listened:
    """The first part of a story: its footage, and what is said in it."""

    footage: Path
    facts: MediaFacts
    transcript: Transcript


def listen_to(shop: Workshop) -> Listened:
    """Raises StoryError (no footage), MediaError, EngineError, OSError."""
    footage = find_footage(shop.story)
    facts = probe_footage(shop, footage)
    return Listened(footage, facts, transcribe_footage(shop, footage, facts))


class Ahead:
    """Does the first part of one story at a time before its turn, in a thread. A context: leaving it ends that work at
    the next progress it makes, and what was heard by then is lost."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "ahead")
        self._begun: dict[str, tuple[Future[Listened], Later]] = {}
        self._stopped = Event()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.shutdown(cancel_futures=True)

    def begin(self, shop: Workshop) -> None:
        """Begins with a story. What goes wrong, and all that is to be told, waits for its turn."""
        later = Later(self._stopped)
        self._begun[shop.story.slug] = (self._thread.submit(_told_later, shop, later), later)

    def listened(self, shop: Workshop) -> Listened:
        """What was begun for this story, told as it goes on from here; done now where nothing was begun.

        Raises as `listen_to` does.
        """
        begun = self._begun.pop(shop.story.slug, None)
        if begun is None:
            return listen_to(shop)
        work, later = begun
        later.tell(shop.reporter)
        return work.result()


def _told_later(shop: Workshop, later: Later) -> Listened:
    try:
        return listen_to(replace(shop, reporter=later))
    finally:
        later.end()


class _Stopped(Exception):
    """Nobody waits for this work any more."""


class Later:
    """A Reporter that keeps what it is told until there is somebody to tell it to."""

    def __init__(self, stopped: Event) -> None:
        self._stopped = stopped
        self._said: SimpleQueue[tuple[Any, ...]] = SimpleQueue()

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        self._said.put(("story", slug, title, number, of))

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False) -> Iterator[Advance]:
        def advance(done: int, detail: str = "") -> None:
            if self._stopped.is_set():
                raise _Stopped
            self._said.put(("advance", done, detail))

        self._said.put(("step", what, total, media))
        try:
            yield advance
        except BaseException:
            self._said.put(("broke",))
            raise
        self._said.put(("done",))

    def note(self, text: str) -> None:
        self._said.put(("note", text))

    def problem(self, error: VeusError) -> None:
        self._said.put(("problem", error))

    def end(self) -> None:
        """Nothing more will be said."""
        self._said.put(("end",))

    def tell(self, reporter: Reporter) -> None:
        """Tells `reporter` all that was said and is yet to be said, until `end`."""
        while (said := self._said.get())[0] != "end":
            kind, *rest = said
            if kind == "step":
                self._tell_step(reporter, *rest)
            else:
                getattr(reporter, kind)(*rest)

    def _tell_step(self, reporter: Reporter, what: str, total: int | None, media: bool) -> None:
        """One step; when it broke, so does the reporter's. The error itself is raised where the work is waited for."""
        with contextlib.suppress(_Broke), reporter.step(f"{what} (begun ahead)", total, media) as advance:
            while (said := self._said.get())[0] == "advance":
                advance(*said[1:])
            if said[0] == "broke":
                raise _Broke


class _Broke(Exception):
    """A step ended before it was done."""
