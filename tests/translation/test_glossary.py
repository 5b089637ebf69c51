"""Terms of the glossary through a translation."""

from __future__ import annotations

import pytest

from pipeline.project.settings import Term, TermPlural
from pipeline.translation.elision import agreeing
from pipeline.translation.glossary import Glossary
from pipeline.translation.plurals import plural

TERMS = [
    Term(ca="Pau"),
    Term(ca="Nou Barris"),
    Term(ca="Nou Barris Acull"),
    Term(ca="alberg", en="hostel", es="albergue"),
    Term(ca="Servei d'Ajuda", en="Help Service"),
]


def test_a_missing_term_is_found_and_hidden_and_comes_back() -> None:
    glossary = Glossary(TERMS, "ca", "en")
    text = "En Pau viu a l’alberg de Nou Barris Acull i la pau hi regna."
    missing = glossary.missing(text, "In Peace lives in the hostel of New Barris and peace reigns.")
    assert missing == {"pau", "nou barris acull"}
    masked = glossary.mask(text, missing)
    assert masked.text == "Xaqu viu a l’alberg de Zeqo i la pau hi regna."
    assert masked.restored("Xaqu lives in Zeqo.") == "Pau lives in Nou Barris Acull."


def test_a_standin_that_does_not_come_back_is_noticed() -> None:
    masked = Glossary(TERMS, "ca", "en").mask("Pau i Pau", {"pau"})
    assert masked.restored("Xaqu and Xaqu") == "Pau and Pau"
    assert masked.restored("Xaqu and Xequ") is None


def test_standins_side_by_side_both_come_back() -> None:
    masked = Glossary(TERMS, "ca", "en").mask("Pau Nou Barris", {"pau", "nou barris"})
    assert masked.restored(masked.text) == "Pau Nou Barris"


def test_either_apostrophe_is_the_same_term() -> None:
    glossary = Glossary(TERMS, "ca", "en")
    assert glossary.missing("el Servei d’Ajuda", "the service") == {"servei d'ajuda"}


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Viu en el Xaqu.", "Viu en l'alberg."),
        ("Ve del Xaqu.", "Ve de l'alberg."),
        ("Va al Xaqu.", "Va a l'alberg."),
        ("El Xaqu obre.", "L'alberg obre."),
        ("Cada Xaqu.", "Cada alberg."),
    ],
)
def test_catalan_elides_before_the_term(translation: str, expected: str) -> None:
    masked = Glossary(TERMS, "es", "ca").mask("albergue", {"albergue"})
    assert masked.restored(translation) == expected


def test_more_terms_than_standins_leaves_the_rest_in_sight() -> None:
    terms = [Term(ca=f"Nom{letter}") for letter in "ABCDEFGH"]
    text = " ".join(term.ca for term in terms)
    glossary = Glossary(terms, "ca", "en")
    masked = glossary.mask(text, glossary.missing(text, ""))
    assert len(masked.forms) == 6
    assert masked.restored(masked.text) == text


def test_no_terms_hide_nothing() -> None:
    glossary = Glossary([], "ca", "en")
    assert glossary.missing("Hola", "") == frozenset()
    assert glossary.mask("Hola", frozenset()).text == "Hola"


GARDEN = [
    Term(ca="Làbora"),
    Term(ca="IMSS"),
    Term(ca="hort urbà", en="urban allotment", es="huerto urbano"),
    Term(ca="serveis socials", en="social services", es="servicios sociales"),
    Term(ca="treballadora social", en="social worker", es="trabajadora social"),
    Term(ca="full", en="leaf", plural=TermPlural(en="leaves")),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Els horts urbans.", {"horts urbans": "urban allotments"}),
        ("L'Hort urbà de l’hort urbà.", {"hort urbà": "urban allotment"}),
        ("les treballadores socials", {"treballadores socials": "social workers"}),
        ("els serveis socials", {"serveis socials": "social services"}),
        ("dos fulls", {"fulls": "leaves"}),
        ("làbora, imss", {}),
        ("LÀBORA", {"làbora": "Làbora"}),
    ],
)
def test_terms_are_found_in_the_plural_and_with_any_capital(text: str, expected: dict[str, str]) -> None:
    assert Glossary(GARDEN, "ca", "en").terms(text) == expected


def test_a_name_without_its_capital_is_missing() -> None:
    assert Glossary(GARDEN, "ca", "en").missing("La Làbora.", "The làbora.") == {"làbora"}


@pytest.mark.parametrize(
    ("source", "masked"),
    [
        ("de l'hort urbà", "del Xaqu"),
        ("De l’hort urbà", "Del Xaqu"),
        ("a l'hort urbà", "al Xaqu"),
        ("l'hort urbà", "el Xaqu"),
        ("d'horts urbans", "de Xaqu"),
        ("dels horts urbans", "dels Xaqu"),
    ],
)
def test_before_a_standin_nothing_is_elided(source: str, masked: str) -> None:
    glossary = Glossary(GARDEN, "ca", "en")
    assert glossary.mask(source, glossary.missing(source, "")).text == masked


def test_an_article_that_the_engine_drops_is_put_back() -> None:
    masked = Glossary(GARDEN, "ca", "en").mask("L'hort urbà és obert.", {"hort urbà"})
    assert masked.restored("Xaqu is open.") == "the urban allotment is open."
    assert masked.restored("My Xaqu is open.") == "My urban allotment is open."
    assert Glossary(GARDEN, "ca", "en").mask("Un hort urbà", {"hort urbà"}).restored("A Xaqu") == "An urban allotment"


@pytest.mark.parametrize(
    ("form", "before", "expected"),
    [
        ("treballadora social", "el", "la treballadora social"),
        ("treballadores socials", "Els", "Les treballadores socials"),
        ("serveis socials", "del", "dels serveis socials"),
        ("hort urbà", "del", "de l'hort urbà"),
        ("Làbora", "del", "del Làbora"),
    ],
)
def test_catalan_articles_agree(form: str, before: str, expected: str) -> None:
    assert agreeing(before, form) == expected


@pytest.mark.parametrize(
    ("singular", "many", "lang"),
    [
        ("hort urbà", "horts urbans", "ca"),
        ("centre de dia", "centres de dia", "ca"),
        ("plaça", "places", "ca"),
        ("botiga solidària", "botigues solidàries", "ca"),
        ("pis", "pisos", "ca"),
        ("jardí", "jardins", "ca"),
        ("serveis socials", "serveis socials", "ca"),
        ("huerto urbano", "huertos urbanos", "es"),
        ("asociación de vecinos", "asociaciones de vecinos", "es"),
        ("voz", "voces", "es"),
        ("urban allotment", "urban allotments", "en"),
        ("centre of the day", "centres of the day", "en"),
        ("young person", "young people", "en"),
        ("charity", "charities", "en"),
        ("social services", "social services", "en"),
        ("hogar", "hogar", "pt"),
    ],
)
def test_plurals(singular: str, many: str, lang: str) -> None:
    assert plural(singular, lang) == many


def test_the_dot_of_a_double_l_is_within_a_word() -> None:
    glossary = Glossary([Term(ca="col", en="cabbage")], "ca", "en")
    assert glossary.terms("Vaig al col·legi.") == {} and glossary.terms("Una col.")
