"""Names of reviewers, as they are written and as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import VeusError
from pipeline.letters import printable
from pipeline.review.names import LONGEST_REASON, same_person, tidy


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Núria Pérez", " nuria  PEREZ ", True),
        ("Nu\u0301ria", "Núria", True),
        ("Strauß", "STRAUSS", True),
        ("Joan", "Joana", False),
        ("Joan Puig", "JoanPuig", False),
    ],
)
def test_names_are_compared_without_capitals_accents_blanks(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_name_is_one_line_of_letters() -> None:
    assert tidy("  Nu\u0301ria \n\t Pérez\x1b[31m ") == "Núria Pérez [31m"
    assert tidy("علی\u200cرضا\u200b") == "علی\u200cرضا"
    for wrong in ("", " \n", "\u200b", " \u200c\u200d ", "x" * 121):
        with pytest.raises(VeusError):
            tidy(wrong)


@given(st.text(min_size=1, max_size=40))
def test_a_tidy_name_stays_as_it_is_and_is_the_same_persons(name: str) -> None:
    try:
        shown = tidy(name)
    except VeusError:
        assert not any(c.isalnum() for c in name)
        return
    assert tidy(shown) == shown and same_person(shown, shown.upper())
    assert printable(shown) == shown


def test_a_reason_may_be_longer_than_a_name() -> None:
    assert len(tidy("x" * LONGEST_REASON, LONGEST_REASON)) == LONGEST_REASON
    with pytest.raises(VeusError, match="at most 1000 characters"):
        tidy("x" * (LONGEST_REASON + 1), LONGEST_REASON)
