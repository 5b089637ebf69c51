"""Words of our field in Portuguese at once; and the same letters where they are other words."""

from __future__ import annotations

import pytest

from pipeline.cues import Lang
from pipeline.translation.own_words import in_portuguese


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Quina adreça tens?", "Quina endereço tens?"),
        ("ca", "L'adreça és nova.", "La endereço és nova."),
        ("ca", "El projecte s'adreça a famílies.", "El projecte s'adreça a famílies."),
        ("ca", "El projecte s’adreça a famílies.", "El projecte s’adreça a famílies."),
        ("ca", "Adreça't a l'oficina.", "Adreça't a l'oficina."),
        ("ca", "No podem pagar els rebuts.", "No podem pagar els faturas."),
        ("ca", "Tinc dos rebuts a casa.", "Tinc dos faturas a casa."),
        ("ca", "Vam ser molt ben rebuts.", "Vam ser molt ben rebuts."),
        ("ca", "Vam ser rebuts amb afecte.", "Vam ser rebuts amb afecte."),
        ("es", "Me compré un abrigo.", "Me compré un casaco."),
        ("es", "Me abrigo mucho.", "Me abrigo mucho."),
        ("es", "Una bolsa de ropa.", "Una sacola de ropa."),
        ("es", "Estoy en la bolsa de trabajo.", "Estoy en la bolsa de trabajo."),
    ],
)
def test_in_portuguese(lang: Lang, said: str, put: str) -> None:
    assert in_portuguese(said, lang) == put
