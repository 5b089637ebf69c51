"""Ages, sums and times in plain words; what only looks like them stays."""

from __future__ import annotations

import pytest

from pipeline.cues import Lang
from pipeline.translation.counted import counted


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Amb quinze anys treballava.", "Als quinze anys treballava."),
        ("ca", "La meva filla farà trenta anys.", "La meva filla complirà trenta anys."),
        ("ca", "Acabo de fer quaranta anys.", "Acabo de complir quaranta anys."),
        ("ca", "Fa quaranta anys que visc aquí.", "Fa quaranta anys que visc aquí."),
        ("ca", "Han fet 1.200 visites.", "Han fet 1.200 visites."),
        ("ca", "L'entitat va fer 2.500 menús.", "L'entitat va fer 2.500 menús."),
        ("ca", "Ens va donar fins als 3.000 euros.", "Ens va donar fins als 3.000 euros."),
        ("ca", "Hi vaig un cop al mes.", "Hi vaig una vegada per mes."),
        ("ca", "Vaig rebre un cop fort.", "Vaig rebre un cop fort."),
        ("es", "Gano mil euros al mes.", "Gano mil euros por mes."),
        ("es", "Tiene cinco años menos que yo.", "es cinco años más joven que yo."),
    ],
)
def test_in_plain_words(lang: Lang, said: str, put: str) -> None:
    assert counted(said, lang) == put
