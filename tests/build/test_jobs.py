"""How many stories side by side: as asked for, as the machine's variables say, or as is right for it."""

from __future__ import annotations

import pytest

from pipeline.build.jobs import Jobs, free_mb, jobs_here, usual
from pipeline.errors import VeusError


@pytest.mark.parametrize(
    ("cores", "memory_mb", "number"), [(1, 500, 1), (2, 64_000, 1), (4, 64_000, 1), (8, 64_000, 2), (32, 10_000, 3)]
)
def test_one_for_each_four_cores_as_memory_allows(cores: int, memory_mb: int, number: int) -> None:
    assert usual(cores, memory_mb) == number


def test_who_asks_is_heard_first_then_the_environment() -> None:
    named = {"VEUS_JOBS": "3", "VEUS_MEMORY": "2.5"}
    assert jobs_here(environ=named) == Jobs(3, 2500, asked=True)
    assert jobs_here(2, 1.0, named) == Jobs(2, 1000, asked=True)
    assert not jobs_here(environ={}).asked
    assert jobs_here(1, environ={}).memory_mb == pytest.approx(free_mb() * 0.75, rel=0.5) and free_mb() > 0


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_variable_that_is_no_number_is_told(value: str) -> None:
    with pytest.raises(VeusError, match=f'VEUS_JOBS = "{value}".*VEUS_JOBS=2'):
        jobs_here(environ={"VEUS_JOBS": value})
