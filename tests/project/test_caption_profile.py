"""The numbers of a caption style: a profile by name, and what a series has otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.project.caption_profile import PROFILES, CaptionProfile, CaptionSettings


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_by_its_name_is_that_profile(name: str) -> None:
    assert CaptionSettings.model_validate({"profile": name}).resolved() == PROFILES[name]


def test_without_one_it_is_netflixs() -> None:
    assert CaptionSettings().resolved() == PROFILES["netflix"] != PROFILES["une153010"]


@given(st.sampled_from(list(PROFILES)), st.integers(16, 80))
def test_what_is_written_counts_and_all_else_is_the_profiles(name: str, line: int) -> None:
    found = CaptionSettings.model_validate({"profile": name, "line": line}).resolved()
    assert found == PROFILES[name].model_copy(update={"line": line})


def test_the_longest_is_no_shorter_than_the_shortest() -> None:
    assert CaptionProfile(min_ms=2000, max_ms=2000).max_ms == 2000
    with pytest.raises(ValidationError, match=r"max_ms \(2000\) is less than min_ms \(2001\)"):
        CaptionProfile(min_ms=2001, max_ms=2000)


@pytest.mark.parametrize(
    "wrong", [{"profile": "bbc"}, {"line": 15}, {"lines": 4}, {"cps": 4}, {"speed": 1}, [], "netflix"]
)
def test_what_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        CaptionSettings.model_validate(wrong)
