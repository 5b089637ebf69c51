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
        # half each, and by halves
        ("ca", "Paguem el lloguer a mitges.", "Paguem el lloguer la meitat cadascú."),
        ("ca", "Hi anem a mitges.", "Hi anem la meitat cadascú."),
        ("ca", "Vaig deixar els estudis a mitges.", "Vaig deixar els estudis sense acabar."),
        ("es", "Pagamos el alquiler a medias.", "Pagamos el alquiler cada uno la mitad."),
        ("es", "Dejé los estudios a medias.", "Dejé los estudios sin acabar."),
        # as a grown-up, when one grows up, and big
        ("ca", "Vaig aprendre a llegir de gran.", "Vaig aprendre a llegir quan era adult."),
        ("ca", "Hi va tornar de gran.", "Hi va tornar quan era adult."),
        ("ca", "I de gran, vaig marxar.", "I quan era adult, vaig marxar."),
        ("ca", "Què vols ser de gran?", "Què vols ser quan siguis adult?"),
        ("ca", "Fa les coses a mitges.", "Fa les coses a mitges."),
        ("ca", "Volia ser metge de gran.", "Volia ser metge quan fos adult."),
        ("ca", "Vull un forat així de gran.", "Vull un forat així de gran."),
        ("ca", "Sempre he volgut ser mestra de gran.", "Sempre he volgut ser mestra de gran."),
        ("ca", "Vam fer un forat així de gran.", "Vam fer un forat així de gran."),
        ("es", "Aprendió a leer de mayor.", "Aprendió a leer cuando era adulto."),
        ("es", "He estudiado de mayor.", "He estudiado cuando era adulto."),
        ("es", "¿Qué quieres ser de mayor?", "¿Qué quieres ser cuando seas adulto?"),
        ("es", "Trabajaré de mayor.", "Trabajaré de mayor."),
        # in hospital, and in an account
        ("ca", "La mare està ingressada.", "La mare està hospitalitzada."),
        ("ca", "La paga ja està ingressada.", "La paga ja està pagada."),
        ("ca", "La pensió de la meva mare ja està ingressada.", "La pensió de la meva mare ja està pagada."),
        ("ca", "Em va ingressar cent euros.", "Em va ingressar cent euros."),
        ("ca", "La van ingressar ahir.", "La van hospitalitzar ahir."),
        ("es", "Mi madre está ingresada.", "Mi madre está hospitalizada."),
        ("es", "El dinero ya está ingresado.", "El dinero ya está pagado."),
        ("es", "Me ingresaron la paga.", "Me ingresaron la paga."),
        ("es", "Me ingresaron ayer.", "Me hospitalizaron ayer."),
        # meeting, and staying
        ("ca", "Quedem a les cinc.", "ens trobem a les cinc."),
        ("ca", "Ens vam quedar a la sala.", "Ens vam quedar a la sala."),
        ("es", "Quedamos a las cinco.", "nos reunimos a las cinco."),
        ("es", "Nos quedamos a la espera.", "Nos quedamos a la espera."),
        ("es", "Ronda los cincuenta.", "él tiene cerca de cincuenta años."),
        ("es", "Ronda los 900 euros.", "Ronda los 900 euros."),
        ("ca", "Treballo de nits.", "Treballo a la nit."),
        ("ca", "Hi vam dormir un parell de nits.", "Hi vam dormir un parell de nits."),
        ("es", "Dormimos un par de noches.", "Dormimos un par de noches."),
        ("ca", "Cap dels dos treballa.", "Ningú dels dos treballa."),
        ("ca", "Cap d'any a casa.", "Cap d'any a casa."),
        ("ca", "Fa deu anys.", "Fa dez anys."),
        ("ca", "L'empresa em deu hores.", "L'empresa em deu hores."),
    ],
)
def test_plain_words(lang: str, said: str, put: str) -> None:
    assert replaced(SET_PHRASES[lang], said) == put
