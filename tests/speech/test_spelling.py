"""What sounds as somebody said it would is written as they write it; nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.spelling import spelled

HINTS = ["hort urbà", "serveis socials", "Bell", "Institut d'Habitatge"]


def said(text: str) -> list[Word]:
    return [Word(n * 300, n * 300 + 250, word, "ca", 0.5) for n, word in enumerate(text.split())]


def respelled(text: str, hints: list[str] = HINTS) -> str:
    return " ".join(word.text for word in spelled(said(text), hints))


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("participo en l'ort urbà del barri", "participo en l'hort urbà del barri"),
        ("«Ort urba», va dir", "«Hort urbà», va dir"),
        ("Els serbeis socials.", "Els serveis socials."),
        ("l'Institut d'abitatge", "l'Institut d'Habitatge"),
        ("l'hort urbà i l'Hort Urbà", "l'hort urbà i l'Hort Urbà"),
        ("un home vell", "un home vell"),  # one word alone may well be the other one
        ("l'ort del barri, urbà", "l'ort del barri, urbà"),
    ],
)
def test_homophones_of_expressions(heard: str, written: str) -> None:
    assert respelled(heard) == written


@given(st.lists(st.text(st.sampled_from("hortubàvns'’l.,"), min_size=1, max_size=7), max_size=8))
def test_times_stay_and_a_second_look_changes_nothing(texts: list[str]) -> None:
    words = [Word(n, n + 1, text, "ca") for n, text in enumerate(texts)]
    once = spelled(words, HINTS)
    assert [(word.start, word.end) for word in once] == [(word.start, word.end) for word in words]
    assert spelled(once, HINTS) == once
    assert spelled(words, []) == words
