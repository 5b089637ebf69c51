"""Constructions of speech in plain words."""

from __future__ import annotations

import pytest

from pipeline.cues import Lang
from pipeline.translation.plain_words import plainly


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Se m'han acabat les pastilles.", "ja no tinc pastilles."),
        ("ca", "Encara seria al carrer.", "Encara estaria al carrer."),
        ("ca", "La reunió és a les cinc.", "La reunió és a les cinc."),
        ("ca", "No fan cas als veïns.", "No escolten els veïns."),
        ("ca", "Ja l'hem avisada.", "Ja la hem avisat."),
        ("es", "Se nos acabó el dinero.", "nos quedamos sin dinero."),
        ("es", "Le robaron la bicicleta a mi hijo.", "robaron la bicicleta a mi hijo."),
        ("es", "Le robaron la bicicleta.", "Le robaron la bicicleta."),
    ],
)
def test_plainly(lang: Lang, said: str, put: str) -> None:
    assert plainly(said, lang) == put
