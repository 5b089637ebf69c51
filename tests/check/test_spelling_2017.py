from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one


def told(text: str) -> list[tuple[object, object]]:
    return [(finding.measured, finding.limit) for finding in found("CA-2017", cue(text))]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Sóc feliç.", "Sóc", "Soc"),
        ("Em diuen que vénen.", "vénen", "venen"),
        ("Vés-te'n a casa.", "Vés", "Ves"),
        ("DÓNA l'aigua.", "DÓNA", "DONA"),
        ("Una pell d’ós.", "ós", "os"),
        ("Adéu-siau!", "Adéu-siau", "Adeu-siau"),
    ],
)
def test_accents_that_went_are_told(text: str, old: str, new: str) -> None:
    assert told(text) == [(old, new)]


@pytest.mark.parametrize(
    "text",
    ["Què són més: bé, déu, és, mà, món, pèl, sé, sí, sòl, té, ús i vós.", "Òscar, Amós, Badalós", "Soc aquí. Adeu!"],
)
def test_what_is_left_of_them_is_right(text: str) -> None:
    assert told(text) == []


def test_a_person_puts_it_right() -> None:
    finding = one("CA-2017", cue("Ja no sóc d'aquí."))
    assert (finding.severity, finding.mendable, finding.fix) == ("warning", False, "Write “soc”.")


def test_other_languages_and_names_keep_their_spelling() -> None:
    assert not found("CA-2017", cue("Ja no sóc d'aquí."), context=EN)
    assert not found("CA-2017", cue("La família Néts."), context=replace(CA, names=frozenset({"néts"})))


@pytest.mark.parametrize(
    "text",
    [
        "Móra d'Ebre és a prop.",
        "MÓRA D’EBRE",
        "Móra la\nNova creix.",
        "Vivim a Móra, al carrer Major.",
        "El pintor Joan Féu.",
    ],
)
def test_names_of_places_keep_it(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "old"), [("Una móra madura.", "móra"), ("—Sóc jo.", "Sóc"), ("Va dir: «Adéu.»", "Adéu")]
)
def test_what_is_no_name_is_told(text: str, old: str) -> None:
    assert [measured for measured, _ in told(text)] == [old]


def test_a_capital_is_a_name_where_the_sentence_began_in_the_cue_before() -> None:
    assert not found("CA-2017", cue("Vam viure a"), cue("Móra molts anys.", 4080, 6000))
    assert one("CA-2017", cue("I vam marxar."), cue("Sóc d'aquí.", 4080, 6000)).cue == 2
