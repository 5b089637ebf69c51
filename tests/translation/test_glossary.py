"""Terms of the glossary through a translation."""

from __future__ import annotations

import pytest

from pipeline.config import Term
from pipeline.translation.glossary import Glossary

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
