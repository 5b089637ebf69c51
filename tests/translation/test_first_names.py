"""Which words are people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.first_names import people, without_articles


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("En Pau viu amb la Mercè.", "ca", ["Pau", "Mercè"]),
        ("Parla amb en Jordi Serra.", "ca", ["Jordi Serra"]),
        ("La senyora Puig no hi era.", "ca", ["Puig"]),
        ("Llum de nit.", "ca", []),
        ("Sol i platja.", "ca", []),
        ("la pau i la llum", "ca", []),
        ("Dolores y Rosa son vecinas.", "es", ["Dolores", "Rosa"]),
        ("Dolores de espalda.", "es", []),
    ],
)
def test_people(text: str, lang: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in people(text, lang)] == found


def test_english_says_names_without_articles() -> None:
    assert without_articles("La Xaqu i l'Xoqi, de la Xaqu", "Xaqu|Xoqi", "ca") == "Xaqu i Xoqi, de Xaqu"


@given(st.text("EnlaPu dMercè.?'", max_size=40))
def test_spans_are_in_order(text: str) -> None:
    spans = people(text, "ca")
    assert all(start < stop <= len(text) for start, stop in spans)
