"""Memory and places that tasks which are done side by side share."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterator
from threading import Condition


class StoppedWork(BaseException):
    """The build ends: nobody waits for this work any more. Nothing that mends the trouble of a story may take it for
    such."""


class MemoryBudget:
    """total_mb: what all of them may take together. places: how many may go on at the same time. May be used by several
    threads."""

    def __init__(self, total_mb: int, places: int) -> None:
        self._total, self._places = total_mb, places
        self._taken, self._running, self._ended = 0, 0, False
        self._waiting: deque[object] = deque()
        self._changed = Condition()

    @contextlib.contextmanager
    def room(self, mb: int) -> Iterator[None]:
        """A context in which there is a place, and room for `mb`, waited for in the order they are asked for. What is
        more than all that there is, is alone. Raises StoppedWork after `end`."""
        with self._changed:
            self._wait(mb)
            self._taken, self._running = self._taken + mb, self._running + 1
        try:
            yield
        finally:
            with self._changed:
                self._taken, self._running = self._taken - mb, self._running - 1
                self._changed.notify_all()

    def end(self) -> None:
        """Nobody waits any more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _wait(self, mb: int) -> None:
        me = object()
        self._waiting.append(me)
        try:
            self._changed.wait_for(lambda: self._ended or (self._waiting[0] is me and self._fits(mb)))
        finally:
            self._waiting.remove(me)
            self._changed.notify_all()
        if self._ended:
            raise StoppedWork

    def _fits(self, mb: int) -> bool:
        return not self._running or (self._running < self._places and self._taken + mb <= self._total)
