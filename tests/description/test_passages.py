"""What stands in a cue, and what of it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.description.passages import EXTENDED, is_extended, is_unwritten, passages, placeholder, told_in, words_in
from pipeline.subtitles.srt import read_srt, write_srt


@pytest.mark.parametrize(
    ("text", "extended", "told"),
    [
        ("Un carrer\nde nit.", False, "Un carrer de nit."),
        ("[extended] A street.", True, "A street."),
        ("[ampliada]\nUn carrer.", True, "Un carrer."),
        ("[ Ampliada ]: Un carrer.", True, "Un carrer."),
        ("[EXTENDED]A street.", True, "A street."),
        ("A sign: [extended]", False, "A sign: [extended]"),
        ("[extended play] on a sign", False, "[extended play] on a sign"),
    ],
)
def test_a_mark_at_the_beginning_says_that_the_film_waits(text: str, extended: bool, told: str) -> None:
    assert (is_extended(text), told_in(text)) == (extended, told)


@pytest.mark.parametrize("lang", EXTENDED)
def test_marks_survive_the_file(lang: str) -> None:
    cues = [Cue(0, 900, f"{EXTENDED[lang]} Plou."), Cue(2_000, 4_000, placeholder(2_000, lang))]
    first, second = read_srt(write_srt(cues).encode()).cues
    assert is_extended(first.text) and is_unwritten(second.text)
    assert [(one.number, one.text) for one in passages([first, second])] == [(1, "Plou.")]


@given(st.lists(st.text(alphabet="a1 ✎[].…\n-", max_size=12), max_size=6))
def test_what_is_told_has_words_and_is_never_a_place_to_write_in(texts: list[str]) -> None:
    cues = [Cue(k * 1000, k * 1000 + 900, text) for k, text in enumerate(texts)]
    for one in passages(cues):
        assert any(map(str.isalnum, one.text)) and not one.text.startswith("✎")
        assert one.text == told_in(cues[one.number - 1].text)


@given(st.integers(-1000, 600_000))
def test_words_that_fit_are_said_at_160_a_minute(ms: int) -> None:
    assert words_in(ms) * 375 <= max(0, ms) < (words_in(ms) + 1) * 375
