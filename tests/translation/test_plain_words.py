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
        # told to be calm, and somebody or something that is
        ("ca", "Tranquil, ja ho farem.", "no et preocupis, ja ho farem."),
        ("ca", "Em va dir: tranquil·la, que t'ajudarem.", "Em va dir: no et preocupis, que t'ajudarem."),
        ("ca", "Tu tranquil, que ja vindran.", "Tu no et preocupis, que ja vindran."),
        ("ca", "El barri és tranquil, però no hi ha feina.", "El barri és tranquil, però no hi ha feina."),
        ("ca", "Una persona tranquil·la, amable.", "Una persona tranquil·la, amable."),
        ("ca", "No estic tranquil, la veritat.", "No estic tranquil, la veritat."),
        ("es", "Tranquila, ya lo haremos.", "no te preocupes, ya lo haremos."),
        ("es", "¡Tranquilo, hombre!", "¡no te preocupes, hombre!"),
        ("es", "Es un barrio tranquilo, pero no hay trabajo.", "Es un barrio tranquilo, pero no hay trabajo."),
        ("es", "Vivo en un piso.", "Vivo en un apartamento."),
        ("es", "Vivo en el segundo piso.", "Vivo en el segundo piso."),
        ("es", "Menuda suerte.", "qué suerte."),
        ("es", "Era una mujer menuda que cosía.", "Era una mujer menuda que cosía."),
    ],
)
def test_plainly(lang: Lang, said: str, put: str) -> None:
    assert plainly(said, lang) == put
