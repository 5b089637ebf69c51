"""What is said whole, and what only begins and ends a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.answers import parted, whole


@pytest.mark.parametrize(
    ("text", "source", "target", "wanted"),
    [
        ("Potser.", "ca", "en", "Maybe."),
        ("Sí, sí!", "ca", "en", "Yes, yes!"),
        ("Gràcies, adeu.", "ca", "en", "Thank you, goodbye."),
        ("¿Por qué no?", "es", "en", "Why not?"),
        ("D’acord.", "ca", "es", "Vale."),
        ("I don't know.", "en", "ca", "No ho sé."),
        ("Mai més.", "ca", "en", "Never again."),
        ("Gràcies per tot.", "ca", "en", "Thank you for everything."),
        ("Benvingudes.", "ca", "es", "Bienvenidas."),
        ("Encantada.", "es", "ca", "Encantada."),
        ("Potser plourà.", "ca", "en", None),
        ("...", "ca", "en", None),
        ("Sí.", "ca", "fr", None),
    ],
)
def test_whole(text: str, source: str, target: str, wanted: str | None) -> None:
    assert whole(text, source, target) == wanted


def test_what_begins_and_ends_a_sentence_goes_around_it() -> None:
    parts = parted("Bueno, a veure, que plou, oi?", "ca", "en")
    assert parts and (parts.opening, parts.core, parts.closing) == (("well", "let's see"), "Plou.", ("right",))
    assert parts.whole("It rains.") == "Well, let's see, it rains, right"
    assert parts.whole("I know.") == "Well, let's see, I know, right"


@pytest.mark.parametrize(
    ("text", "source", "target", "made", "wanted"),
    [
        ("Sí, la Maria em va ajudar.", "ca", "en", "Maria helped me.", "Yes, Maria helped me."),
        ("Sí, l'Anna ve.", "ca", "en", "Anna's coming.", "Yes, Anna's coming."),
        ("Bueno, a Barcelona plou.", "ca", "en", "Barcelona is wet.", "Well, Barcelona is wet."),
        ("Sí, dilluns vinc.", "ca", "en", "Monday I come.", "Yes, Monday I come."),
        ("Sí, el català el parlo.", "ca", "en", "Catalan I speak.", "Yes, Catalan I speak."),
        ("Sí, vaig venir.", "ca", "en", "I'm here.", "Yes, I'm here."),
        ("Sí, la gent ajuda.", "ca", "en", "People help.", "Yes, people help."),
        ("Sí, la Maria ve.", "ca", "es", "La Maria viene.", "Sí, la Maria viene."),
        ("Sí, els serveis socials ajuden.", "ca", "en", "Social services help.", "Yes, social services help."),
        ("Yes, I came in 2010.", "en", "ca", "Vaig venir el 2010.", "Sí, vaig venir el 2010."),
        ("Yes, I'm here.", "en", "es", "Estoy aquí.", "Sí, estoy aquí."),
        ("Yes, and they came.", "en", "ca", "I van venir.", "Sí, i van venir."),
        ("Yes, Maria helped me.", "en", "ca", "La Maria em va ajudar.", "Sí, la Maria em va ajudar."),
        ("Yes, Maria helped me.", "en", "es", "Maria me ayudó.", "Sí, Maria me ayudó."),
        ("Yes, Monday is fine.", "en", "ca", "Dilluns va bé.", "Sí, dilluns va bé."),
        ("Yes, Poland is far.", "en", "ca", "Polònia és lluny.", "Sí, Polònia és lluny."),
    ],
)
def test_what_has_its_capital_anywhere_keeps_it_behind_the_beginning(
    text: str, source: str, target: str, made: str, wanted: str
) -> None:
    parts = parted(text, source, target)
    assert parts and parts.whole(made) == wanted


def test_so_does_a_term_of_the_glossary() -> None:
    parts = parted("Sí, els serveis socials ajuden.", "ca", "en")
    assert parts and parts.whole("Social Services help.", ["Social Services"]) == "Yes, Social Services help."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Els altres van cobrar, jo, no.", "ca"),  # it denies, and asks for no agreement
        ("Soc migrant, pobra i, a més, dona.", "ca"),
        ("Soc àvia, mare, filla.", "ca"),
        ("Dona, gitana i mare soltera.", "ca"),
        ("Mujer, madre y migrante.", "es"),
        ("És, per mi, la millor decisió.", "ca"),
    ],
)
def test_what_is_said_of_oneself_is_no_filler(text: str, source: str) -> None:
    assert parted(text, source, "en") is None


@pytest.mark.parametrize(
    ("text", "source", "target", "opening", "closing"),
    [
        ("Dona, no diguis això.", "ca", "en", ("well",), ()),
        ("Mujer, no digas eso.", "es", "ca", ("dona",), ()),
        ("Hombre, no digas eso.", "es", "ca", ("home",), ()),
        ("És que no puc.", "ca", "en", ("the thing is",), ()),
        ("Vine aquí, dona.", "ca", "en", (), ("dear",)),
        ("Plou, no?", "ca", "en", (), ("right",)),
    ],
)
def test_who_is_spoken_to_and_what_asks_for_agreement(
    text: str, source: str, target: str, opening: tuple[str, ...], closing: tuple[str, ...]
) -> None:
    parts = parted(text, source, target)
    assert parts and (parts.opening, parts.closing) == (opening, closing)


@pytest.mark.parametrize("text", ["Plou molt.", "Que plou?", "Bueno.", "Bueno, ...", "", ","])
def test_nothing_to_part(text: str) -> None:
    assert parted(text, "ca", "en") is None


@given(st.text("sí,no bueno.que?! ", max_size=30))
def test_any_text_keeps_its_words(text: str) -> None:
    parts = parted(text, "ca", "en")
    assert parts is None or parts.core.strip(" .?!,")
