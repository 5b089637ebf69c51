"""How bad a stretch of a track is: a change is for the better, or it is not taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from check_helpers import CA, cue
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.fixes.score import Cost, cost
from pipeline.check.view import View

COSTS = st.builds(
    Cost,
    st.dictionaries(st.sampled_from(["CPS", "OVERLAP"]), st.integers(1, 2)).map(Counter),
    *[st.integers(0, 2)] * 4,
)
NOW = Cost(Counter({"CPS": 2}), 100, 1, 1, 1)


@pytest.mark.parametrize(
    "better",
    [
        replace(NOW, errors=Counter({"CPS": 1}), missing=900, gaps=9),
        replace(NOW, gaps=0, missing=900),
        replace(NOW, missing=99, warnings=9),
        replace(NOW, warnings=0, infos=9),
        replace(NOW, infos=0),
    ],
    ids=["an error", "a gap", "time", "a warning", "a hint"],
)
def test_what_weighs_more_outweighs_all_that_weighs_less(better: Cost) -> None:
    assert better.improves(NOW) and not NOW.improves(better)


def test_one_error_is_not_given_for_another() -> None:
    assert not Cost(Counter({"OVERLAP": 1}), 0, 0, 0, 0).improves(NOW)


@given(COSTS, COSTS, COSTS)
def test_no_chain_of_improvements_comes_back(one: Cost, two: Cost, three: Cost) -> None:
    assert not one.improves(one)
    if two.improves(one) and three.improves(two):
        assert three.improves(one) and not one.improves(three)


def test_what_is_counted_is_what_the_rules_say_there() -> None:
    view = View((cue("Una frase de ben llarga, massa per a un segon.", 1000, 2000), cue("Sí.", 1900, 2900)), CA)
    both = cost(view, range(2), ["CPS", "OVERLAP", "DUR-MIN", "GAP-MIN"])
    assert both.errors == Counter({"CPS": 1, "OVERLAP": 1})
    assert both.missing == (2706 - 1000) + 100
    assert cost(view, [1], ["CPS", "OVERLAP"]).errors == Counter()
    assert cost(view, range(2), []) == Cost(Counter(), both.missing, 0, 0, 0)


def test_a_gap_too_small_is_counted_by_itself() -> None:
    view = View((cue("Bon dia.", 1000, 3000), cue("Fins aviat.", 3040, 5000)), CA)
    found = cost(view, range(2), ["GAP-MIN"])
    assert (found.gaps, found.warnings, found.errors) == (1, 1, Counter())
