"""Who does a step, as people are told."""

from __future__ import annotations

from pipeline.cluster.step_helpers import MOST_NAMED, StepHelpers


def test_all_who_do_a_step_are_named_and_of_many_some() -> None:
    at_it, told = StepHelpers(), list[tuple[int, str]]()
    advance = at_it.named_by(lambda done, detail="": told.append((done, detail)))
    advance(0)
    at_it.begins("stage-1", "worker 2")
    advance(5, "1 of 9 pieces")
    at_it.begins("stage-2", "worker 1")
    at_it.begins("stage-3", "worker 1")
    advance(6)
    at_it.begins("stage-2", "worker 3")
    at_it.ends("stage-1")
    advance(7)
    assert told == [(0, ""), (5, "1 of 9 pieces, worker 2"), (6, "worker 1, worker 2"), (7, "worker 1, worker 3")]
    for number in range(MOST_NAMED + 3):
        at_it.begins(f"stage-{number}", f"laptop-{number}")
    assert at_it.names() == "laptop-0, laptop-1, laptop-2 and 4 more"
