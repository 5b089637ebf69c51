"""Memory is dealt in the order it is asked for; what fits nowhere is alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.memory_budget import MemoryBudget, StoppedWork

#: Seconds after which a test that waits for another thread has failed.
LONG = 30


@given(st.lists(st.integers(0, 150), min_size=1, max_size=12), st.integers(1, 4))
def test_never_more_than_there_is_but_for_one_that_is_alone(needs: list[int], threads: int) -> None:
    budget, alone, inside, seen = MemoryBudget(100, 3), Lock(), [], []  # type: ignore[var-annotated]

    def work(mb: int) -> None:
        with budget.room(mb):
            with alone:
                inside.append(mb)
                seen.append(list(inside))
            with alone:
                inside.remove(mb)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, needs))
    assert len(seen) == len(needs)
    assert all(sum(each) <= 100 or len(each) == 1 for each in seen)


def test_a_small_one_does_not_pass_a_large_one_by() -> None:
    budget, order, waiting = MemoryBudget(100, 3), list[str](), [Event(), Event()]

    def work(name: str, mb: int, begun: Event) -> None:
        begun.set()
        with budget.room(mb):
            order.append(name)

    with ThreadPoolExecutor(2) as pool, budget.room(60):
        pool.submit(work, "large", 90, waiting[0])
        assert waiting[0].wait(LONG)
        while not budget._waiting:
            pass
        pool.submit(work, "small", 10, waiting[1])
        assert waiting[1].wait(LONG)
    assert order == ["large", "small"]


def test_nobody_waits_any_longer_than_the_build() -> None:
    budget = MemoryBudget(100, 3)

    def work() -> None:
        with budget.room(90):
            raise AssertionError("there is no room")

    with ThreadPoolExecutor(1) as pool, budget.room(60):
        waits = pool.submit(work)
        budget.end()
        with pytest.raises(StoppedWork):
            waits.result(LONG)
