"""Words of cards in any script: whole, on one line, in the order in which they are read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.video import fonts, lettering

PX = 40
LATIN, ARABIC, BOTH = "Joel", "محمد", "Joel · محمد"


def ink(*rows: str, px: int = PX) -> np.ndarray:
    return np.asarray(lettering.clip(rows, px).mask.get_frame(0)) > 0.1


@pytest.mark.parametrize("px", [9, 30, 72])
@pytest.mark.parametrize("row", ["ÀÇÉ gjpqy", "ÀÇÉ محمد gjpqy", "Ààç তমসো gjpqy", "veus", "una euga", "–"])
def test_no_sign_is_cut_off(px: int, row: str):
    drawn = ink(row, row, px=px)
    assert drawn.any()
    assert not drawn[0].any()
    assert not drawn[-1].any()
    assert not drawn[:, 0].any()
    assert not drawn[:, -1].any()


@pytest.mark.parametrize("text", [LATIN, ARABIC, BOTH, "নমস্কার, Núria!", "שלום Núria"])
def test_nothing_is_drawn_in_a_font_that_lacks_it(text: str):
    for font, part in lettering._stretches(text):
        assert {ord(char) for char in part if not char.isspace()} <= fonts.characters(font)
    assert "".join(part for _, part in lettering._stretches(text)) == text


def test_several_scripts_take_the_room_of_each():
    assert lettering.length(BOTH, PX) == pytest.approx(
        lettering.length(ARABIC, PX) + lettering.length("Joel · ", PX), abs=2
    )


@pytest.mark.parametrize("row", [f"{LATIN} {ARABIC}", f"{ARABIC} {LATIN}"])
def test_a_row_runs_as_its_first_letter_does(row: str):
    """In both, the Latin name stands at the left, with a space after it: read first, or read last from the right."""
    parts = [part for _, part in lettering._in_order(row)]
    assert "".join(parts) == f"{LATIN} {ARABIC}"


def test_letters_of_two_scripts_stand_on_one_line():
    alone, both = ink("Joel"), ink(f"Joel {ARABIC}")
    bottom = np.flatnonzero(alone.any(axis=1))[-1]
    left = both[:, : alone.shape[1] - PX // 2]
    assert abs(int(np.flatnonzero(left.any(axis=1))[-1]) - int(bottom)) < PX  # its own row, not the next one


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12))
def test_a_row_is_as_wide_as_its_parts(text: str):
    assert lettering.length(text, PX) == pytest.approx(
        sum(lettering.length(part, PX) for _, part in lettering._stretches(text)), abs=0.01
    )
