"""Whole tracks moved by a time or from one frame rate to another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.captions.moves import Move, moved, ratio
from pipeline.cues import Cue
from pipeline.errors import SubtitleError


def test_times_read_at_a_wrong_rate_become_the_true_ones() -> None:
    assert Move(rate="25/23.976")(3754) == 3600
    assert Move(-100, "25/23.976")(3754) == 3500
    assert ratio("30/29.97") == Fraction(1000, 1001)


def test_no_cue_is_lost() -> None:
    assert moved((Cue(0, 900, "a"), Cue(1000, 3000, "b")), Move(-2000)) == (Cue(0, 0, "a"), Cue(0, 1000, "b"))


@pytest.mark.parametrize("rate", ["25", "25/", "x/25", "25/0", "0/25", "nan/25", "25/24/23"])
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(SubtitleError, match="says no two frame rates"):
        ratio(rate)
