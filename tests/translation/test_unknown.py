"""Words that a mode does not know, by a way round."""

from __future__ import annotations

import pytest

from pipeline.translation.routes import TABLE, RouteResources
from pipeline.translation.sentences import Sentence
from pipeline.translation.unknown import best, filled, has_marks, units, unmixed, words
from pipeline.translation.wording import after_por_cat, after_pt_es, before_cat_por


@pytest.mark.parametrize(
    ("source", "marked", "expected"),
    [
        ("La calamarsa cau.", "A *calamarsa cai.", ["calamarsa"]),
        ("Calamarsa i vent.", "*Calamarsa e vento.", ["calamarsa"]),
        ("Visc amb Zorko.", "Vivo com *Zorko.", []),
        ("Vaig engegar el motor.", "Vou *engegar o motor.", ["vaig engegar"]),
        ("M'han trucat.", "Têm-me *trucat.", ["han trucat"]),
        ("Tot és conegut.", "Tudo é conhecido.", []),
        ("Un timbre Wi-Fi.", "Uma campainha *Wi-Fim.", []),
    ],
)
def test_what_is_looked_up(source: str, marked: str, expected: list[str]) -> None:
    assert units(source, marked, "ca") == expected


def test_what_was_found_takes_its_place() -> None:
    known = {"calamarsa": "hail", "han trucat": "they have called", "truquen": "they call", "anticossos": "anticossos"}
    assert filled("La calamarsa.", "A *calamarsa.", "ca", "pt", known) == "A hail."
    assert filled("M'han trucat.", "Têm-me *trucat.", "ca", "pt", known) == "they have called me."
    assert filled("Ens truquen.", "Nos *truquen.", "ca", "pt", known) == "Nos call."
    assert filled("Truquen ara.", "*Truquen agora, *blib.", "ca", "pt", known) == "they call agora, blib."
    assert filled("x de anticossos", "x de *anticossos", "pt", "ca", known) == "x d'anticossos"


def test_a_translation_without_subject_is_better() -> None:
    assert best([None, "it called", "chamou"]) == "chamou"
    assert best(["it called", None]) == "it called"
    assert best([None, None]) is None


def test_marks() -> None:
    assert has_marks("a *b") and has_marks("#b") and not has_marks("2 * 3 # 4")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vaig anar-hi amb en Joel.", "Vaig anar-hi amb Joel."),
        ("En Pau i na Maria.", "Pau i Maria."),
        ("En aquell moment.", "En aquell moment."),
        ("Em van trucar i truco jo.", "Em van telefonar i telefono jo."),
        ("Una trucada.", "Una trucada."),
        ("Ajudem la gent gran.", "Ajudem els ancians."),
        ("De la gent gran del barri.", "dels ancians del barri."),
        ("Visc en un pis.", "Visc en un apartament."),
        ("Al tercer pis.", "Al tercer pis."),
        ("Trucs i truites.", "Trucs i truites."),
    ],
)
def test_said_in_other_words(text: str, expected: str) -> None:
    assert before_cat_por(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ell treballa en la cuina.", "treballa a la cuina."),
        ("Ella mateixa ho diu.", "Ella mateixa ho diu."),
        ("Ell i jo som amics.", "Ell i jo som amics."),
        ("Viu en Barcelona.", "Viu a Barcelona."),
        ("És en el barri.", "És al barri."),
        ("En els horts.", "Als horts."),
        ("El barri en el qual visc.", "El barri en el qual visc."),
    ],
)
def test_fewer_portuguese_habits(text: str, expected: str) -> None:
    assert after_por_cat(text) == expected


@pytest.mark.parametrize(
    ("pair", "text", "expected"),
    [
        (("ca", "en"), "Ahir va caure calamarsa.", "hail"),
        (("ca", "en"), "M'han trucat de la feina.", "called"),
        (("ca", "en"), "Vam collir mongetes i albergínies.", "aubergines"),
        (("ca", "en"), "Ara visc amb en Joel.", "Now I live with Joel"),
        (("es", "en"), "Vamos a clase de gimnasia.", "gym"),
        (("en", "ca"), "She works in the kitchen.", "Treballa a la cuina."),
    ],
)
def test_the_pivot_knows_more_words(pair: tuple[str, str], text: str, expected: str) -> None:
    route = TABLE[pair][1].make(RouteResources())
    if not route.available():
        pytest.skip(f"{route.name} is not installed: {route.remedy()}")
    assert expected in route.translate([Sentence(0, 1000, text, pair[0], ())])[0]


def test_plain_routes_are_the_engines_as_they_come() -> None:
    plain = TABLE["ca", "en"][1].make(RouteResources(plain=True))
    if not plain.available():
        pytest.skip(f"{plain.name} is not installed: {plain.remedy()}")
    assert "hail" not in plain.translate([Sentence(0, 1000, "Ahir va caure calamarsa.", "ca", ())])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ellos llaman-lo así.", "lo llaman así."),
        ("Quiero ayudar-lo.", "Quiero ayudarlo."),
        ("Sí, yo viví aquí, y yo confío.", "Sí, viví aquí, y confío."),
        ("Yo también voy, y ellos mismos.", "Yo también voy, y ellos mismos."),
        ("físico-química", "físico-química"),
    ],
)
def test_spanish_with_fewer_portuguese_habits(text: str, expected: str) -> None:
    assert after_pt_es(text) == expected


def test_words_of_another_language_are_found_and_replaced() -> None:
    said = "La Vecina i el vecino van salir."
    assert words(said, "A *Vecina e o *vecino vão *salir.") == ["vecino", "salir"]
    assert unmixed(said, {"vecino": "veí", "salir": "sortir"}) == "La Vecina i el veí van sortir."
