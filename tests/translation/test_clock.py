"""Times of day, in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.clock import in_figures


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Quedem a dos quarts de deu.", "ca", "Quedem a les 9:30."),
        ("A un quart d’una.", "ca", "a les 12:15."),
        ("Són tres quarts menys cinc de nou", "ca", "Són les 8:40"),
        ("a les nou i mitja", "ca", "a les 9:30"),
        ("Tres quarts d'hora de cua", "ca", "45 minuts de cua"),
        ("M'hi vaig estar tres quarts d'una hora.", "ca", "M'hi vaig estar 45 minuts."),
        ("Un quart d'una pizza.", "ca", "Un quart d'una pizza."),
        ("a tres quarts d'una de la tarda", "ca", "a les 12:45 de la tarda"),
        ("tres quarts de la població", "ca", "tres quarts de la població"),
        ("a las siete menos cuarto", "es", "a las 6:45"),
        ("a la una y media", "es", "a la 1:30"),
        ("a las cinco y diez euros", "en", "a las cinco y diez euros"),
    ],
)
def test_in_figures(text: str, lang: str, wanted: str) -> None:
    assert in_figures(text, lang) == wanted


def test_catalan_and_spanish_say_all_but_the_quarters_alike() -> None:
    assert in_figures("a dos quarts de deu", "ca", "es") == "a les 9:30"
    assert in_figures("a les nou i mitja", "ca", "es") == "a les nou i mitja"


@given(st.text("dos quarts e'un6:ltresm y", max_size=40), st.sampled_from(["ca", "es", "en"]))
def test_any_text(text: str, lang: str) -> None:
    assert isinstance(in_figures(text, lang), str)
