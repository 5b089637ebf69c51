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
        ("ca", "Hi vaig un cop per setmana.", "Hi vaig una vegada per setmana."),
        ("ca", "Un cop allà, vam descansar.", "Una vegada allà, vam descansar."),
        ("ca", "Un cop més, gràcies.", "Una vegada més, gràcies."),
        ("ca", "Va ser un cop important.", "Va ser un cop important."),
        ("ca", "Va ser un cop per a la família.", "Va ser un cop dur per a la família."),
        ("ca", "Em va donar un cop al cap.", "Em va donar un cop al cap."),
        ("ca", "Hi vaig dos cops.", "Hi vaig dues vegades."),
        ("ca", "Em va donar dos cops a la cara.", "Em va donar dos cops a la cara."),
        # birthdays, and how long ago
        ("ca", "La meva mare fa deu anys demà.", "La meva mare compleix deu anys demà."),
        ("ca", "La meva mare fa deu anys que va morir.", "Fa deu anys que la meva mare va morir."),
        ("ca", "El meu fill fa cinc anys que no treballa.", "Fa cinc anys que el meu fill no treballa."),
        ("ca", "Ella fa dos mesos que plora.", "Fa dos mesos que ella plora."),
        ("ca", "I el meu fill fa cinc anys que no ve.", "I el meu fill fa cinc anys que no ve."),
        ("ca", "Ella farà dos anys que treballa.", "Ella farà dos anys que treballa."),
        ("ca", "Ahir ha fet deu anys que va morir.", "Ahir ha fet deu anys que va morir."),
        ("ca", "Encara no ha fet els divuit.", "Encara no ha complert divuit anys."),
        ("ca", "La petita ha fet tres anys.", "La petita ha complert tres anys."),
        ("ca", "De cursos, n'he fet dos.", "De cursos, n'he fet dos."),
        ("ca", "N'he fet trenta.", "N'he complert trenta anys."),
        ("ca", "En vaig fer dos.", "En vaig fer dos."),
        ("ca", "Ahir vaig fer seixanta.", "Ahir vaig complir seixanta anys."),
        ("ca", "Quan va fer sis, va anar a escola.", "Quan va complir sis anys, va anar a escola."),
        ("ca", "He fet dos anys de dret.", "He fet dos anys de dret."),
        ("ca", "Ahir va fer els divuit anys.", "Ahir va complir divuit anys."),
        ("ca", "Ahir vam fer els dos cursos.", "Ahir vam fer els dos cursos."),
        ("ca", "Vam complir els dos requisits.", "Vam complir els dos requisits."),
        ("ca", "Vaig complir vint.", "Vaig complir vint anys."),
        ("es", "Cumplimos dos requisitos.", "Cumplimos dos requisitos."),
        ("es", "Cumplí dos requisitos.", "Cumplí dos requisitos."),
        ("es", "Cumplí veinte.", "Cumplí veinte años."),
        ("ca", "Té set i gana.", "Té set i gana."),
        ("ca", "Té vuitanta i camina.", "ell té vuitanta anys i camina."),
        ("ca", "Amb dos anys de contracte n'hi ha prou.", "Amb dos anys de contracte n'hi ha prou."),
        ("ca", "Vaig viure allà fins als divuit.", "Vaig viure allà fins als divuit anys."),
        ("ca", "Tinc temps fins al 15.", "Tinc temps fins al 15."),
        # older than, and more than
        ("ca", "Passa dels vuitanta.", "ell té més de vuitanta anys."),
        ("ca", "Passa dels vuitanta anys i camina.", "ell té més de vuitanta anys i camina."),
        ("ca", "El lloguer passa dels 900 euros.", "El lloguer passa dels 900 euros."),
        ("ca", "El lloguer passa dels nou-cents euros.", "El lloguer passa dels nou-cents euros."),
        ("ca", "El lloguer passa dels 900.", "El lloguer passa dels 900."),
        ("ca", "Ronda els vuitanta.", "ell té prop de vuitanta anys."),
        ("ca", "El lloguer ronda els vuitanta euros.", "El lloguer ronda els vuitanta euros."),
        ("ca", "A partir dels cinquanta anys costa.", "A partir dels cinquanta anys costa."),
        ("ca", "A partir dels cinquanta euros, sí.", "A partir dels cinquanta euros, sí."),
        ("ca", "A partir dels cinquanta costa.", "A partir dels cinquanta anys costa."),
        ("es", "Paso de los cuarenta.", "tengo más de cuarenta años."),
        ("es", "Paso de los cuarenta y sigo.", "tengo más de cuarenta años y sigo."),
        ("es", "No paso de los cuarenta euros.", "No paso de los cuarenta euros."),
        # old, and big
        ("ca", "Els meus pares ja són molt grans.", "Els meus pares ja són molt vells."),
        ("ca", "Els avis eren massa grans.", "Els avis eren massa vells."),
        ("ca", "Som massa grans.", "Som massa vells."),
        ("ca", "Les habitacions són molt grans.", "Les habitacions són molt grans."),
        ("ca", "Els problemes eren massa grans.", "Els problemes eren excessivament grans."),
        ("ca", "Els problemes dels pares són molt grans.", "Els problemes dels pares són molt grans."),
        ("ca", "Els pisos són tan grans que fan por.", "Els pisos són tan grans que fan por."),
        ("es", "Mis padres ya son muy mayores.", "Mis padres ya son muy viejos."),
        ("es", "Los riesgos son mayores.", "Los riesgos son mayores."),
        ("es", "Mi madre hace diez años que murió.", "Hace diez años que mi madre murió."),
        # what is kept, and what is left
        ("ca", "Es va quedar la casa.", "Es va quedar amb la casa."),
        ("ca", "S'ha quedat la casa.", "S'ha quedat amb la casa."),
        ("ca", "Em va quedar la casa.", "Em va quedar la casa."),
        ("ca", "Ens queda la casa.", "Ens queda la casa."),
        ("es", "Gano mil euros al mes.", "Gano mil euros por mes."),
        ("es", "Tiene cinco años menos que yo.", "es cinco años más joven que yo."),
    ],
)
def test_in_plain_words(lang: Lang, said: str, put: str) -> None:
    assert counted(said, lang) == put
