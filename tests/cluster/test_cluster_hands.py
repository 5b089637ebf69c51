"""What is told of who helps."""

from __future__ import annotations

from pipeline.cluster.cluster_hands import MOST_NAMED, StepHelpers


def test_all_who_do_a_step_are_named_and_of_many_some() -> None:
    at_it = StepHelpers()
    assert at_it.named("stage-1", "worker 2") == "worker 2"
    assert at_it.named("stage-2", "worker 1") == "worker 1, worker 2"
    assert at_it.named("stage-2", "worker 3") == "worker 2, worker 3", "another one does it now"
    at_it.ended("stage-1")
    assert at_it.named("stage-4", "worker 3") == "worker 3"
    for number in range(MOST_NAMED + 3):
        told = at_it.named(f"stage-{number}", f"laptop-{number}")
    assert told == "laptop-0, laptop-1, laptop-2 and 4 more"
