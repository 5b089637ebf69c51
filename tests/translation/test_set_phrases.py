"""Set phrases in plain words; and sentences of the same words that are none, left alone."""

from __future__ import annotations

import pytest

from pipeline.patterns import replaced
from pipeline.translation.set_phrases import SET_PHRASES


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Jo en tenia set quan va morir.", "Jo tenia set anys quan va morir."),
        ("ca", "Obren de nou a dues.", "Obren des de les nou fins a les dues."),
        ("ca", "Comencem de nou a casa.", "Comencem de nou a casa."),
        ("ca", "No ens arriba per a tot.", "no tenim prou diners per a tot."),
        ("ca", "El tren no arriba.", "El tren no arriba."),
        ("ca", "Els hi vaig donar dos.", "Els vaig donar dos."),
        ("ca", "Ens van apujar la quota i puja el dia.", "Ens van augmentar la quota i puja el dia."),
        ("ca", "Li vaig deixar cent euros.", "Li vaig prestar cent euros."),
        ("ca", "Em va deixar la Maria.", "Em va deixar la Maria."),
        ("ca", "Devíem tres mesos de lloguer.", "teníem un deute de tres mesos de lloguer."),
        ("ca", "Devia ser tard.", "Devia ser tard."),
        ("ca", "Devia costar mil euros.", "Devia costar mil euros."),
        ("ca", "Tot plegat són mil euros.", "en total són mil euros."),
        ("ca", "Espera't, que ara surt.", "Espera't, perquè ara surt."),
        ("ca", "Digues-li que ve, que no el vull.", "Digues-li que ve, que no el vull."),
        ("ca", "Tot plegat ens va unir i vam anar plegats.", "tot això ens va unir i vam anar junts."),
        ("es", "No me llega para el alquiler.", "no tengo suficiente dinero para el alquiler."),
        ("es", "La carta no llega.", "La carta no llega."),
        ("es", "Le saco diez años a mi marido.", "soy diez años mayor que mi marido."),
        ("es", "Lo pasé fatal.", "sufrí mucho."),
    ],
)
def test_plain_words(lang: str, said: str, put: str) -> None:
    assert replaced(SET_PHRASES[lang], said) == put
