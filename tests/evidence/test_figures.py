"""Figures of a track, against what can be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.context import Context
from pipeline.cues import Cue, Word
from pipeline.evidence.evidence_words import figure_limit, figure_name, figure_value
from pipeline.evidence.figures import Figure, burned_contrast, figures_of
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.style import StyleSettings

CUES = (
    Cue(1000, 3000, "Bon dia a tothom."),
    Cue(4000, 5000, "Aquest hort és de tots."),
    Cue(6000, 8000, "(Música)", sound=True),
)
WORDS = (
    *(Word(1000 + 300 * k, 1200 + 300 * k, text, "ca") for k, text in enumerate(CUES[0].text.split())),
    *(Word(4400 + 100 * k, 4480 + 100 * k, text, "ca") for k, text in enumerate(CUES[1].text.split())),
)


def measured(cues: tuple[Cue, ...] = CUES, **more: Any) -> dict[str, tuple[float, float | None]]:
    known: dict[str, Any] = {"words": WORDS, "speech": ((1000, 2500), (4000, 5500), (9000, 11000))}
    found = figures_of(cues, Context(lang="ca", **(known | more)))
    assert {figure.lang for figure in found} <= {"ca"}
    return {figure.name: (figure.value, figure.limit) for figure in found}


def test_what_is_counted_by_hand() -> None:
    found = measured(unheard=((9000, 11000),))
    assert found["captions"] == (3, None)
    assert found["speed_median"] == (8.5, None)  # 17 characters in 2 s; 23 in 1 s; 8 in 2 s
    assert found["speed_fastest"] == (23, 17)
    assert found["too_fast"] == (1, None)
    assert found["in_time"] == (0.5, None)
    assert found["furthest"] == (400, None)
    assert found["covered"] == (0.5, None)  # 1.5 s and 1 s of 5 s; music covers no speech
    assert found["untold"] == (2000, 0)


def test_of_a_translation_nothing_is_said_of_the_time_of_its_words() -> None:
    assert {"in_time", "furthest"}.isdisjoint(measured(kind="subtitles"))


def test_what_nobody_knows_is_not_measured() -> None:
    assert set(measured(words=(), speech=())) == {"captions", "speed_median", "speed_fastest", "too_fast"}
    assert figures_of((), Context(lang="ca", words=WORDS, speech=((0, 1000),))) == ()


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6).map(
    lambda found: tuple((start * 100, (start + length) * 100) for start, length in found)
)


@given(spans, spans.filter(bool))
def test_the_share_that_is_covered_is_that_of_each_tenth_of_a_second(shown: Any, speech: Any) -> None:
    cues = tuple(Cue(start, end, "paraula") for start, end in sorted(shown))
    spoken = {ms for start, end in speech for ms in range(start, end, 100)}
    under = {ms for start, end in shown for ms in range(start, end, 100)}
    found = {one.name: one.value for one in figures_of(cues, Context(lang="ca", speech=speech))}
    if cues:
        assert found["covered"] == round(len(spoken & under) / len(spoken), 3)


def test_captions_in_the_picture_have_the_contrast_of_the_worst_picture() -> None:
    usual = burned_contrast(StyleSettings())
    assert (usual.unit, usual.limit) == ("ratio", 4.5) and usual.value >= 4.5


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure("speed_fastest", 16.9, "cps", "ca", 17), ("16,9 caràcters per segon", "16.9 characters a second")),
        (Figure("furthest", 400, "ms"), ("0,4 s", "0.4 s")),
        (Figure("covered", 0.985, "share"), ("98,5 %", "98.5 %")),
        (Figure("contrast", 7.4, "ratio"), ("7,4:1", "7.4:1")),
        (Figure("captions", 12, "count"), ("12", "12")),
        (Figure("described", 3, "count", whole=5), ("3 de 5", "3 of 5")),
    ],
)
def test_figures_in_words(figure: Figure, said: tuple[str, str]) -> None:
    assert tuple(figure_value(figure, lang) for lang in ("ca", "en")) == said
    assert all(figure_name(figure, lang) for lang in PAGE_LANGUAGES)


def test_what_a_figure_is_held_against_is_in_the_same_words() -> None:
    assert figure_limit(Figure("speed_fastest", 16.9, "cps", "ca", 17), "ca") == "17 caràcters per segon"
    assert figure_limit(Figure("described", 3, "count", whole=5), "ca") == "", "no limit: a part of a whole"
