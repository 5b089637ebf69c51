"""Pieces become words: no letter is lost, none changes place, and what belongs together is written together."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letters import JOINERS
from pipeline.speech.joined_words import join_pieces


def texts(*pieces: str) -> list[str]:
    timed = [(text, float(n), n + 0.5, 0.9) for n, text in enumerate(pieces)]
    return [word.text for word in join_pieces(timed, "ca")]


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([" Bon", " dia"], ["Bon", "dia"]),
        ([" l", "'hort", " d", "’en", " Joel"], ["l'hort", "d’en", "Joel"]),
        ([" anar", "-", "se", "'n", "."], ["anar-se'n."]),
        ([" col", "·", "laborar"], ["col·laborar"]),
        ([" Hola", " ,", " bon", " dia", " !"], ["Hola,", "bon", "dia!"]),
        ([" Hola", ",", " sí", "..."], ["Hola,", "sí..."]),
        ([" i", " ¿", "Quién", "?"], ["i", "¿Quién?"]),
        ([" «", "hola", "»", "."], ["«hola»."]),
        ([" (", "riu", ")"], ["(riu)"]),
        ([" diu", " «", "vine", " »"], ["diu", "«vine»"]),
        ([" 3", ".", "500", " €"], ["3.500€"]),
        (["Hola"], ["Hola"]),
        (["Hola", " dia"], ["Hola", "dia"]),
        ([" ", "", " a", "\ufffd"], ["a"]),
        ([" caf", "e\u0301"], ["café"]),
        ([" a\u0000b"], ["ab"]),
        ([" نمی\u200cخواهم", "."], ["نمی\u200cخواهم."]),
        ([" نمی", "\u200c", "خواهم"], ["نمی\u200cخواهم"]),
        ([" क्\u200dष", " \u200cमैं", " \u200d"], ["क्\u200dष", "मैं"]),
        (["\u200c", " a"], ["a"]),
        ([], []),
    ],
)
def test_what_belongs_together(pieces: list[str], words: list[str]):
    assert texts(*pieces) == words


def test_times_and_probability_of_joined_pieces():
    (word,) = join_pieces([(" l", 1.0, 1.2, 0.9), ("'hort", 1.2, 1.75, 0.4), (",", 1.75, 1.75, 0.8)], "ca", 10_000)
    assert (word.start, word.end, word.text, word.lang) == (11_000, 11_750, "l'hort,", "ca")
    assert word.probability == 0.4


def test_a_word_never_ends_before_it_begins():
    (word,) = join_pieces([(" a", 2.0, 1.0, 0.5)], "ca")
    assert word.start == word.end == 2000


letters = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp"]) | st.sampled_from(JOINERS), max_size=6
)
leading = st.sampled_from(["", " "])
times = st.floats(0, 1000, allow_nan=False)


@st.composite
def in_order(draw: st.DrawFn) -> list[tuple[str, float, float, float]]:
    marks = sorted(draw(st.lists(times, max_size=24)))
    return [
        (draw(leading) + draw(letters), start, end, draw(st.floats(0, 1)))
        for start, end in zip(marks[::2], marks[1::2], strict=False)
    ]


def visible(text: str) -> str:
    seen = (c for c in unicodedata.normalize("NFC", text) if c.isprintable() or c in JOINERS)
    return "".join(c for c in seen if c not in " \ufffd")


def all_visible(pieces: list[tuple[str, float, float, float]]) -> str:
    """What joins letters stands behind one: at the beginning of a word there is none."""
    said = ""
    for text, *_ in pieces:
        said += visible(text) if said and not text.startswith(" ") else visible(text).lstrip(JOINERS)
    return said


@given(in_order(), st.integers(0, 100_000))
def test_no_letter_is_lost_and_order_is_kept(pieces: list[tuple[str, float, float, float]], offset: int):
    words = join_pieces(pieces, "es", offset)
    assert "".join(word.text for word in words) == all_visible(pieces)
    assert not any(word.text.startswith(tuple(JOINERS)) for word in words)
    assert all(word.text and not any(c.isspace() for c in word.text) for word in words)
    assert all(word.start <= word.end for word in words)
    assert all(before.start <= after.start for before, after in pairwise(words))
    assert all(word.start >= offset for word in words)
    assert all(word.probability is not None and 0 <= word.probability <= 1 for word in words)


@given(in_order())
def test_a_piece_with_a_space_and_a_letter_begins_a_word(pieces: list[tuple[str, float, float, float]]):
    bare = [text for text, *_ in pieces]
    beginnings = [t for t in bare if t.startswith(" ") and any(c.isalnum() for c in visible(t))]
    assert len(join_pieces(pieces, "ca")) >= len(beginnings)
