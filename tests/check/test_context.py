"""What the rules may know besides the cues."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.context import Context

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda span: (span[0], sum(span))), max_size=6)


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_somebody_is_heard_where_any_span_shares_a_moment(
    speech: list[tuple[int, int]], start: int, length: int
) -> None:
    heard = any(one < start + length and start < other for one, other in speech)
    assert Context("ca", speech=tuple(speech)).is_speech(start, start + length) == heard


@pytest.mark.parametrize(
    ("lang", "portrait", "lines"), [("ca", True, 2), ("es", True, 2), ("en", True, 3), ("en", False, 2)]
)
def test_lines_of_an_upright_picture(lang: str, portrait: bool, lines: int) -> None:
    assert Context(lang, portrait=portrait).lines == lines


@pytest.mark.parametrize(("fps", "ms"), [(Fraction(50), 20), (Fraction(0), 40), (Fraction(12), 1000 / 12)])
def test_a_frame_is_as_long_as_its_share_of_a_second(fps: Fraction, ms: float) -> None:
    assert Context("ca", fps=fps).frame_ms == pytest.approx(ms)
    assert Context("ca", fps=fps).counted_frame_ms == pytest.approx(min(ms, 1000 / 24))
