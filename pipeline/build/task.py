"""What is dear of a story – a hearing, its renditions – as plain data, so that another process can do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

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


@dataclass(frozen=True, slots=True)
class Task(Generic[Result]):
    """what: it is called so where people are told of it. where: the file that it works on. needs_mb: of memory, at most
    and beside what a worker takes anyway. graphics: whether it works on a graphics card.

    work: a function of a module with its values (functools.partial): it survives pickling, as does its result. It gives
    the same bytes wherever, whenever and however often it is done, writes each file under its final name whole or not
    at all, and touches no file of people's.
    """

    what: str
    where: Path
    work: Callable[[Workbench, Advance], Result]
    needs_mb: int = READING_MB
    graphics: bool = False


class Hands(Protocol):
    """Who does the tasks of a story."""

    @property
    def cores(self) -> int:
        """How many a task that begins now should keep busy; 0: all that there are."""

    def do(self, task: Task[Result], advance: Advance) -> Result:
        """Its result. Raises what it raises; StoryError where it ends the processes that do it."""


class OwnHands:
    """Those of this process: what is asked for is done at once."""

    def __init__(self, recognizer: Recognizer, temp: Path) -> None:
        self._bench = Workbench(recognizer, temp)

    @property
    def cores(self) -> int:
        return 0

    def do(self, task: Task[Result], advance: Advance) -> Result:
        return task.work(self._bench, advance)
