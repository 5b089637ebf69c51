"""Whole clauses of Castilian in Catalan speech are found; single words, and Catalan, are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dictionaries import dictionary
from pipeline.translation.castilian_clauses import castilian_clauses

WORDS = st.sampled_from(
    ["em", "va", "dir", "no", "te", "preocupes", "ya", "llamaremos", "que", "la", "casa", "és", "meva", "tú", ",", ":"]
)


@pytest.fixture(autouse=True)
def both_dictionaries() -> None:
    if dictionary("ca") is None or dictionary("es") is None:
        pytest.skip("no dictionaries here: sudo apt install hunspell-ca hunspell-es")


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("I em va dir: no te preocupes, ya te llamaremos.", ["no te preocupes, ya te llamaremos"]),
        ("I jo li vaig dir: ¿y ahora qué hago?", ["¿y ahora qué hago"]),
        ("I jo vaig pensar: madre mía, quina sort.", ["madre mía"]),
        ("Tot i això, no me arrepiento de res.", ["no me arrepiento"]),
        ("El jefe em va dir que no tornés.", []),
        ("De sobte es va posar a plorar.", []),
        ("Por lo menos ara tenim un sostre.", []),
        ("La Marta i en Pedro van venir a casa.", []),
    ],
)
def test_clauses(said: str, clauses: list[str]) -> None:
    assert [said[start:stop] for start, stop in castilian_clauses(said)] == clauses


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_clauses_are_in_order_and_in_the_text(said: str) -> None:
    end = 0
    for start, stop in castilian_clauses(said):
        assert end <= start < stop <= len(said)
        end = stop
