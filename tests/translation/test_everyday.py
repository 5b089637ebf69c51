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
    ],
)
def test_plain_words(lang: str, said: str, put: str) -> None:
    assert in_plain_words(said, lang) == put
