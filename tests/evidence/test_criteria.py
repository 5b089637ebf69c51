"""The criteria: all of WCAG 2.2 A and AA and of EN 301 549's clause on video, found by name and by number."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import VeusError
from pipeline.evidence.automatic import TESTS
from pipeline.evidence.criteria import Criterion, catalogue_of_criteria, criteria, find_criterion


def numbers(text: str) -> list[str]:
    return re.findall(r"[\d.]+", text)


#: W3C, WCAG 2.2 (5 October 2023): 55 success criteria of levels A and AA, without 4.1.1 Parsing, which it removed.
A = numbers(
    """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
    2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"""
)
AA = numbers(
    """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2
    3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"""
)
NEW = {"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"}
VIDEO = numbers("7.1.1 7.1.2 7.1.3 7.1.4 7.1.5 7.2.1 7.2.2 7.2.3 7.3")


def of(level: str) -> list[str]:
    return [one.wcag["2.2"] for one in criteria() if one.level == level]


def test_every_criterion_of_wcag_2_2_is_there_once() -> None:
    assert (len(A), len(AA)) == (31, 24)
    assert (sorted(of("A")), sorted(of("AA"))) == (sorted(A), sorted(AA))


def test_every_criterion_of_en_301_549_on_video_is_there_once() -> None:
    assert [one.en301549["3.2.1"] for one in criteria() if not one.wcag] == VIDEO


def test_numbers_of_other_versions_stand_beside() -> None:
    """WCAG 2.1, and clause 9 of EN 301 549 V3.2.1, which is WCAG 2.1: what came with 2.2 is in neither."""
    for one in criteria():
        if one.wcag:
            number, new = one.wcag["2.2"], one.wcag["2.2"] in NEW
            assert one.wcag.get("2.1") == (None if new else number)
            assert one.en301549 == ({} if new else {"3.2.1": f"9.{number}"})


def test_they_come_in_the_order_of_their_numbers() -> None:
    for standard in ("wcag", "en301549"):
        found = [tuple(map(int, one.number.split("."))) for one in criteria() if one.standard == standard]
        assert found == sorted(found) and len(set(found)) == len(found)


@pytest.mark.parametrize("one", criteria(), ids=lambda one: one.name)
def test_each_is_named_in_both_languages_and_is_about_something(one: Criterion) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)
    assert one.title.ca and one.title.en and one.title.ca != one.title.en
    assert one.about and len(set(one.about)) == len(one.about)
    assert (one.level is None) == (one.standard == "en301549")
    assert one.url.startswith("https://") and one.url.endswith((f"#{one.name}", f"#{one.number}"))


def test_the_machine_looks_at_no_criterion_that_is_not_there_and_at_all_that_it_judges() -> None:
    known = catalogue_of_criteria().criteria
    assert set(TESTS) <= set(known)
    assert {name for name, one in known.items() if one.judge != "person"} == set(TESTS)


def test_few_are_judged_by_the_machine_alone() -> None:
    """Those that follow from the page's HTML, and no more than docs/evidence.md tells."""
    alone = {one.name for one in criteria() if one.judge == "machine"}
    assert alone == {"audio-control", "bypass-blocks", "language-of-page"}


@pytest.mark.parametrize("word", ["captions-prerecorded", "Captions-Prerecorded", "1.2.2", "9.1.2.2", " 1.2.2 "])
def test_one_is_found_by_its_name_and_by_its_number_in_either_standard(word: str) -> None:
    assert find_criterion(word).name == "captions-prerecorded"


@pytest.mark.parametrize("word", ["", "4.1.1", "9.2.5.8", "captions", "7.4", "1.2"])
def test_another_word_is_refused_in_words(word: str) -> None:
    with pytest.raises(VeusError, match="no criterion"):
        find_criterion(word)


def test_the_law_is_named() -> None:
    law = catalogue_of_criteria().law
    assert "1112/2018" in law.title.ca and "1112/2018" in law.title.en
    assert law.url == "https://www.boe.es/eli/es/rd/2018/09/07/1112"
