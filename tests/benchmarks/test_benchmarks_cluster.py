"""What a second machine gains is counted by rounds, and told where it is too little."""

from __future__ import annotations

from benchmarks.cluster import Shared, table
from benchmarks.results import Run


def test_the_gain_is_of_rounds_and_not_of_the_whole_day() -> None:
    """Both of a round had the machine in the same state: it was twice as slow in the last one."""
    found = Shared(
        "four stories", {1: [Run(100, 0), Run(104, 0), Run(200, 0)], 2: [Run(50, 0), Run(52, 0), Run(100, 0)]}
    )
    assert found.gain == 2.0
    assert list(found.faults()) == []
    assert table([found]).splitlines()[2] == "| four stories | 104 s (100–200) | 52 s (50–100) | 2.00 |"


def test_too_little_is_told() -> None:
    slow = Shared("one film", {1: [Run(100, 0)], 2: [Run(60, 0)]})
    assert list(slow.faults()) == ["one film: two workers are 1.67 × as quick as one, and 1.7 × is the least"]
