"""What becomes of the column of the other language, cell by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.subtitles.exchanged import Beside, beside
from pipeline.subtitles.other_column import corrected, likeness

CUES = (Cue(0, 3000, "u"), Cue(3100, 5000, "dos"), Cue(6000, 7000, "tres"))
OTHERS = (Cue(0, 5000, "one and\ntwo"), Cue(6000, 7000, "three"))


def rows(*texts: str, cues: tuple[Cue, ...] = CUES) -> list[Beside]:
    return [
        Beside(number, cue.start, cue.end, cue.text, text, f"G{number + 1}")
        for number, (cue, text) in enumerate(zip(cues, texts, strict=True), 1)
    ]


def test_dealt_out_downwards() -> None:
    found = corrected(rows("one more and", "two", "three"), CUES, OTHERS)
    assert found.cues == (Cue(0, 3100, "one more and"), Cue(3100, 5000, "two"), OTHERS[1])


def test_words_typed_where_something_else_is_said_are_pointed_out() -> None:
    found = corrected(rows("one and\ntwo", "deux", "three"), CUES, OTHERS)
    assert found.cues == OTHERS
    assert [(doubt.cell, doubt.shown, doubt.says[0].text) for doubt in found.doubts] == [("G3", OTHERS[:1], "deux")]


tracks = st.lists(
    st.tuples(st.integers(0, 900), st.integers(100, 3000), st.sampled_from(["a b", "c\nd e", "f", "g h i"])), max_size=6
).map(lambda parts: _after_each_other(parts))


def _after_each_other(parts: list[tuple[int, int, str]]) -> tuple[Cue, ...]:
    cues, at = [], 0
    for gap, length, text in parts:
        cues.append(Cue(at + gap, at + gap + length, text))
        at += gap + length
    return tuple(cues)


@given(tracks, tracks)
def test_what_nobody_touched_is_as_it_was(cues: tuple[Cue, ...], others: tuple[Cue, ...]) -> None:
    sheet = rows(*beside(cues, others), cues=cues)
    found = corrected(sheet, cues, others)
    assert (found.cues, found.doubts, found.moved) == (others, (), ())
    assert likeness(sheet, cues, others) == len(cues)


@given(tracks, tracks, st.data())
def test_no_typed_word_is_passed_over(cues: tuple[Cue, ...], others: tuple[Cue, ...], data: st.DataObject) -> None:
    """Each is in the track, or pointed out; so is every caption whose words went."""
    texts = beside(cues, others)
    for number in range(len(texts)):
        texts[number] = data.draw(st.sampled_from([texts[number], f"new{number}", f"{texts[number]} x{number}", ""]))
    found = corrected(rows(*texts, cues=cues), cues, others)
    typed = {word for text in texts for word in text.split()}
    there = {word for cue in found.cues for word in cue.text.split()}
    told = {word for doubt in found.doubts for cue in doubt.says for word in cue.text.split()}
    assert found.emptied or typed <= there | told
    assert list(found.cues) == sorted(found.cues, key=lambda cue: (cue.start, cue.end))


def test_a_sign_and_speech_each_stand_beside_their_own_translation() -> None:
    cues = (Cue(0, 9000, "RÈTOL", top=True), Cue(1000, 4000, "un"), Cue(4100, 8000, "dos"))
    others = (Cue(0, 9000, "SIGN", top=True), Cue(1000, 4000, "one"), Cue(4100, 8000, "two"))
    assert beside(cues, others) == ["SIGN", "one", "two"]
    assert beside(cues[1:], others) == ["one", "SIGN\ntwo"]
