"""What sounds as somebody said it would is written as they write it; nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.glossary_spelling import spelled

HINTS = ["hort urbà", "serveis socials", "Bell", "Institut d'Habitatge"]
PEOPLE = ["Cynthia", "Làbora", "Bell", "Joel"]


def knows(text: str, lang: str) -> bool:
    """A dictionary of all but names; of Catalan alone."""
    return lang != "ca" or text.casefold() not in {"sintia", "labora", "abitatge", "johel", "xoel"}


def said(text: str) -> list[Word]:
    return [Word(n * 300, n * 300 + 250, word, "ca", 0.5) for n, word in enumerate(text.split())]


def respelled(text: str, hints: list[str] = HINTS) -> str:
    return " ".join(word.text for word in spelled(said(text), hints, knows))


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("participo en l'ort urbà del barri", "participo en l'hort urbà del barri"),
        ("«Ort urba», va dir", "«Hort urbà», va dir"),
        ("Els serbeis socials.", "Els serveis socials."),
        ("l'Institut d'abitatge", "l'Institut d'Habitatge"),
        ("l'hort urbà i l'Hort Urbà", "l'hort urbà i l'Hort Urbà"),
        ("un home vell", "un home vell"),  # one word alone may well be the other one
        ("l'ort del barri, urbà", "l'ort del barri, urbà"),
    ],
)
def test_homophones_of_expressions(heard: str, written: str) -> None:
    assert respelled(heard) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("Em dic Sintia.", "Em dic Cynthia."),
        ("la història d'en «Johel»", "la història d'en «Joel»"),
        ("Des de labora, d'labora", "Des de Làbora, d'Làbora"),
        ("un home vell i bell", "un home vell i bell"),
        ("Joel, CYNTHIA", "Joel, CYNTHIA"),
        ("en xoel", "en xoel"),  # it sounds otherwise
    ],
)
def test_names_are_written_in_place_of_what_is_no_word(heard: str, written: str) -> None:
    assert respelled(heard, PEOPLE) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("Hola, me llamo Cinta y vivo aquí", "Hola, me llamo Cynthia y vivo aquí"),
        ("Em dic Cintia, bon dia", "Em dic Cynthia, bon dia"),
        ("My name is Joe.", "My name is Joel."),
        ("Em dic Marta.", "Em dic Marta."),  # it is not near
        ("La Cinta em dic", "La Cinta em dic"),  # nobody says who they are
    ],
)
def test_who_says_who_they_are_is_the_person_of_the_story(heard: str, written: str) -> None:
    assert respelled(heard, PEOPLE) == written


def test_a_name_that_was_heard_well_is_believed() -> None:
    words = [Word(word.start, word.end, word.text, "es", 0.9) for word in said("me llamo Cinta")]
    assert spelled(words, PEOPLE, knows) == words


def test_a_word_of_the_dictionary_is_left_alone() -> None:
    """The Spanish "labora", works, and the Catalan for no word at all."""
    spanish, catalan = Word(0, 1, "labora", "es", 0.5), Word(0, 1, "labora", "ca", 0.5)
    assert spelled([spanish], PEOPLE, knows) == [spanish]
    assert [word.text for word in spelled([catalan], PEOPLE, knows)] == ["Làbora"]
    assert spelled([catalan], PEOPLE, lambda text, lang: True) == [catalan]


def test_expressions_of_several_words_are_for_no_dictionary_to_judge() -> None:
    everything = spelled(said("a l'ort urbà"), HINTS, lambda text, lang: True)
    assert " ".join(word.text for word in everything) == "a l'hort urbà"


@given(st.lists(st.text(st.sampled_from("hortubàvns'’l.,"), min_size=1, max_size=7), max_size=8))
def test_times_stay_and_a_second_look_changes_nothing(texts: list[str]) -> None:
    words = [Word(n, n + 1, text, "ca") for n, text in enumerate(texts)]
    once = spelled(words, HINTS, knows)
    assert [(word.start, word.end) for word in once] == [(word.start, word.end) for word in words]
    assert spelled(once, HINTS, knows) == once
    assert spelled(words, [], knows) == words
