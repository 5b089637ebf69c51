"""Castilian inside Catalan is put in Catalan; what is Catalan as well stays."""

from __future__ import annotations

import pytest

from pipeline.translation.castilian import in_catalan


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Pues hasta demà.", "Doncs fins demà."),
        ("Em van quitar la paga.", "Em van treure la paga."),
        ("Tinc un montón de coses.", "Tinc molts coses."),
        ("M'han de echar una mano.", "M'han de ajudar."),
        ("Por lo menos menjàvem.", "almenys menjàvem."),
        ("No puc pagar l'alquiler.", "No puc pagar el lloguer."),
        ("Els veïns em van apoiar.", "Els veïns em van recolzar."),
        ("Paro el cotxe.", "Paro el cotxe."),
        ("No s'entera de res.", "No s'assabenta de res."),
        ("Me n'he enterat tard.", "Me n'he assabentat tard."),
        ("Vaig estar hores enteres plorant.", "Vaig estar hores enteres plorant."),
        ("Estic fatal.", "Estic molt malament."),
        ("Va ser un accident fatal.", "Va ser un accident fatal."),
        ("El dinar era bo.", "El dinar era bo."),
    ],
)
def test_words_and_phrases(said: str, put: str) -> None:
    assert in_catalan(said) == put
