"""The terminal while several stories are made side by side: a line for each step that goes on, with its story."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from threading import Lock

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column

from pipeline.build.outcome import Advance, StoryReporter, unseen
from pipeline.errors import VeusError
from pipeline.messages import together, tr

#: Columns of the screen that a line needs besides what goes on, and what is told of it: these share the rest, and have
#: so many at least.
OTHER_WIDTH, LEAST_WIDTH = 32, 20

#: Says a sentence behind a mark.
Say = Callable[[str, str], None]


class StoriesAtOnce:
    """May be used by several threads. say: prints a sentence behind a mark."""

    def __init__(self, console: Console, say: Say) -> None:
        self._console, self.say = console, say
        self._lock = Lock()
        self._open = 0
        self._progress: Progress | None = None

    @contextlib.contextmanager
    def story(self, slug: str) -> Iterator[StoryReporter]:
        """The reporter of one of them."""
        self._enter()
        try:
            yield _OneOfThem(slug, self)
        finally:
            self._leave()

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, began: float) -> Iterator[Callable[[int, str], None]]:
        """A step that goes on, and then one that is done."""
        progress = self._progress
        if progress is None:
            self._console.print(f"  {escape(what)} …")
            yield unseen
            self._console.print(f"  {done_in(what, began)}")
            return
        task = progress.add_task(escape(what), total=total, detail="")
        self._since(progress, task, began)
        try:
            yield lambda done, detail: progress.update(task, completed=min(done, total or 1), detail=escape(detail))
        finally:
            progress.remove_task(task)
        progress.console.print(f" [green]✓[/] {done_in(what, began)}")

    def _since(self, progress: Progress, task: TaskID, began: float) -> None:
        with self._lock:
            next(one for one in progress.tasks if one.id == task).start_time = began

    def _enter(self) -> None:
        with self._lock:
            self._open += 1
            if self._open == 1 and self._console.is_terminal:
                self._progress = self._shown()
                self._progress.start()

    def _leave(self) -> None:
        with self._lock:
            self._open -= 1
            if self._open == 0 and self._progress:
                self._progress.stop()
                self._progress = None

    def _shown(self) -> Progress:
        room = max(LEAST_WIDTH, (self._console.width - OTHER_WIDTH) // 2)

        def shared() -> Column:
            return Column(no_wrap=True, overflow="ellipsis", max_width=room)

        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", table_column=shared()),
            BarColumn(bar_width=10),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[detail]}", table_column=shared()),
            console=self._console,
            transient=True,
        )


class _OneOfThem:
    """The StoryReporter of one story: all that it says names it."""

    def __init__(self, slug: str, at_once: StoriesAtOnce) -> None:
        self._slug, self._at_once = slug, at_once

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        started = time.monotonic() if began is None else began
        with self._at_once.step(self._named(what), total, started) as tell:

            def advance(done: int, detail: str = "") -> None:
                pace = pace_of(done, total, time.monotonic() - started) if media and total else []
                tell(done, ", ".join([*filter(None, [detail]), *reversed(pace)]))  # the end may be cut off

            yield advance

    def note(self, text: str) -> None:
        self._at_once.say("[yellow]![/]", self._named(text))

    def problem(self, error: VeusError) -> None:
        self._at_once.say("[bold red]✗[/]", self._named(str(error)))

    def _named(self, text: str) -> str:
        return together(self._slug, text, between=": ")


def done_in(what: str, began: float) -> str:
    """ "joel: listening: done in 3.2 s", as markup."""
    return tr("{step}: done in {seconds:.1f} s", step=escape(what), seconds=time.monotonic() - began)


def pace_of(done: int, total: int, seconds: float) -> list[str]:
    """How fast `done` of `total` ms of media came, and how long the rest will take; nothing in the first second."""
    if seconds < 1 or not done:
        return []
    speed = done / 1000 / seconds
    left = round(max(0, total - done) / 1000 / speed)
    return [
        tr("{speed:.1f}× speed", speed=speed),
        tr("{minutes}:{seconds:02} left", minutes=left // 60, seconds=left % 60),
    ]
