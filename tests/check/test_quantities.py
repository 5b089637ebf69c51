import pytest

from pipeline.check.meaning.quantities import quantities


@pytest.mark.parametrize(
    ("one", "lang", "other", "to"),
    [
        ("Tinc setze anys.", "ca", "I am 16 years old.", "en"),
        ("Tanquem a dos quarts de deu.", "ca", "We close at 9:30.", "en"),
        ("Guanyo mil dos-cents euros.", "ca", "I earn 1,200 euros.", "en"),
        ("Costa 1.200 euros.", "ca", "It costs 1,200 euros.", "en"),
        ("Cobro trescientos euros.", "es", "Cobro tres-cents euros.", "ca"),
        ("Som vint-i-tres.", "ca", "There are twenty-three of us.", "en"),
        ("Guanyo tres-cents cinquanta euros.", "ca", "I earn three hundred and fifty euros.", "en"),
        ("Mil dos-cents veïns.", "ca", "One thousand two hundred neighbours.", "en"),
        ("Cent persones.", "ca", "A hundred people.", "en"),
        ("Dos milions d'euros.", "ca", "2 million euros.", "en"),
        ("Vint mil persones.", "ca", "20 thousand people.", "en"),
        ("20 mil persones.", "ca", "20,000 people.", "en"),
        ("El 50 % treballa.", "ca", "50 % work.", "en"),
        ("Un descompte del trenta per cent.", "ca", "A discount of thirty percent.", "en"),
        ("El cuarenta por ciento.", "es", "Forty per cent.", "en"),
        ("Dos o tres mil euros.", "ca", "Two or three thousand euros.", "en"),
        ("Dos o tres mil euros.", "ca", "2000 or 3000 euros.", "en"),
        ("2 o 3 mil euros.", "ca", "2,000 or 3,000 euros.", "en"),
        ("Tres o cuatrocientos euros.", "es", "Three or four hundred euros.", "en"),
        ("Tres o cuatrocientos euros.", "es", "Tres o quatre-cents euros.", "ca"),
        ("Entre dos i tres mil.", "ca", "Between two and three thousand.", "en"),
        ("Dos o tres fills.", "ca", "Two or three children.", "en"),
    ],
)
def test_the_same_number_is_the_same_in_any_spelling(one: str, lang: str, other: str, to: str) -> None:
    assert quantities(one, lang).sure
    assert quantities(one, lang).sure <= quantities(other, to).possible
    assert quantities(other, to).sure <= quantities(one, lang).possible


@pytest.mark.parametrize(("text", "lang"), [("Tinc set i un pis nou.", "ca"), ("Wait a second.", "en"), ("", "ca")])
def test_words_that_are_something_else_as_well_are_not_sure(text: str, lang: str) -> None:
    assert not quantities(text, lang).sure


def test_other_languages_have_their_figures() -> None:
    assert quantities("Pago 350 €.", "pt").sure == {350}
