"""Which language each stretch of speech is told to be in."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_speech import Said

from pipeline.languages import TRACK_LANGUAGES
from pipeline.speech.engines import LanguageProbabilities
from pipeline.speech.fake_engines import ScriptedEngine
from pipeline.speech.language_id import HOURS, RUN_MS, change_cost, evidence, languages_of, runs_of
from pipeline.speech.vad_windows import LONG_SILENCE_MS, speech_spans

NOTHING = np.zeros(0, np.float32)
BOTH = ("ca", "es")


class ByTime(ScriptedEngine):
    """Hears each language as likely as it has a share of the span; `odds` says how sure that makes it."""

    def __init__(self, truth: Sequence[tuple[int, int, str, float]]) -> None:
        super().__init__()
        self._truth = truth

    def languages(
        self, audio: np.ndarray, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        return [self._likely(*span) for span in spans]

    def _likely(self, start: int, end: int) -> LanguageProbabilities:
        """Log odds are those of the parts, weighed by how long they are, beyond those of the hours of training."""
        odds = 0.0
        for low, high, lang, sure in self._truth:
            shared = max(0, min(end, high) - max(start, low))
            odds += shared / (end - start) * (sure if lang == "ca" else -sure)
        odds -= math.log(HOURS["es"] / HOURS["ca"])
        chance = 1 / (1 + math.exp(-odds))
        return {"ca": chance, "es": 1 - chance}


def told(stretches: Sequence[tuple[int, str, float]], gap: int) -> str:
    """stretches: (length in ms, what it sounds like, how much so); with `gap` ms between them."""
    at, truth = 0, []
    for length, lang, sure in stretches:
        truth.append((at, at + length, lang, sure))
        at += length + gap
    return " ".join(languages_of(NOTHING, [(start, end) for start, end, *_ in truth], BOTH, ByTime(truth)))


def test_languages_that_take_turns() -> None:
    turn = [(3000, "ca", 4.0), (3000, "ca", 4.0), (3000, "es", 4.0), (3000, "es", 4.0)]
    assert told([*turn, *turn], gap=150) == "ca ca es es ca ca es es"


@pytest.mark.parametrize("gap", [0, 140, 600])
def test_a_short_stretch_that_sounds_otherwise_follows_its_neighbours(gap: int) -> None:
    assert told([(3000, "ca", 4.0), (1200, "es", 3.0), (3000, "ca", 4.0)], gap) == "ca ca ca"


def test_a_sentence_in_another_language_does_not() -> None:
    assert told([(3000, "ca", 4.0), (4000, "es", 5.0), (3000, "ca", 4.0)], gap=400) == "ca es ca"


def test_a_doubtful_stretch_goes_with_what_follows_without_a_pause() -> None:
    truth = [(0, 4000, "ca", 5.0), (4800, 5600, "ca", 0.2), (5600, 9600, "es", 5.0)]
    spans = [(start, end) for start, end, *_ in truth]
    assert languages_of(NOTHING, spans, BOTH, ByTime(truth)) == ["ca", "es", "es"]


def test_a_change_costs_the_more_the_shorter_the_pause() -> None:
    costs = [change_cost(pause) for pause in (0, 140, 500, 800, 5000)]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == costs[-2] == costs[0] / 2


def test_what_was_heard_more_in_training_is_no_likelier() -> None:
    """An engine that knows nothing gives each language its share of the training."""
    total = sum(HOURS.values())
    blank = evidence({lang: hours / total for lang, hours in HOURS.items()}, 5000)
    assert all(abs(value) < 1e-9 for value in blank.values())
    assert set(HOURS) == set(TRACK_LANGUAGES)
    assert evidence({"ca": 0.5, "fr": 0.5}, 5000)["fr"] > 0  # nobody has looked up how much French it was


@given(st.floats(0, 1), st.integers(1, 30_000))
def test_evidence_for_one_language_is_evidence_against_the_other(chance: float, length: int) -> None:
    found = evidence({"ca": chance, "es": 1 - chance}, length)
    assert found["ca"] == pytest.approx(-found["es"])
    assert abs(found["ca"]) <= evidence({"ca": 1.0, "es": 0.0}, length)["ca"] + 1e-9


@st.composite
def some_spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    at, spans = 0, []
    for _ in range(draw(st.integers(0, 25))):
        at += draw(st.integers(0, 4_000))
        length = draw(st.integers(1, 15_000))
        spans.append((at, at + length))
        at += length
    return spans


@given(some_spans())
def test_runs(spans: list[tuple[int, int]]) -> None:
    runs = list(runs_of(spans))
    assert {(k, k + 1) for k in range(len(spans))} <= set(runs)
    assert len(set(runs)) == len(runs)
    for first, stop in runs:
        if stop - first > 1:
            assert spans[stop - 1][1] - spans[first][0] <= RUN_MS
            assert all(spans[k + 1][0] - spans[k][1] < LONG_SILENCE_MS for k in range(first, stop - 1))


@given(some_spans(), st.lists(st.sampled_from(BOTH), max_size=9))
def test_each_stretch_gets_one_of_the_allowed(spans: list[tuple[int, int]], spoken: list[str]) -> None:
    engine = ScriptedEngine(spoken=spoken)
    engine.open(None)  # type: ignore[arg-type]
    langs = languages_of(NOTHING, spans, BOTH, engine)
    assert len(langs) == len(spans)
    assert set(langs) <= set(BOTH)


def test_one_language_is_not_detected(said: Said) -> None:
    """An engine that is not open cannot be asked; with one language to choose from it is not."""
    assert set(languages_of(said.joel, speech_spans(said.joel), ["ca"], ScriptedEngine())) == {"ca"}
