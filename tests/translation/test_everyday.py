"""What is only said, as it is written; and words that are also others, left alone."""

from __future__ import annotations

import pytest

from pipeline.translation.everyday import in_plain_words


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Ara en té vuitanta.", "Ara té vuitanta anys."),
        ("ca", "En tinc tres.", "En tinc tres."),
        ("ca", "De fills, en tinc 3.", "De fills, en tinc 3."),
        ("ca", "Em dic Joel, en tinc 45.", "Em dic Joel, tinc 45 anys."),
        ("ca", "Arribem als 1.500 usuaris.", "Arribem als 1.500 usuaris."),
        ("ca", "N'he fet 3.500.", "N'he fet 3.500."),
        ("ca", "Va fer sol·licituds.", "Va fer sol·licituds."),
        ("es", "Tengo 1.500 euros de deuda.", "Tengo 1.500 euros de deuda."),
        ("es", "Tengo 2,5 hectáreas.", "Tengo 2,5 hectáreas."),
        ("es", "Tengo 45.", "Tengo 45 años."),
        ("es", "¿Hijos? Tengo 3.", "¿Hijos? Tengo 3."),
        ("ca", "Paro el cotxe.", "Paro el cotxe."),
        ("ca", "Un momentet.", "Un moment."),
        ("ca", "Feia de mal dir.", "Feia de mal dir."),
        ("es", "Había más gente.", "xhavia más gente."),
        ("es", "Había trabajado.", "Había trabajado."),
        ("es", "Un ratito.", "Un rato."),
        ("es", "Se sienta aquí.", "Se sienta aquí."),
        # meeting, and keeping
        ("ca", "Demà quedem amb la Maria.", "Demà ens trobem amb la Maria."),
        ("ca", "Ens quedem amb els nens.", "romanem amb els nens."),
        ("ca", "Ens vam quedar amb el gos.", "vam romandre amb el gos."),
        ("ca", "Em quedo amb la feina.", "romanc amb la feina."),
        ("es", "Mañana quedamos con Marta.", "Mañana nos reunimos con Marta."),
        ("es", "Nos quedamos con el gato.", "Nos quedamos con el gato."),
        ("es", "Me quedo con la casa.", "Me quedo con la casa."),
        ("es", "Me he quedado con los niños.", "me quedé con los niños."),
        ("es", "Nos hemos quedado con un sueldo.", "permanecimos con un sueldo."),
        ("es", "Hemos quedado con los vecinos.", "tenemos un encuentro con los vecinos."),
        ("ca", "Volíem quedar-nos amb la casa.", "Volíem romandre amb la casa."),
        ("ca", "No puc passar el mes.", "No puc arribar al final del mes."),
        ("ca", "Vam passar el mes d'agost fora.", "Vam passar el mes d'agost fora."),
        ("es", "Quiero pasar el mes de agosto fuera.", "Quiero pasar el mes de agosto fuera."),
        ("ca", "És per a grans i petits.", "És per a adults i els nens."),
        ("ca", "Hi ha pisos grans i petits.", "Hi ha pisos grans i petits."),
    ],
)
def test_plain_words(lang: str, said: str, put: str) -> None:
    assert in_plain_words(said, lang) == put
