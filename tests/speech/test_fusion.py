"""Several hearings of one speech become one: nothing is added, nothing is lost, the better words count."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.engines import Window
from pipeline.speech.fusion import filled, fused, in_order, surer
from pipeline.speech.speech_coverage import NEAR_MS


def said(text: str, probability: float = 0.5, start: int = 0, lang: str = "ca") -> list[Word]:
    """A word every 500 ms; "word:0.9" says how sure it is."""
    pieces = [piece.partition(":") for piece in text.split()]
    return [
        Word(start + n * 500, start + n * 500 + 400, word, lang, float(sure or probability))
        for n, (word, _, sure) in enumerate(pieces)
    ]


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def test_the_surer_words_count_where_two_hearings_differ():
    first = said("L'or:0.3 turbada:0.4 al:0.3 meu barri, i em:0.9 trec")
    second = said("L'hort:0.6 urbà:0.7 del:0.5 meu barri i en:0.4 trec")
    assert text_of(surer(first, second)) == "L'hort urbà del meu barri, i em trec"


def test_another_number_of_words_is_judged_by_the_mean():
    two = [Word(0, 300, "tot", "ca", 0.2), Word(300, 700, "escuidem", "ca", 0.4)]
    one = [Word(0, 650, "totes", "ca", 0.35)]
    assert surer(two, one) == one
    assert surer(one, two) == one


def test_what_only_one_heard_is_neither_added_nor_lost():
    assert text_of(surer(said("bon dia"), said("bon:1 dia:1 gràcies:1 per:1 veure:1"))) == "bon dia"
    assert text_of(surer(said("bon dia a:0.1 tothom:0.1"), said("bon:1 dia:1"))) == "bon dia a tothom"


def test_a_hearing_that_breaks_off_does_not_stand_in_for_all_that_was_said():
    first = said("un:0.2 dos:0.2 tres:0.2 quatre:0.2 cinc:0.2 sis:0.2")
    assert surer(first, said("hun:1")) == first
    assert surer(first, said("un:0.2 dos:0.2") + said("sís:1", start=9_000)) == first


def test_words_nobody_measured_give_way_to_none():
    unsure = [Word(0, 400, "hola", "ca"), Word(500, 900, "món", "ca")]
    assert surer(unsure, unsure) == unsure
    assert text_of(surer(unsure, said("hola mon:0.1"))) == "hola mon"


def test_a_word_of_the_dictionary_outranks_a_surer_one():
    first, second = said("patates i anciams:0.9"), said("patates i enciams:0.3")
    assert text_of(surer(first, second, lambda text, lang: text != "anciams")) == "patates i enciams"
    assert text_of(surer(second, first, lambda text, lang: text != "anciams")) == "patates i enciams"
    assert text_of(surer(first, second)) == "patates i anciams"


def test_the_better_words_of_three_hearings_window_by_window():
    """That "bon dia" is said in both windows does not shift one into the other."""
    frame = [Window(0, 2_000, "ca"), Window(2_500, 4_500, "ca")]
    versions = [
        said("bon dia a:0.2") + said("bon dia adéu:0.3", start=2_500),
        said("bon dia i:0.5") + said("bon dia adeu:0.2", start=2_500),
        said("bon dia hi:0.4") + said("bon dia déu:0.9", start=2_500),
    ]
    assert text_of(fused(versions, frame, lambda text, lang: True)) == "bon dia i bon dia déu"
    assert fused(versions[:1], frame, lambda text, lang: True) == versions[0]
    assert fused([[], versions[0]], frame, lambda text, lang: True) == []


def test_a_hole_is_filled_by_another_hearing_and_nothing_else_is():
    first = said("un dos", start=0) + said("nou deu", start=8_000)
    other = said("un dos tres quatre cinc sis", probability=0.9) + said("nou déu onze dotze", start=8_000)
    assert text_of(filled(first, [(1_200, 7_800)], other)) == "un dos tres quatre cinc sis nou deu"
    assert filled(first, [], other) == first
    assert filled(first, [(1_200, 7_800)], []) == first


def test_a_word_at_the_border_of_a_hole_is_not_written_twice():
    """The other hearing has it a little later."""
    first = said("un dos")
    other = [Word(1_050, 1_300, "Dos,", "ca", 0.9), *said("tres quatre", start=1_400)]
    assert text_of(filled(first, [(1_000, 3_000)], other)) == "un dos tres quatre"


def test_a_word_that_cannot_be_all_that_was_said_gives_way_to_what_was():
    vague = [Word(0, 6_000, "Aquí", "ca", 0.2)]
    assert text_of(filled(vague, [(0, 6_000)], said("aquí ve tota la frase"))) == "aquí ve tota la frase"
    assert filled(vague, [(0, 6_000)], []) == vague
    assert filled([], [(0, 6_000)], vague) == []


words = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 1)), max_size=12).map(
    lambda drawn: [Word(n * 500, n * 500 + 400, text, "ca", sure) for n, (text, sure) in enumerate(drawn)]
)
timed = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(1, 4_000), st.sampled_from("abcd"), st.floats(0, 1)), max_size=12
).map(lambda drawn: in_order(sorted((Word(a, a + b, text, "ca", sure) for a, b, text, sure in drawn), key=_start)))


def _start(word: Word) -> int:
    return word.start


@given(words, words)
def test_every_word_is_one_that_was_heard(first: list[Word], second: list[Word]):
    both = surer(first, second)
    assert set(both) <= {*first, *second}
    assert surer(first, first) == surer(first, []) == first
    assert surer([], second) == []
    assert bool(both) == bool(first)


@given(timed, timed, st.lists(st.integers(0, 20_000), max_size=4, unique=True).map(sorted))
def test_filling_adds_only_what_is_said_in_the_holes(first: list[Word], second: list[Word], borders: list[int]):
    empty = list(zip(borders[::2], borders[1::2], strict=False))
    both = filled(first, empty, second)
    assert all(one.end <= other.start for one, other in pairwise(both))
    heard = [(word.text, word.probability) for word in both]
    kept = [(word.text, word.probability) for word in first]
    for text, sure in heard:
        assert (text, sure) in kept or any(
            (word.text, word.probability) == (text, sure)
            and any(a - NEAR_MS <= (word.start + word.end) // 2 <= b + NEAR_MS for a, b in empty)
            for word in second
        )
    assert len(both) >= min(len(first), 1)
    assert filled(first, [], second) == first


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 500)), max_size=12))
def test_times_in_order(times: list[tuple[int, int]]):
    before = [Word(start, start + length, "a", "ca") for start, length in times]
    after = in_order(before)
    assert len(after) == len(before)
    assert all(word.start <= word.end for word in after)
    assert all(one.end <= other.start for one, other in pairwise(after))
    assert in_order(after) == after


@pytest.mark.parametrize("empty", [[(0, 400)], [(0, 100), (200, 300)]])
def test_nothing_is_said_in_a_hole_that_is_elsewhere(empty: list[tuple[int, int]]):
    assert filled(said("un", start=5_000), empty, said("dos tres", start=9_000)) == said("un", start=5_000)
