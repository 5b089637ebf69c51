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
        # "para", and bread
        ("Això és pa la meva filla.", "Això és per a la meva filla."),
        ("Vam anar pa casa.", "Vam anar per a casa."),
        ("T'ho dic pa que ho sàpigues.", "T'ho dic per a que ho sàpigues."),
        ("El pa que sobra el repartim.", "El pa que sobra el repartim."),
        ("Repartim pa els dijous.", "Repartim pa els dijous."),
        ("No hi ha pa la nit de Nadal.", "No hi ha pa la nit de Nadal."),
        # everybody, and all the world
        ("Ho sap tot el món.", "Ho sap tothom."),
        ("Ho sap todo el mundo.", "Ho sap tothom."),
        ("Hi ha gent de tot el món.", "Hi ha gent de tot el món."),
        ("Hi ha gent de todo el mundo.", "Hi ha gent de tot el món."),
        ("Ha viatjat per tot el món.", "Ha viatjat per tot el món."),
        ("Dormíem en una tenda.", "Dormíem en una tenda."),
        ("Ara estic parada des de març.", "Ara estic a l'atur des de març."),
        ("Jo estava parada davant la porta.", "Jo estava parada davant la porta."),
        ("Ara la fàbrica està parada.", "Ara la fàbrica està parada."),
        ("Menuda sort.", "quina sort."),
        ("Era menuda i forta.", "Era menuda i forta."),
        ("A menudo hi vaig.", "sovint hi vaig."),
    ],
)
def test_words_and_phrases(said: str, put: str) -> None:
    assert in_catalan(said) == put
