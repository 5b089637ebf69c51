"""A translation laid over the time of its sentence."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.translation.laying import PAUSE_MS, lay
from pipeline.translation.sentences import Sentence


def sentence(*spans: tuple[int, int], speaker: str | None = None) -> Sentence:
    words = tuple(Word(start, end, "mot", "ca", 0.5, speaker) for start, end in spans)
    return Sentence(spans[0][0], spans[-1][1], "mot " * len(spans), "ca", words, speaker)


def times(words: list[Word]) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words]


def test_time_goes_by_characters() -> None:
    laid = lay(sentence((1000, 2000), speaker="A"), "a abc", "en")
    assert times(laid) == [(1000, 1333), (1333, 2000)]
    assert [(word.text, word.lang, word.probability, word.speaker) for word in laid] == [
        ("a", "en", None, "A"),
        ("abc", "en", None, "A"),
    ]


def test_a_silence_stays_silent() -> None:
    laid = lay(sentence((0, 1000), (3000, 4000)), "four four four four", "en")
    assert times(laid) == [(0, 500), (500, 1000), (3000, 3500), (3500, 4000)]


def test_a_short_gap_is_no_silence() -> None:
    laid = lay(sentence((0, 1000), (1000 + PAUSE_MS, 2400)), "four four", "en")
    assert times(laid) == [(0, 1200), (1200, 2400)]


def test_a_long_word_keeps_to_one_side_and_both_ends_are_used() -> None:
    laid = lay(sentence((0, 100), (5000, 6000)), "responsabilitat social", "ca")
    assert times(laid) == [(0, 100), (5000, 6000)]


def test_one_word_bridges_the_silence() -> None:
    assert times(lay(sentence((0, 100), (5000, 6000)), "Thanks!", "en")) == [(0, 6000)]


def test_no_text_no_words() -> None:
    assert lay(sentence((0, 100)), " ", "en") == []


def test_no_time_at_all_still_keeps_every_word() -> None:
    assert times(lay(sentence((50, 50)), "a b c", "en")) == [(50, 50)] * 3


@st.composite
def sentences_with_silences(draw: st.DrawFn) -> Sentence:
    now = draw(st.integers(0, 10_000))
    words: list[Word] = []
    for gap, length in draw(
        st.lists(st.tuples(st.integers(-200, 3000), st.integers(0, 1500)), min_size=1, max_size=25)
    ):
        start = max(now + gap, words[-1].start if words else 0)
        words.append(Word(start, start + length, "mot", "ca"))
        now = start + length
    end = max(word.end for word in words)
    return Sentence(words[0].start, end, "mot", "ca", tuple(words))


@given(sentences_with_silences(), st.lists(st.text("abcdeé’", min_size=1, max_size=15), min_size=1, max_size=40))
def test_all_words_in_order_inside_the_span(source: Sentence, tokens: list[str]) -> None:
    laid = lay(source, "  ".join(tokens), "en")
    assert [word.text for word in laid] == tokens
    assert (laid[0].start, laid[-1].end) == (source.start, source.end)
    assert all(word.start <= word.end for word in laid)
    assert all(one.end <= other.start for one, other in pairwise(laid))


@given(sentences_with_silences(), st.lists(st.text("abcdeé’", min_size=1, max_size=15), min_size=2, max_size=40))
def test_no_word_lies_in_a_silence(source: Sentence, tokens: list[str]) -> None:
    spoken: list[tuple[int, int]] = []
    for word in source.words:
        if spoken and word.start - spoken[-1][1] <= PAUSE_MS:
            spoken[-1] = (spoken[-1][0], max(spoken[-1][1], word.end))
        else:
            spoken.append((word.start, word.end))
    for word in lay(source, " ".join(tokens), "en"):
        assert any(start <= word.start and word.end <= end for start, end in spoken)


@given(st.integers(0, 5000), st.lists(st.text("abcdeé", min_size=1, max_size=15), min_size=1, max_size=40))
def test_every_word_gets_time_where_there_is_any(start: int, tokens: list[str]) -> None:
    laid = lay(sentence((start, start + len(tokens))), " ".join(tokens), "en")
    assert all(word.end - word.start == 1 for word in laid)
