"""Among how many workers a story is dealt."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipeline.cluster.cluster_hands import ClusterHands


@pytest.mark.parametrize(
    ("workers", "sharing", "pieces", "hearings"),
    [(2, 4, 2, 1), (2, 1, 4, 4), (4, 2, 2, 2), (20, 16, 1, 1), (20, 4, 5, 5)],
)
def test_a_few_workers_share_every_rendition_and_of_many_each_has_a_film_of_its_own(
    workers: int, sharing: int, pieces: int, hearings: int
) -> None:
    """A part of a hearing loads the model: those are not dealt out for that."""
    hands = object.__new__(ClusterHands)
    hands.link, hands.sharing = SimpleNamespace(workers=workers), sharing  # type: ignore[assignment]
    assert (hands.at_once, hands.for_one) == (pieces, hearings)
