"""How many workers of a cluster are asked for something at the same time: one task for each, and no more, so that what
is more urgent and comes later does not stand behind what Dask was given before."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

#: Seconds between two looks whether anybody still waits.
_LOOK_S = 1.0


class WorkerSlots:
    """May be used by several threads. Workers are told apart by resources, of which one may have several; the first of
    `resources` all have that help at all."""

    def __init__(self, *resources: str) -> None:
        self._all, *_ = resources
        self._there = dict.fromkeys(resources, 0)
        self._out = Counter[str]()
        self._waiting: dict[object, str] = {}
        self._changed = threading.Condition()

    def __getitem__(self, resource: str) -> int:
        """How many workers have it at the moment."""
        return self._there[resource]

    def set(self, there: Mapping[str, int]) -> None:
        """So many have each resource now."""
        with self._changed:
            self._there = {**self._there, **there}
            self._changed.notify_all()

    def wake(self) -> None:
        """Whoever waits looks whether it still should."""
        with self._changed:
            self._changed.notify_all()

    @contextmanager
    def taken(self, resource: str, refuse: Callable[[], None]) -> Iterator[None]:
        """One worker that has `resource` may be asked for something in the block, in the order in which it was asked
        for; who waits for a rarer one lets others pass. refuse: raises once that is not waited for any more."""
        me = object()
        with self._changed:
            self._waiting[me] = resource
            try:
                while self._next() is not me:
                    refuse()
                    self._changed.wait(_LOOK_S)
                self._out[resource] += 1
            finally:
                del self._waiting[me]
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._out[resource] -= 1
                self._changed.notify_all()

    def _next(self) -> object:
        """The first who waits for a worker that nobody has; None where each has to wait."""
        if self._out.total() >= self._there[self._all]:
            return None
        free = {name for name, there in self._there.items() if self._out[name] < there}
        return next((one for one, name in self._waiting.items() if name in free), None)
