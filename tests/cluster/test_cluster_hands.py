"""What is told of who helps."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.cluster.cluster_hands import MOST_NAMED, ClusterHands, StepHelpers


@pytest.mark.parametrize(
    ("workers", "sharing", "pieces", "hearings"),
    [(2, 4, 2, 1), (2, 1, 4, 4), (4, 2, 2, 2), (20, 16, 1, 1), (20, 4, 5, 5)],
)
def test_a_few_workers_share_every_rendition_and_of_many_each_has_a_film_of_its_own(
    workers: int, sharing: int, pieces: int, hearings: int
) -> None:
    """A part of a hearing loads the model: those are not dealt out for that."""
    hands = object.__new__(ClusterHands)
    hands._link, hands.sharing = SimpleNamespace(workers=workers), sharing  # type: ignore[assignment]
    assert (hands.at_once, hands.for_one) == (pieces, hearings)


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
