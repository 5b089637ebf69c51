"""The cheapest division of words into cues: whole, in order, and no dearer than any other."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from said_words import NETFLIX, spoken

from pipeline.captions.cut_costs import CuePart
from pipeline.captions.division import divided
from pipeline.captions.speaker_labels import Turn
from pipeline.captions.time_costs import timing_model
from pipeline.cues import Word

CLOCK = timing_model(NETFLIX, 25, None, ())


def parts(words: list[Word], turns: list[Turn] | None = None) -> list[CuePart]:
    return divided(words, turns or [Turn(0, len(words), None, "")], NETFLIX, CLOCK, "ca")


def texts(found: list[CuePart]) -> list[str]:
    return [" ".join(part.text.split()) for part in found]


def test_no_words_no_cues() -> None:
    assert divided([], [], NETFLIX, CLOCK, "ca") == []


def test_a_cue_ends_where_a_sentence_does() -> None:
    said = "Em dic Joel i participo en un hort del barri. Quan arribo al matí miro com estan les plantes."
    assert texts(parts(spoken(said))) == said.replace(". ", ".|").split("|")


def test_no_cue_crosses_a_change_of_speaker_but_two_that_nobody_could_read_alone() -> None:
    quick = spoken("Sí? No.")
    turns = [Turn(0, 1, "A", "– "), Turn(1, 2, "B", "– ")]
    (both,) = parts(quick, turns)
    assert both.speaker is None and both.text == "—Sí?\n—No."
    slow = [quick[0], Word(5000, 5300, "No.", "ca", 0.9)]
    assert [(part.speaker, part.first, part.stop) for part in parts(slow, turns)] == [("A", 0, 1), ("B", 1, 2)]


WORDS = st.lists(
    st.sampled_from(["la", "casa,", "del", "barri.", "i", "persones", "|200", "|900", "hort", "serveis-socials"]),
    min_size=1,
    max_size=30,
).map(lambda words: spoken(" ".join(words)))


@given(WORDS.filter(bool))
def test_every_word_is_in_one_cue_in_its_order_and_each_fits(words: list[Word]) -> None:
    found = parts(words)
    assert found[0].first == 0 and found[-1].stop == len(words)
    assert all(one.stop == two.first for one, two in pairwise(found))
    assert " ".join(texts(found)) == " ".join(word.text for word in words)
    lines = [part.text.split("\n") for part in found]
    assert all(len(rows) <= NETFLIX.lines and max(map(len, rows)) <= NETFLIX.line for rows in lines)
    assert all(part.wish.start == words[part.first].start for part in found)


@given(st.integers(2, 6), st.data())
def test_turns_are_kept_apart_or_joined_whole(count: int, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["Sí.", "No,", "hort", "persones."]), min_size=count, max_size=12))
    said = spoken(" ".join(words))
    edges = data.draw(st.sampled_from(list(combinations(range(1, len(said)), min(2, len(said) - 1)))))
    turns = [Turn(a, b, "AB"[n % 2], "– ") for n, (a, b) in enumerate(pairwise([0, *edges, len(said)]))]
    for part in parts(said, turns):
        over = [turn for turn in turns if turn.first < part.stop and part.first < turn.stop]
        assert len(over) == 1 or (len(over) == 2 and (part.first, part.stop) == (over[0].first, over[1].stop))
