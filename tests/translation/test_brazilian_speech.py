"""What people say to each other, in Portuguese that the model knows."""

from __future__ import annotations

import pytest

from pipeline.translation.brazilian import as_pt_en_reads


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Já não vivo ali.", "Não vivo mais ali."),
        ("Eles já não o são.", "Eles já não o são."),
        ("Me Teria ficado na rua.", "Eu teria ficado na rua."),
        ("O chefe disse-me que não voltasse.", "O chefe disse-me para não voltar."),
        ("Eu lhe pago trinta euros.", "Eu pago a ele trinta euros."),
        ("Eles lhe roubaram a bicicleta.", "Eles roubaram a bicicleta dele."),
        ("Tu já jantaste?", "você já jantou?"),
        ("Não gastais tanto.", "Não gaste tanto."),
    ],
)
def test_as_brazil_says_it(text: str, wanted: str) -> None:
    assert as_pt_en_reads(text) == wanted
