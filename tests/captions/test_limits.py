"""What a profile's numbers come to in a language and at a frame rate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.limits import brief_ms, frame_ms, frames, frames_within, hard_cps, least_ms, rate
from pipeline.project.caption_profile import PROFILES, CaptionProfile

NETFLIX = PROFILES["netflix"]


@pytest.mark.parametrize(
    ("lang", "cps", "least", "brief"), [("ca", 17, 1000, 1500), ("en", 20, 833, 833), ("es", 17, 1000, 1000)]
)
def test_each_language_has_its_own(lang: str, cps: float, least: int, brief: int) -> None:
    assert (hard_cps(lang, NETFLIX), least_ms(lang, NETFLIX), brief_ms(lang, NETFLIX)) == (cps, least, brief)


def test_a_stricter_series_is_not_made_stricter_by_english() -> None:
    own = CaptionProfile(cps=25, min_ms=500, brief_ms=3000, max_ms=2000)
    assert (hard_cps("en", own), least_ms("en", own), brief_ms("ca", own)) == (25, 500, 2000)


@pytest.mark.parametrize(
    ("fps", "up", "down"),
    [
        (Fraction(25), 80, 80),
        (Fraction(24000, 1001), 84, 83),
        (Fraction(30000, 1001), 67, 66),
        (12.5, 84, 83),
        (0, 80, 80),
    ],
)
def test_frames_are_whole_ms_and_never_longer_than_at_24(fps: Fraction | float, up: int, down: int) -> None:
    assert (frames(2, fps), frames_within(2, fps)) == (up, down)


@pytest.mark.parametrize("none", [0, -1, float("inf"), float("nan")])
def test_where_the_rate_is_no_rate_it_is_the_usual_one(none: float) -> None:
    assert rate(none) == 25


@given(st.integers(0, 20), st.fractions(1, 240))
def test_so_many_frames_are_within_both(count: int, fps: Fraction) -> None:
    exact = count * 1000 / max(fps, 24)
    assert frame_ms(fps) == float(1000 / max(fps, 24))
    assert frames_within(count, fps) <= exact <= frames(count, fps) < exact + 1 < frames_within(count, fps) + 2
