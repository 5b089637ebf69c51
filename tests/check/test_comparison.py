import pytest
from check_helpers import Words

from pipeline.check.meaning.comparison import LISTED, Pair, differences, weight
from pipeline.dictionaries import dictionary


def notes(source: str, text: str, lang: str = "ca", target: str = "en", **more: object) -> list[str]:
    return [one.note for one in differences(Pair(source, lang, text, target, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text", "note"),
    [
        ("Guanyo 850 euros.", "I earn 580 euros.", "number"),
        ("Tinc setze anys.", "I am sixty years old.", "number"),
        ("Viu amb la Mercè.", "She lives with Grace.", "name"),
        ("No ho sabia.", "I knew it.", "negation"),
        ("M'ho va dir la Laura.", "I'll tell Laura.", "future"),
        ("Vam esperar molt.", "We wait a lot.", "past"),
        ("Tornaran demà.", "They returned tomorrow.", "future"),
        ("Ens ajuda molt.", "It helps a lot.", "person"),
        ("És un bon lloc.", "It is a good good place.", "repeat"),
        ("Hi ha molta gent que no té casa.", "Yes.", "length"),
    ],
)
def test_what_differs_is_told(source: str, text: str, note: str) -> None:
    assert note in notes(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("M'ho va dir la Laura.", "Laura told me this."),
        ("Tanquem a dos quarts de deu.", "We close at 9:30."),
        ("No podia treballar.", "I couldn't work."),
        ("De res.", "You're welcome."),
        ("Oi que no plou?", "It isn't raining, is it?"),
        ("Molt i molt content.", "Very very happy."),
        ("Sí.", "Yes."),
    ],
)
def test_what_says_the_same_is_right(source: str, text: str) -> None:
    assert notes(source, text) == []


def test_another_route_that_says_something_else() -> None:
    assert notes("Hem acollit dos menors.", "We have received two minors.", other="We have welcomed two minors.") == []
    assert notes("Té un esplai.", "There is a weight.", other="It has a playground.") == ["unlike"]


def test_words_of_no_language_and_words_heard_with_doubt() -> None:
    pair = Pair("El meu jefe paga.", "ca", "My jefe pays.", "en")
    assert [one.word for one in differences(pair, Words("my pays"))] == ["jefe"]
    assert notes("Vam plantar anciams.", "We planted anciams.", doubtful=("anciams",)) == ["doubt"]


def test_words_of_another_language_in_the_middle_of_one() -> None:
    if dictionary("ca") is None:
        pytest.skip("no Catalan dictionary: sudo apt install hunspell-ca")
    assert notes("No pasa nada, ja ho farem.", "It is nothing, we will do it.") == ["mixed"]
    assert notes("No hi ha wifi aquí.", "There is no wifi here.") == []


def test_what_a_person_wrote_is_asked_for_its_numbers_alone() -> None:
    assert notes("No vam ser 30.", "Some of us were there.", by_person=True) == ["number"]
    assert notes("No vam ser 30.", "Thirty we are, of 40.", by_person=True) == []


def test_the_gravest_comes_first_and_one_of_them_is_enough() -> None:
    found = differences(Pair("No ens van donar 30 euros.", "ca", "They gave 40 euros.", "en"))
    assert [one.note for one in found] == ["number", "negation", "person"]
    assert weight(found) > weight(found[2:]) >= LISTED


def test_tense_is_told_of_english_alone() -> None:
    assert notes("I went home.", "Me'n vaig.", "en", "ca") == []
