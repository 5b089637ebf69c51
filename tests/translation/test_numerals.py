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
        # of two numbers the second says for both that they are thousands, or hundreds
        ("Cobrava dos o tres mil euros.", "ca", "Cobrava 2000 o 3000 euros."),
        ("tres o quatre-cents euros", "ca", "300 o 400 euros"),
        ("d'una a tres-centes persones", "ca", "d'una a 300 persones"),
        ("De dos a tres mil.", "ca", "De 2000 a 3000."),
        ("vint o trenta mil", "ca", "20000 o 30000"),
        ("dos o tres-cents mil", "ca", "200000 o 300000"),
        ("vint-i-dos o vint-i-tres mil", "ca", "22000 o 23000"),
        ("entre dos i tres mil", "ca", "entre 2000 i 3000"),
        ("Cobraba cuatro o cinco mil.", "es", "Cobraba 4000 o 5000."),
        ("tres o cuatrocientos", "es", "300 o cuatrocientos"),
        ("siete u ocho mil", "es", "7000 u 8000"),
        ("entre dos y tres mil", "es", "entre 2000 y 3000"),
        ("entre treinta y dos mil", "es", "entre 32000"),
        ("Vivim els dos a quatre-cents metres.", "ca", "Vivim els dos a 400 metres."),
        ("dos o tres", "ca", "dos o tres"),
        ("dos o vint-i-tres", "ca", "dos o 23"),
        ("dos o tres mil·límetres", "ca", "dos o tres mil·límetres"),
        ("dos mil dos o tres mil", "ca", "2002 o 3000"),
        ("un i tres mil", "ca", "un i 3000"),
    ],
)
def test_in_figures(text: str, lang: str, wanted: str) -> None:
    assert numbers_in_figures(text, lang) == wanted


@given(st.integers(2, 9), st.integers(1, 9))
def test_all_tens_with_units(tens: int, unit: int) -> None:
    link = "-i-" if tens == 2 else "-"
    assert numbers_in_figures(f"{TENS[tens]}{link}{UNITS[unit]} anys", "ca") == f"{10 * tens + unit} anys"
