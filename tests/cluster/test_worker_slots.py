"""One task for each worker, in the order in which they were asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from pipeline.cluster.worker_slots import WorkerSlots


class Asker(threading.Thread):
    """Takes a slot, and keeps it until it is told. began: once it has it."""

    def __init__(self, slots: WorkerSlots, resource: str) -> None:
        super().__init__(daemon=True)
        self.slots, self.resource = slots, resource
        self.began, self.enough = threading.Event(), threading.Event()
        self.start()
        time.sleep(0.02)  # so that they ask in their order

    def run(self) -> None:
        with self.slots.taken(self.resource, lambda: None):
            self.began.set()
            self.enough.wait(30)

    def end(self) -> None:
        self.enough.set()
        self.join(30)


def settled(check: Callable[[], bool]) -> bool:
    """Whether it comes true, and stays."""
    end = time.monotonic() + 30
    while not check() and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.1)
    return check()


def test_no_more_than_there_are_workers() -> None:
    slots = WorkerSlots("any", "rare")
    askers = [Asker(slots, "any") for _ in range(4)]
    assert settled(lambda: not any(one.began.is_set() for one in askers))
    slots.set({"any": 2})
    assert settled(lambda: [one.began.is_set() for one in askers] == [True, True, False, False])
    askers[0].end()
    assert settled(lambda: [one.began.is_set() for one in askers] == [True, True, True, False])
    for one in askers:
        one.end()
    assert all(one.began.is_set() for one in askers)


def test_who_waits_for_a_rarer_one_lets_others_pass() -> None:
    slots = WorkerSlots("any", "rare")
    slots.set({"any": 2, "rare": 1})
    first, second, third = (Asker(slots, name) for name in ("rare", "rare", "any"))
    assert settled(lambda: first.began.is_set() and third.began.is_set() and not second.began.is_set())
    third.end()
    assert settled(lambda: not second.began.is_set())
    first.end()
    assert settled(second.began.is_set)
    second.end()


def test_all_together_are_no_more_than_workers() -> None:
    slots = WorkerSlots("any", "rare")
    slots.set({"any": 1, "rare": 1})
    first, second = Asker(slots, "rare"), Asker(slots, "any")
    assert settled(lambda: first.began.is_set() and not second.began.is_set())
    first.end()
    assert settled(second.began.is_set)
    second.end()


def test_nobody_waits_for_what_is_not_wanted_any_more() -> None:
    slots, wanted = WorkerSlots("any"), threading.Event()
    problem: list[BaseException] = []

    def refuse() -> None:
        if wanted.is_set():
            raise TimeoutError

    def ask() -> None:
        try:
            with slots.taken("any", refuse):
                pass
        except TimeoutError as error:
            problem.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wanted.set()
    slots.wake()
    asking.join(30)
    assert len(problem) == 1
    slots.set({"any": 1})
    with slots.taken("any", pytest.fail):
        assert slots["any"] == 1
