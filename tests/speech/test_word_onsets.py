from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.word_onsets import refine

RATE = 16


def tones(*spans: tuple[int, int], length: int = 5000) -> np.ndarray:
    """Silence with a loud sound in each span (ms)."""
    audio = np.random.default_rng(3).normal(size=length * RATE).astype(np.float32) * 1e-4
    for start, end in spans:
        t = np.arange((end - start) * RATE) / 16_000
        audio[start * RATE : end * RATE] += (0.3 * np.sin(2 * np.pi * 220 * t)).astype(np.float32)
    return audio


def starts(words: list[Word]) -> list[int]:
    return [word.start for word in words]


def test_a_word_that_begins_in_silence_is_moved_to_its_sound() -> None:
    words = [Word(700, 1400, "Bon", "ca"), Word(1400, 1900, "dia", "ca")]
    assert starts(refine(tones((1000, 1900)), words)) == [1000, 1400]


def test_a_late_word_is_moved_back_to_its_sound() -> None:
    words = [Word(300, 500, "Hola", "ca"), Word(2150, 2600, "Bé", "ca")]
    assert starts(refine(tones((300, 500), (2000, 2600)), words)) == [300, 2000]


def test_a_click_is_no_word() -> None:
    assert starts(refine(tones((900, 910), (1200, 1700)), [Word(950, 1600, "Sí", "ca")])) == [1200]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 500)), max_size=8))
def test_order_and_words_are_kept(steps: list[tuple[int, int]]) -> None:
    words, clock = [], 0
    for gap, length in steps:
        words.append(Word(clock + gap, clock + gap + length, "mot", "ca"))
        clock += gap + length
    refined = refine(tones((400, 900), (1500, 2600)), words)
    assert [(w.text, w.end) for w in refined] == [(w.text, w.end) for w in words]
    for before, after in itertools.pairwise(refined):
        assert after.start >= before.end or after.start == words[refined.index(after)].start
    assert all(word.start <= word.end for word in refined)
