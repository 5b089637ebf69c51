"""One of several words as a regular expression."""

from __future__ import annotations

import re

from pipeline.patterns import any_of


def test_the_longest_comes_first_and_signs_are_letters() -> None:
    assert re.findall(any_of(["dos", "dos quarts", "sr."]), "dos quarts, sr. Pau, dos, sra") == [
        "dos quarts",
        "sr.",
        "dos",
    ]


def test_of_no_words_nothing_is_found() -> None:
    assert not re.search(any_of([]), "res")
