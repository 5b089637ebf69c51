"""What the text of a cue tells about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.marks import LABEL, reading_ms, width, words_before_speech


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bon dia.", 0),
        ("– Bon dia.", 1),
        ("-Bon dia.", 0),
        ("LAURA: Bon dia.", 1),
        ("Dra. Puig: Bon dia.", 2),
        ("(Riu) Bon dia.", 1),
        ("– LAURA: (riu fort) Bon dia.", 4),
        ("A les 10:30 marxem.", 0),
        ("Em va dir: vine demà.", 0),
        ("He told me: come tomorrow.", 0),
        ("Veu en off: Bon dia.", 3),
        ("Maria del Mar: Bon dia.", 3),
        ("PERSONA 2: Bon dia.", 2),
        ("a la una: marxem.", 0),
        ("", 0),
    ],
)
def test_words_that_nobody_says_before_the_speech_begins(text: str, words: int) -> None:
    assert words_before_speech(text) == words


def test_what_was_heard_is_no_name_unless_it_stands_in_capitals() -> None:
    asked: list[tuple[int, int]] = []

    def heard(first: int, stop: int) -> bool:
        asked.append((first, stop))
        return True

    assert words_before_speech("(Riu) Total del Barri: que vam marxar.", heard) == 1
    assert words_before_speech("LAURA: Bon dia.", heard) == 1
    assert asked == [(1, 4)]


@given(st.text("aA:(–) \n.-", max_size=20))
def test_there_are_never_more_than_all_words(text: str) -> None:
    assert 0 <= words_before_speech(text) <= len(text.split())


def test_a_name_is_read_from_its_label() -> None:
    assert (LABEL.match("Laura Puig: Sí.") or {})["name"] == "Laura Puig"
    assert LABEL.match("https://a.org") is None


@given(st.text(max_size=50), st.floats(5, 40))
def test_blanks_and_breaks_are_read_too_and_no_ms_is_missing(text: str, cps: float) -> None:
    assert width(text) == len(text)
    assert (reading_ms(text, cps) - 1) * cps < len(text) * 1000 <= reading_ms(text, cps) * cps * (1 + 1e-9)
