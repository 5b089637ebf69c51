"""A track that was moved as a whole since somebody had it is known by its captions, however much was corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.moves import RATES, Move, moved
from pipeline.cues import Cue
from pipeline.review.moved_since import moved_since

#: Ten captions over three minutes, at no even distance.
BEFORE = tuple(Cue(20_000 * n + 317 * n * n, 20_000 * n + 317 * n * n + 2500, f"Frase {n}") for n in range(1, 11))


@given(ms=st.integers(-15_000, 600_000).filter(lambda ms: abs(ms) > 2))
def test_a_shift_is_found_to_the_millisecond(ms: int) -> None:
    assert moved_since(BEFORE, moved(BEFORE, Move(ms))) == Move(ms)


@given(ms=st.integers(-3000, 9000), rate=st.sampled_from(RATES))
def test_another_rate_puts_all_times_where_they_are(ms: int, rate: str) -> None:
    now = moved(BEFORE, Move(ms, rate))
    found = moved_since(BEFORE, now)
    assert found and found.rate
    assert all(abs(found(one.start) - other.start) <= 2 for one, other in zip(BEFORE, now, strict=True))


def test_captions_that_others_corrected_or_retimed_do_not_hide_it() -> None:
    now = list(moved(BEFORE, Move(4000)))
    now[0] = replace(now[0], text="Una altra frase")
    now[1:4] = [cue.moved(cue.start + 600 + n, cue.end) for n, cue in enumerate(now[1:4])]
    assert moved_since(BEFORE, now) == Move(4000)


@pytest.mark.parametrize("few", [4, 10])
def test_where_many_stand_as_they_stood_nothing_was_moved_as_a_whole(few: int) -> None:
    now = (*moved(BEFORE[:-few], Move(4000)), *BEFORE[-few:])
    assert (moved_since(BEFORE, now) is None) == (few > 4)
    assert moved_since(BEFORE, BEFORE) is None


def test_each_moved_on_its_own_is_no_move_of_all() -> None:
    assert (
        moved_since(BEFORE, [cue.moved(cue.start + 700 * n * n, cue.end + 700 * n * n) for n, cue in enumerate(BEFORE)])
        is None
    )


def test_two_captions_tell_nothing_three_do() -> None:
    assert moved_since(BEFORE[:2], moved(BEFORE[:2], Move(4000))) is None
    assert moved_since(BEFORE[:3], moved(BEFORE[:3], Move(4000))) == Move(4000)


def test_what_is_said_twice_tells_nothing() -> None:
    twice = [replace(cue, text="Sí.") for cue in BEFORE]
    assert moved_since(twice, moved(twice, Move(4000))) is None


def test_other_line_breaks_are_the_same_text() -> None:
    now = [replace(cue, text=cue.text.replace(" ", "\n")) for cue in moved(BEFORE, Move(4000))]
    assert moved_since(BEFORE, now) == Move(4000)
