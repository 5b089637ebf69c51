"""Speech without words is found, and nothing else is called so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.spans import Span
from pipeline.speech.speech_coverage import HOLE_MS, LETTER_MS, NEAR_MS, WORD_MS, stands, uncovered_spans
from pipeline.speech.vad_windows import LONG_SILENCE_MS, MARGIN_MS


def said(start: int, end: int, step: int = 400) -> list[Word]:
    return [Word(at, at + step - 60, "paraula", "ca", 0.9) for at in range(start, end, step)]


def test_all_that_is_said_has_words():
    assert uncovered_spans([(0, 10_000)], said(200, 9_800)) == []
    assert uncovered_spans([], []) == [] == uncovered_spans([], said(0, 4_000))


def test_a_window_that_ends_early_leaves_a_hole():
    words = said(200, 3_400)
    assert uncovered_spans([(0, 10_000)], words) == [(words[-1].end + NEAR_MS, 10_000 - MARGIN_MS)]


def test_a_hole_in_the_middle():
    words = [*said(200, 3_400), *said(7_000, 9_800)]
    assert uncovered_spans([(0, 10_000)], words) == [(3_340 + NEAR_MS, 7_000 - NEAR_MS)]


def test_speech_without_any_word():
    assert uncovered_spans([(1_000, 4_000)], []) == [(1_200, 3_800)]


@pytest.mark.parametrize(("length", "found"), [(HOLE_MS - 1, 0), (HOLE_MS, 1)])
def test_breath_is_no_hole(length: int, found: int):
    assert len(uncovered_spans([(0, length + 2 * MARGIN_MS)], [])) == found


def test_short_stretches_with_pauses_between_are_one_hole():
    speech = [(0, 1_400), (2_400, 3_800)]
    assert uncovered_spans(speech, []) == [(200, 3_600)]
    assert uncovered_spans(speech[:1], []) == []
    assert uncovered_spans([(0, 1_400), (1_400 + LONG_SILENCE_MS, 5_800)], []) == []
    assert uncovered_spans(speech, [Word(1_600, 2_200, "sí", "ca", 0.9)]) == [], "somebody says something between them"


def test_a_word_that_lasts_too_long_does_not_cover_a_sentence():
    (hole,) = uncovered_spans([(0, 12_000)], [Word(200, 11_800, "bon", "ca", 0.9)])
    assert hole == (200 + WORD_MS + 3 * LETTER_MS, 11_800 - WORD_MS - 3 * LETTER_MS)
    assert uncovered_spans([(0, 2_000)], [Word(200, 1_800, "bon", "ca", 0.9)]) == [], "some words are drawn out"


@pytest.mark.parametrize(
    ("length", "probability", "believed"),
    [(400, 0.1, True), (2_000, 0.1, False), (2_000, 0.5, True), (2_000, None, True)],
)
def test_a_word_or_two_for_a_sentence_do_not_stand(length: int, probability: float | None, believed: bool):
    assert stands(Word(0, length, "aquí", "ca", probability)) == believed


speech = st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 12_000)), max_size=6).map(
    lambda drawn: [
        (sum(map(sum, drawn[:n])) + gap, sum(map(sum, drawn[:n])) + gap + length)
        for n, (gap, length) in enumerate(drawn)
    ]
)
words = st.lists(
    st.builds(
        lambda start, length, text: Word(start, start + length, text, "ca", 0.5),
        st.integers(0, 60_000),
        st.integers(0, 4_000) | st.integers(0, 20_000),
        st.sampled_from(["i", "hort", "treballadors"]),
    ),
    max_size=25,
)


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


@given(speech, words)
def test_holes_are_speech_without_words(spans: list[Span], said: list[Word]):
    found = uncovered_spans(spans, said)
    inner = [(a + MARGIN_MS, b - MARGIN_MS) for a, b in spans]
    for start, end in found:
        assert any(a <= start < b for a, b in inner) and any(a < end <= b for a, b in inner)
        assert sum(max(0, _shared((start, end), span)) for span in inner) >= HOLE_MS
        for word in said:
            longest = WORD_MS + LETTER_MS * len(word.text)
            sound = (word.start - NEAR_MS, word.end + NEAR_MS)
            if word.end - word.start <= 2 * longest:
                assert _shared((start, end), sound) <= 0
            else:
                assert _shared((start, end), (sound[0], word.start + longest)) <= 0
                assert _shared((start, end), (word.end - longest, sound[1])) <= 0
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(speech, words, words)
def test_more_words_leave_less_unheard(spans: list[Span], some: list[Word], more: list[Word]):
    before = uncovered_spans(spans, some)
    for start, end in uncovered_spans(spans, [*some, *more]):
        assert any(a <= start and end <= b for a, b in before)


@given(speech, words, st.randoms())
def test_the_order_of_words_and_spans_is_of_no_account(spans: list[Span], said: list[Word], dice):
    other, shuffled = list(spans), list(said)
    dice.shuffle(other)
    dice.shuffle(shuffled)
    assert uncovered_spans(other, shuffled) == uncovered_spans(spans, said)
    assert uncovered_spans(spans, (word for word in said)) == uncovered_spans(spans, said)


@given(speech)
def test_words_of_their_usual_length_over_all_speech_leave_nothing(spans: list[Span]):
    assert uncovered_spans(spans, [word for a, b in spans for word in said(a, b)]) == []
