"""The words of the rules, in the language of whoever reads them."""

from __future__ import annotations

import pytest

from pipeline.check.rule_texts import place


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 99, "0:00.0–0:00.0"),
        (12_345, 34_500, "0:12.3–0:34.5"),
        (3_599_999, 3_600_000, "59:59.9–1:00:00.0"),
        (-5, 10, "0:00.0–0:00.0"),
    ],
)
def test_a_stretch_is_told_to_the_tenth(start: int, end: int, shown: str) -> None:
    assert place(start, end) == shown
