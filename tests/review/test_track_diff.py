"""What people changed: kinds and figures."""

from __future__ import annotations

from dataclasses import replace

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.review.track_diff import bare_words, compare, kinds_of

A = Cue(0, 2000, "Bon dia a tothom.")
B = Cue(2100, 4000, "Em dic Joel i treballo\na l'hort del barri.")
C = Cue(5000, 7000, "Fins aviat.")
TRACK = (A, B, C)


def only(after: tuple[Cue, ...]) -> tuple[str, ...]:
    (row,) = compare(TRACK, after).rows
    return row.kinds


def test_nothing_changed() -> None:
    found = compare(TRACK, TRACK)
    assert found.rows == () and found.edit_rate == 0 and found.wer == 0 and found.character_rate == 0


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ((replace(A, text="Bon dia a tots."), B, C), ("wording",)),
        ((A.moved(100, 2000), B, C), ("timing",)),
        ((replace(A, top=True), B, C), ("position",)),
        ((A, replace(B, text="Em dic Joel\ni treballo a l'hort del barri."), C), ("cut",)),
        ((A, Cue(2100, 3000, "Em dic Joel"), Cue(3100, 4000, "i treballo a l'hort del barri."), C), ("cut",)),
        ((Cue(0, 4000, "Bon dia a tothom.\nEm dic Joel i treballo a l'hort del barri."), C), ("cut",)),
        ((A, C), ("deleted",)),
        ((A, B, Cue(4200, 4900, "(Aplaudiments)"), C), ("inserted",)),
        ((replace(A, text="Bona tarda a tothom.", start=50, top=True), B, C), ("wording", "timing", "position")),
        ((A, Cue(2100, 3000, "Em dic Joel"), Cue(3100, 4000, "i visc a l'hort del barri."), C), ("wording", "cut")),
    ],
)
def test_kinds(after: tuple[Cue, ...], kinds: tuple[str, ...]) -> None:
    assert only(after) == kinds


def test_figures() -> None:
    found = compare(TRACK, (replace(A, text="Bon dia a tots!"), B, Cue(4200, 4900, "Visca!"), C))
    assert (found.touched, found.cues, found.edit_rate) == (2, 4, 0.5)
    assert found.count("wording") == found.count("inserted") == 1
    assert found.characters_changed == len("hom.") + 1 - 1 + len("Visca!")
    assert found.word_errors == 2 and found.words == 4 + 9 + 1 + 2


def test_without_any_cues_there_are_no_rates() -> None:
    found = compare((), ())
    assert (found.edit_rate, found.character_rate, found.wer) == (None, None, None)
    assert compare((), (A,)).edit_rate == 1 and compare((A,), ()).wer is None


def test_words_are_compared_bare() -> None:
    cue = Cue(0, 1, "– «Col·legi», l’hort\n-SÍ! -- 2.0_")
    assert bare_words([cue]) == ["col·legi", "l'hort", "sí", "2", "0"]


texts = st.lists(st.sampled_from(["bon", "dia", "hort", "l'aire", "Joel"]), min_size=1, max_size=6).map(" ".join)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    cues, at = [], 0
    for text in draw(st.lists(texts, max_size=8)):
        start = at + draw(st.integers(0, 900))
        at = start + draw(st.integers(500, 3000))
        cues.append(Cue(start, at, text, top=draw(st.booleans())))
    return tuple(cues)


@given(tracks(), tracks())
def test_every_change_has_a_row_and_the_rates_are_shares(before: tuple[Cue, ...], after: tuple[Cue, ...]) -> None:
    found = compare(before, after)
    in_rows = [cue for row in found.rows for cue in row.before]
    assert {cue for cue in before if cue not in after} <= set(in_rows)
    assert {cue for cue in after if cue not in before} <= {cue for row in found.rows for cue in row.after}
    assert len(in_rows) <= found.touched <= found.cues
    assert [row.start for row in found.rows] == sorted(row.start for row in found.rows)
    assert all(row.kinds == kinds_of(row.before, row.after) for row in found.rows)
    for row in found.rows:
        old, new = (" ".join(piece.text for piece in side if not piece.changed) for side in row.pieces())
        assert old == new
    if bare_words(after) and bare_words(before):
        assert found.wer == pytest.approx(jiwer.wer(" ".join(bare_words(after)), " ".join(bare_words(before))))
