"""Times made better without a word moved."""

from __future__ import annotations

from itertools import pairwise

import pytest
from check_helpers import CA, cue, spoken
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.context import Context
from pipeline.check.fixes.retiming import TIME_RULES, retimed
from pipeline.check.fixes.score import cost
from pipeline.check.view import View
from pipeline.cues import Cue


def times(*cues: Cue, context: Context = CA) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in retimed(View(cues, context)).cues]


@pytest.mark.parametrize(
    ("cues", "mended"),
    [
        ([(1000, 3000), (4000, 6000)], [(1000, 3000), (4000, 6000)]),
        ([(1000, 3000), (3000, 5000)], [(1000, 2920), (3000, 5000)]),
        ([(1000, 3200), (3000, 5000)], [(1000, 2920), (3000, 5000)]),
        ([(1000, 1400), (9000, 11_000)], [(1000, 2500), (9000, 11_000)]),
        ([(1000, 9500), (12_000, 14_000)], [(1000, 9500), (12_000, 14_000)]),
    ],
    ids=["good", "no gap", "overlap", "short", "long, and nobody knows what is said until when"],
)
def test_one_fault_at_a_time(cues: list[tuple[int, int]], mended: list[tuple[int, int]]) -> None:
    assert times(*[cue("Fins aviat.", *span) for span in cues]) == mended


def test_what_stands_long_after_its_words_is_trimmed() -> None:
    heard = Context("ca", words=tuple(spoken("Fins aviat.", 1000, 2000)))
    ((start, end),) = times(cue("Fins aviat.", 1000, 9500), context=heard)
    assert start == 1000 and 2000 < end <= 8000


def test_the_end_of_the_media_bounds_the_last() -> None:
    assert times(cue("Fins aviat.", 1000, 3500), context=Context("ca", duration_ms=3000)) == [(1000, 3000)]


ROWS = st.lists(
    st.tuples(st.integers(0, 2500), st.integers(1, 9000), st.sampled_from(["Sí.", "Bon dia a tothom, veïns."])),
    max_size=6,
)


@given(ROWS)
def test_nothing_gets_worse_no_word_moves_and_once_is_enough(row: list[tuple[int, int, str]]) -> None:
    cues, at = [], 0
    for gap, length, text in row:
        cues.append(cue(text, at + gap, at + gap + length))
        at += gap + length // 2
    view = View(tuple(cues), CA)
    after = retimed(view)
    assert [one.text for one in after.cues] == [one.text for one in cues]
    assert all(one.start <= two.start for one, two in pairwise(after.cues))
    assert all(one.start < one.end for one in after.cues)
    every = range(len(cues))
    assert after.cues == view.cues or cost(after, every, TIME_RULES).improves(cost(view, every, TIME_RULES))
    assert retimed(after).cues == after.cues
