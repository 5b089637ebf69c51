from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_speech import Said

from pipeline.cues import Word
from pipeline.speech import speaker_embeddings
from pipeline.speech.diarization import (
    STRAY_MS,
    best_division,
    group,
    linkage,
    name_speakers,
    silhouette,
    utterances,
    without_strays,
)

needs_weights = pytest.mark.skipif(
    speaker_embeddings.weights_file() is None, reason="pip install --no-deps resemblyzer"
)


def word(start: int, end: int, text: str) -> Word:
    return Word(start, end, text, "ca")


def test_utterances_end_at_sentences_and_pauses() -> None:
    words = [word(0, 100, "Hola,"), word(120, 300, "què"), word(320, 500, "tal?"), word(520, 700, "Bé,")]
    words += [word(1200, 1300, "gràcies")]
    assert utterances(words) == [(0, 3), (3, 4), (4, 5)]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400), st.sampled_from(["a", "b.", "c?"])), max_size=30))
def test_utterances_hold_every_word_once(steps: list[tuple[int, int, str]]) -> None:
    words, clock = [], 0
    for gap, length, text in steps:
        words.append(word(clock + gap, clock + gap + length, text))
        clock += gap + length
    ranges = utterances(words)
    assert [i for first, stop in ranges for i in range(first, stop)] == list(range(len(words)))


def directions(*angles: float) -> np.ndarray:
    return np.array([[np.cos(a), np.sin(a)] for a in angles], dtype=np.float32)


def test_two_clear_groups_are_found_without_being_told() -> None:
    vectors = directions(0, 0.05, 1.5, 0.02, 1.55)
    assert group(vectors, [1500] * 5, None) == [0, 0, 1, 0, 1]


def test_one_voice_stays_one_group() -> None:
    noise = np.random.default_rng(7).normal(size=(8, 256)).astype(np.float32) * 0.03
    vectors = noise + np.eye(1, 256, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert len(set(group(vectors, [1500] * 8, None))) == 1


def apart(*groups: list[int]) -> np.ndarray:
    """Distances of 0.1 within the groups and 0.6 between them."""
    marks = np.empty(sum(map(len, groups)), int)
    for number, members in enumerate(groups):
        marks[members] = number
    distance = np.where(marks[:, None] == marks[None, :], 0.1, 0.6)
    np.fill_diagonal(distance, 0.0)
    return distance


def test_a_lone_short_cry_is_no_second_person() -> None:
    distance = apart([0, 1, 3, 4], [2])
    assert best_division(distance, [2000, 2000, 1500, 2000, 2000]) == [0] * 5
    assert best_division(distance, [2000, 2000, STRAY_MS, 2000, 2000]) == [0, 0, 1, 0, 0]


def test_a_cry_hides_nobody() -> None:
    """Two people and something else: the two are told apart, and the rest is the nearest one's."""
    distance = apart([0, 2, 4], [1, 3], [5])
    distance[5, [1, 3]] = distance[[1, 3], 5] = 0.5
    assert best_division(distance, [2000] * 6) == [0, 1, 0, 1, 0, 1]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1200, 6000)), min_size=2, max_size=15))
def test_without_strays_every_voice_is_heard_twice_or_long(drawn: list[tuple[int, int]]) -> None:
    labels, lengths = [label for label, _ in drawn], [length for _, length in drawn]
    vectors = directions(*(label * 0.5 for label in labels))
    kept = without_strays(1 - vectors @ vectors.T, lengths, labels)
    assert kept[0] == 0
    assert sorted(set(kept)) == list(range(len(set(kept))))
    for label in set(kept) if len(set(kept)) > 1 else ():
        members = [length for length, mine in zip(lengths, kept, strict=True) if mine == label]
        assert len(members) > 1 or members[0] >= STRAY_MS


def test_short_utterances_join_the_nearest_group() -> None:
    vectors = directions(0, 1.5, 0.05, 1.4)
    assert group(vectors, [1500, 1500, 100, 100], 2) == [0, 1, 0, 1]


@given(st.lists(st.floats(0, 3.1), min_size=1, max_size=20), st.integers(1, 5))
def test_linkage_gives_as_many_groups_as_asked(angles: list[float], count: int) -> None:
    vectors = directions(*angles)
    labels = linkage(1 - vectors @ vectors.T, count)
    assert len(labels) == len(angles)
    assert len(set(labels)) == min(count, len(angles))
    assert labels[0] == 0
    assert -1 <= silhouette(1 - vectors @ vectors.T, labels) <= 1 if len(set(labels)) > 1 else True


def spread(audio: np.ndarray, offset: int = 0) -> list[Word]:
    """A "sentence" of about two seconds, again and again over the audio."""
    length = len(audio) // 16
    return [word(offset + start, offset + start + 1800, "mot.") for start in range(0, length - 1800, 2000)]


@needs_weights
@pytest.mark.engines
def test_two_people_are_told_apart_by_voice(said: Said) -> None:
    """Joel's and Cynthia's stand-ins one after the other: each word gets the voice it was said with."""
    first, second = spread(said.joel), spread(said.cynthia, len(said.joel) // 16)
    named = name_speakers(np.concatenate([said.joel, said.cynthia]), [*first, *second], None)
    assert [w.speaker for w in named] == ["1"] * len(first) + ["2"] * len(second)


@needs_weights
@pytest.mark.engines
def test_one_person_is_one_voice(said: Said) -> None:
    assert {w.speaker for w in name_speakers(said.joel, spread(said.joel), None)} == {None}
