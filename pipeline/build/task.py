"""What is dear of a story – a hearing, its renditions – as plain data, so that another process can do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeAlias, TypeVar

from pipeline.build.outcome import Advance
from pipeline.build.recognizer import Recognizer

Result = TypeVar("Result")

#: MB that a task takes which reads a film through and keeps little of it: an ffmpeg that decodes, and what reads it.
READING_MB = 300


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where a task is done. recognizer: what listens there. temp: a folder for files that are not whole yet."""

    recognizer: Recognizer
    temp: Path


#: What a task does, with its values: gives its result.
Work: TypeAlias = Callable[[Workbench, Advance], Result]


@dataclass(frozen=True, slots=True)
class Task(Generic[Result]):
    """what: it is called so where people are told of it. where: the file that it works on. needs_mb: of memory, at most
    and beside what a worker takes anyway. graphics: whether it works on a graphics card. models: whether models of
    speech or language work in it: only machines whose processors compute alike (`cluster.arithmetic`) give the same.

    work: a function of a module with its values (functools.partial), one that `task_data.task_step` knows: both survive
    the way into another process, and to another machine as JSON. It gives the same bytes wherever, whenever and however
    often it is done, writes each file under its final name whole or not at all, and touches no file of people's.

    reads, writes: the files that it needs, and those that are there once it is done. Each path among its values is one
    of them, or a folder that only saves time, which is empty elsewhere.
    """

    what: str
    where: Path
    work: Work[Result]
    needs_mb: int = READING_MB
    graphics: bool = False
    models: bool = False
    reads: Sequence[Path] = ()
    writes: Sequence[Path] = ()


class Hands(Protocol):
    """Who does the tasks of a story."""

    @property
    def cores(self) -> int:
        """How many a task that begins now should keep busy; 0: all that there are."""

    @property
    def at_once(self) -> int:
        """How many tasks of `do_all` they do at the same time."""

    @property
    def for_one(self) -> int:
        """How many of those are one story's alone, while others have theirs."""

    @property
    def cores_each(self) -> int:
        """How many cores each of those should keep busy; 0: all that there are."""

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """Its result. Raises what it raises; StoryError where it ends the processes that do it."""

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        """The results of all of them, in their order; done at the same time where there are machines for it. advance:
        is told how far all of them are together. Raises what the first raises that fails; the others are given up."""


class OwnHands:
    """Those of this process: what is asked for is done at once."""

    cores, at_once, for_one, cores_each = 0, 1, 1, 0

    def __init__(self, recognizer: Recognizer, temp: Path) -> None:
        self._bench = Workbench(recognizer, temp)

    def do(self, task: Task[Result], advance: Advance) -> Result:
        return task.work(self._bench, advance)

    def do_all(self, tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
        shared = SharedAdvance(advance, len(tasks))
        return [self.do(task, shared.of(number)) for number, task in enumerate(tasks)]


class SharedAdvance:
    """An Advance for each of several tasks, of which one is told that says how far all are together. What is told of
    one of them ("5 of 9 pieces") says nothing of all. May be used by several threads."""

    def __init__(self, advance: Advance, number: int) -> None:
        self._advance, self._done, self._alone = advance, [0] * number, Lock()

    def of(self, number: int) -> Advance:
        """That of one of them, from 0."""

        def advance(done: int, detail: str = "") -> None:
            with self._alone:
                self._done[number] = done
                self._advance(sum(self._done), detail if len(self._done) == 1 else "")

        return advance
