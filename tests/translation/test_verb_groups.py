"""Where the finite verbs of a text are, and what belongs to them."""

from __future__ import annotations

from pipeline.translation.analysis import Group, units_of
from pipeline.translation.verb_groups import verb_groups

TWICE = (
    "^No/no<adv>$ ^em/em<prn><pro><p1><mf><sg>$ ^vaig/anar<vaux><pri><p1><sg>$ ^queixar/queixar<vblex><inf>$"
    " ^i/i<cnjcoo>$ ^calla/callar<vblex><pri><p3><sg>$"
)
HANDLE = "^el/el<det><def><m><sg>$ ^planto/plantar<vblex><pri><p1><sg>$"
NINE = "^A/A<pr>$ ^les nou/el<det><def><f><pl>+nou<num><mf><sp>$ ^tanco/tancar<vblex><pri><p1><sg>$"
DOGS = "^nou/nou<num><mf><sp>$ ^tanco/tancar<vblex><pri><p1><sg>$"


def found(text: str, analysed: str) -> list[Group]:
    told = units_of(text, analysed)
    assert told
    return list(verb_groups(told[0], "ca"))


def test_a_verb_has_its_no_its_pronouns_and_the_verbs_behind_it() -> None:
    assert found("No em vaig queixar i calla", TWICE) == [Group(0, range(1, 2), 2, 4), Group(5, range(5, 5), 5, 6)]


def test_behind_an_article_or_a_number_there_is_no_verb_but_behind_an_hour() -> None:
    assert found("el planto", HANDLE) == []
    assert found("nou tanco", DOGS) == []
    assert [group.verb for group in found("A les nou tanco", NINE)] == [2]
