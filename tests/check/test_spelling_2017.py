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
