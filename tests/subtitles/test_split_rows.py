"""A row made into two with the same times is a split: its time is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.subtitles.split_rows import shared_out


def test_two_rows_share_their_time_by_their_words() -> None:
    remarks: list[str] = []
    rows = [Cue(0, 900, "Abans."), Cue(1000, 4000, "Una frase llarga de"), Cue(1000, 4000, "debò.")]
    found = shared_out(rows, remarks)
    assert [(cue.start, cue.end) for cue in found] == [(0, 900), (1000, 3375), (3375, 4000)]
    assert [cue.text for cue in found] == [cue.text for cue in rows]
    assert remarks == ["caption at 0:00:01.000: 2 rows have its times; they share them."]


def test_what_would_be_too_short_or_stands_elsewhere_is_left() -> None:
    remarks: list[str] = []
    for rows in (
        [Cue(0, 900, "Una."), Cue(0, 900, "Dues.")],
        [Cue(0, 4000, "Parla algú."), Cue(0, 4000, "Farmàcia", top=True)],
        [Cue(0, 4000, "Dues vegades."), Cue(0, 4000, "Dues vegades.")],
    ):
        assert shared_out(rows, remarks) == rows
    assert not remarks


@given(st.lists(st.tuples(st.integers(0, 3), st.text("abc ", min_size=1, max_size=30)), max_size=8))
def test_no_row_is_lost_and_no_time_is_left(rows: list[tuple[int, str]]) -> None:
    cues = [Cue(5000 * at, 5000 * at + 4000, text) for at, text in rows]
    found = shared_out(cues, [])
    assert [cue.text for cue in found] == [cue.text for cue in cues]
    assert {ms // 5000 for cue in found for ms in (cue.start,)} == {cue.start // 5000 for cue in cues}
    assert all(cue.end - cue.start >= 500 for cue in found)
