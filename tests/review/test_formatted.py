"""What the format has changed is put back, and nothing else; what the reviewer has changed stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.review.formatted import unformatted

_WORDS = st.sampled_from(["hort", "aigua", "l’hort", "sí,", "—Ei", "NÚRIA:", "Núria:", "[Marc]", ">>", "50", "%", "«"])
_SPACES = st.sampled_from([" ", "\u00a0", "  ", " \u00a0 ", "\n"])


@st.composite
def _tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    texts = draw(st.lists(st.lists(st.tuples(_WORDS, _SPACES), min_size=1, max_size=6), min_size=1, max_size=5))
    joined = ["".join(word + space for word, space in text).strip() for text in texts]
    return tuple(Cue(2000 * at, 2000 * at + 1500, text) for at, text in enumerate(joined))


def _held(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Capitals for names, and one space for all that are beside one another, as some formats have it."""
    lines = [[" ".join(line.split()) for line in cue.text.split("\n")] for cue in cues]
    texts = ["\n".join(text).replace("Núria:", "NÚRIA:").replace("[Marc]", "MARC:") for text in lines]
    return tuple(replace(cue, text=text) for cue, text in zip(cues, texts, strict=True))


@given(_tracks(), st.data())
def test_one_word_that_was_changed_is_the_only_change(cues: tuple[Cue, ...], data: st.DataObject) -> None:
    held = list(_held(cues))
    assert unformatted(held, held, cues) == cues
    at = data.draw(st.integers(0, len(cues) - 1))
    original = replace(cues[at], text=f"{cues[at].text} aquí fi")
    before = (*cues[:at], original, *cues[at + 1 :])
    held = list(_held(before))
    held[at] = replace(held[at], text=held[at].text.replace(" aquí fi", " allà fi"))
    assert unformatted(held, _held(before), before) == (
        *cues[:at],
        replace(original, text=original.text.replace(" aquí fi", " allà fi")),
        *cues[at + 1 :],
    )


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ("NÚRIA: Bon dia a tots", "Núria:  Bon\u00a0dia a tots"),
        ("NÚRIA: Bona nit", "Núria:  Bona nit"),
        ("MARC: Bon dia", "MARC:  Bon\u00a0dia"),
        ("Bon dia", "Bon\u00a0dia"),
        ("NÚRIA: Bon\ndia", "Núria:  Bon\ndia"),
        ("Una altra cosa.", "Una altra cosa."),
    ],
)
def test_where_both_have_changed_a_place_the_reviewers_word_counts(edited: str, expected: str) -> None:
    held, original = Cue(0, 2000, "NÚRIA: Bon dia"), Cue(0, 2000, "Núria:  Bon\u00a0dia")
    assert [cue.text for cue in unformatted([replace(held, text=edited)], [held], [original])] == [expected]


def test_a_caption_that_was_moved_or_split_has_its_own_letters_back() -> None:
    held, original = Cue(0, 4000, "Bon dia a tothom"), Cue(0, 4000, "Bon\u00a0dia a\u00a0tothom")
    (moved,) = unformatted([held.moved(9000, 9500)], [held], [original])
    assert moved == original.moved(9000, 9500)
    halves = [Cue(0, 2000, "Bon dia"), Cue(2000, 4000, "a tothom")]
    assert [cue.text for cue in unformatted(halves, [held], [original])] == ["Bon\u00a0dia", "a\u00a0tothom"]


def test_what_is_new_stays_as_it_came() -> None:
    new = Cue(7000, 8000, "Núria: Ei")
    assert unformatted([new], [Cue(0, 1000, "a")], [Cue(0, 1000, "b")]) == (new,)


def test_a_caption_as_long_as_a_book_is_not_compared_word_by_word() -> None:
    """Which takes the square of its length: it is taken as it came."""
    original, held = (Cue(0, 1000, space.join(["sí"] * 40_000)) for space in ("\u00a0", " "))
    edited = replace(held, text=f"No {held.text}")
    assert unformatted([edited], [held], [original]) == (edited,)
