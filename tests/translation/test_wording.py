"""What is put in other words before cat-por and es-pt; what only looks like it stays."""

from __future__ import annotations

import pytest

from pipeline.translation.wording import before_cat_por, before_es_pt


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Soc del poble.", "Soc de l'aldea."),
        ("Soc del poble gitano.", "Soc del poble gitano."),
        ("Estic de baixa des de març.", "Estic de baixa mèdica des de març."),
        ("Menjàvem menjar de baixa qualitat.", "Menjàvem menjar de baixa qualitat."),
        ("Vaig trucar al 112.", "Vaig telefonar al número 112."),
        ("Hi vaig al 100 per cent.", "Hi vaig al 100 per cent."),
    ],
)
def test_catalan(said: str, put: str) -> None:
    assert before_cat_por(said) == put


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Vengo del pueblo.", "Vengo de la aldea."),
        ("Vengo del pueblo gitano.", "Vengo del pueblo gitano."),
        ("Estoy de baja.", "Estoy de baja médica."),
        ("Es de baja calidad.", "Es de baja calidad."),
    ],
)
def test_spanish(said: str, put: str) -> None:
    assert before_es_pt(said) == put
