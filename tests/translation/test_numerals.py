"""Numbers of several words, in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.numerals import numbers_in_figures

UNITS = ["zero", "un", "dos", "tres", "quatre", "cinc", "sis", "set", "vuit", "nou"]
TENS = ["", "deu", "vint", "trenta", "quaranta", "cinquanta", "seixanta", "setanta", "vuitanta", "noranta"]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("mil dos-cents euros", "ca", "1200 euros"),
        ("Dos mil vint-i-sis", "ca", "2026"),
        ("vint-i-u d'abril", "ca", "21 d'abril"),
        ("nou persones", "ca", "nou persones"),
        ("mil gràcies", "ca", "mil gràcies"),
        ("tres mil·límetres", "ca", "tres mil·límetres"),
        ("L'any dos mil una amiga em va ajudar.", "ca", "L'any 2000 una amiga em va ajudar."),
        ("mil una nits", "ca", "1001 nits"),
        ("dos mil un de gener", "ca", "2001 de gener"),
        ("Tengo treinta y una hija.", "es", "Tengo treinta y una hija."),
        ("treinta y una personas", "es", "31 personas"),
        ("treinta y uno de mayo", "es", "31 de mayo"),
        ("mil cien euros", "es", "1100 euros"),
        ("treinta y dos mil quinientos", "es", "32500"),
        ("forty-two", "en", "forty-two"),
    ],
)
def test_in_figures(text: str, lang: str, wanted: str) -> None:
    assert numbers_in_figures(text, lang) == wanted


@given(st.integers(2, 9), st.integers(1, 9))
def test_all_tens_with_units(tens: int, unit: int) -> None:
    link = "-i-" if tens == 2 else "-"
    assert numbers_in_figures(f"{TENS[tens]}{link}{UNITS[unit]} anys", "ca") == f"{10 * tens + unit} anys"
