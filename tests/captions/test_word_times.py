"""Words at times a person could have spoken them at, whatever a recogniser says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.word_times import PACE_MS, repaired
from pipeline.cues import Word


def word(start: int, end: int, text: str = "hola") -> Word:
    return Word(start, end, text, "ca", 0.9)


def starts(words: list[Word]) -> list[int]:
    return [one.start for one in words]


def test_good_times_stay_as_they_are() -> None:
    good = [word(0, 300), word(300, 700), word(2000, 2400)]
    assert repaired(good, 42, 5000) == good == repaired(good, 42, None)


@pytest.mark.parametrize("wild", [60_000, -4000, 0])
def test_one_wild_time_is_spread_between_its_neighbours_and_moves_none_of_them(wild: int) -> None:
    found = repaired([word(1000, 1300), word(2000, 2300), word(wild, wild + 300), word(4000, 4300)], 42, 10_000)
    assert starts(found)[:2] == [1000, 2000] and starts(found)[3] == 4000
    assert starts(found)[2] == 3000, "as many letters before it as in it"


def test_words_do_not_overlap_and_have_room_for_their_letters() -> None:
    found = repaired([word(0, 5000, "setmanes"), word(10, 20, "i"), word(12, 900, "mesos")], 42, None)
    assert starts(found) == [0, 8 * PACE_MS, 9 * PACE_MS]
    assert [one.end for one in found[:2]] == starts(found)[1:]


def test_where_the_media_ends_late_words_move_back() -> None:
    found = repaired([word(0, 300), word(990, 1000), word(995, 1000)], 42, 1000)
    assert found[-1].end <= 1000 and starts(found)[1:] == [1000 - 8 * PACE_MS, 1000 - 4 * PACE_MS]


def test_a_word_longer_than_a_line_becomes_several_that_share_its_time() -> None:
    found = repaired([word(0, 2000, "barcelona-serveis-socials")], 16, None)
    assert "".join(one.text for one in found) == "barcelona-serveis-socials" and len(found) == 2
    assert (found[0].start, found[0].end, found[1].end) == (0, found[1].start, 2000)
    assert found[1].start == 2000 * len(found[0].text) // 25


def test_text_of_blanks_is_no_word() -> None:
    assert repaired([word(0, 5, "  ")], 42, None) == []
    assert [one.text for one in repaired([word(0, 900, " bon dia ")], 42, None)] == ["bon", "dia"]


WORDS = st.lists(
    st.builds(word, st.integers(-500, 30_000), st.integers(-500, 30_000), st.text("abc-é", min_size=1, max_size=50)),
    max_size=12,
)


@given(WORDS, st.sampled_from([16, 42]), st.one_of(st.none(), st.integers(0, 40_000)))
def test_no_letter_is_lost_and_times_never_go_back(words: list[Word], line: int, end: int | None) -> None:
    found = repaired(words, line, end)
    assert "".join(one.text for one in found) == "".join(one.text for one in words)
    assert all(len(one.text) <= line for one in found)
    assert all(0 <= one.start <= one.end for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    letters = sum(len(one.text) for one in found)
    if end is None or end >= letters * PACE_MS:
        assert all(two.start - one.start >= PACE_MS * len(one.text) for one, two in pairwise(found))
        assert end is None or all(one.end <= end for one in found)


@given(WORDS, st.one_of(st.none(), st.integers(20_000, 40_000)))
def test_what_was_repaired_needs_no_repair(words: list[Word], end: int | None) -> None:
    once = repaired(words, 42, end)
    assert repaired(once, 42, end) == once
