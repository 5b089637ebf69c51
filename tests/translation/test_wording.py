"""What is put in other words before cat-por and es-pt; what only looks like it stays."""

from __future__ import annotations

import pytest

from pipeline.translation.wording import before_cat_por, before_es_pt


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Soc del poble.", "Soc de l'aldea."),
        ("Soc del poble gitano.", "Soc del poble gitano."),
        ("Estic de baixa des de març.", "Estic de baixa mèdica des de març."),
        ("Menjàvem menjar de baixa qualitat.", "Menjàvem menjar de baixa qualitat."),
        ("Vaig trucar al 112.", "Vaig telefonar al número 112."),
        ("Hi vaig al 100 per cent.", "Hi vaig al 100 per cent."),
        # meeting, and keeping
        ("He quedat amb la meva germana.", "tinc una trobada amb la meva germana."),
        ("Hem quedat amb els veïns.", "tenim una trobada amb els veïns."),
        ("M'he quedat amb els fills.", "he romàs amb els fills."),
        ("M’he quedat amb els fills.", "he romàs amb els fills."),
        ("M' he quedat amb els fills.", "he romàs amb els fills."),
        ("Ens hem quedat amb un sol sou.", "hem romàs amb un sol sou."),
        # done with work, and with linen
        ("Plego a les sis.", "acabo a les sis."),
        ("Cada dia plego la roba.", "Cada dia plego la roba."),
        ("Tinc hora i mitja.", "Tinc una hora i mitja."),
        ("Tinc hora al dentista.", "Tinc cita al dentista."),
        ("Vam passar la nit en blanc.", "Vam passar la nit sense dormir."),
        ("Vaig deixar el full en blanc.", "Vaig deixar el full en blanc."),
    ],
)
def test_catalan(said: str, put: str) -> None:
    assert before_cat_por(said) == put


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Vengo del pueblo.", "Vengo de la aldea."),
        ("Vengo del pueblo gitano.", "Vengo del pueblo gitano."),
        ("Estoy de baja.", "Estoy de baja médica."),
        ("Es de baja calidad.", "Es de baja calidad."),
        # out of work, and where buses stop
        ("Ayudan a los parados.", "Ayudan a los desempleados."),
        ("Un curso para parados.", "Un curso para desempleados."),
        ("Soy una parada.", "Soy una desempleada."),
        ("Hay una parada de metro.", "Hay una parada de metro."),
        ("Es una parada del autobús.", "Es una parada del autobús."),
        ("Trabajaba en una parada del mercado.", "Trabajaba en una parada del mercado."),
        ("Esperamos en las paradas.", "Esperamos en las paradas."),
        # everybody, and all the world
        ("Es para todo el mundo.", "Es para todos."),
        ("Gente de todo el mundo.", "Gente de todo el mundo."),
        # old, and greater
        ("Mi madre ya es mayor.", "Mi madre ya es viejo."),
        ("Mi padre es mayor y no puede.", "Mi padre es viejo y no puede."),
        ("El riesgo es mayor en invierno.", "El riesgo es mayor en invierno."),
        ("El riesgo no es mayor.", "El riesgo no es mayor."),
    ],
)
def test_spanish(said: str, put: str) -> None:
    assert before_es_pt(said) == put
