"""Whether, and where, words can be cut into cues that keep every hard limit."""

from __future__ import annotations

from itertools import pairwise

from check_helpers import cue, spoken
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.grammar import ends_badly
from pipeline.check.context import Context
from pipeline.check.fixes.resegment import can_resegment, parts, sentence, split_places
from pipeline.check.view import View
from pipeline.cues import Cue

LONG = "Em dic Joel i participo en un hort del barri, on cultivem tomates, patates i mongetes amb altres veïns."


def heard(text: str, start: int, end: int) -> View:
    """A cue, its words said evenly."""
    return View((cue(text, start, end),), Context("ca", words=tuple(spoken(text, start, end)), duration_ms=60_000))


def test_a_cue_that_is_too_long_is_cut_where_all_parts_can_be_read() -> None:
    view = heard(LONG, 1000, 9000)
    places = split_places(view, 0)
    assert places
    made = parts(view, 0, places)
    assert " ".join(one.text for one in made) == LONG
    assert (made[0].start, made[-1].end) == (1000, 9000)
    assert [one.start for one in made[1:]] == [view.said[0].words[place].start for place in places]
    assert all(after.start - one.end >= view.gap for one, after in pairwise(made))
    assert not any(ends_badly(one.text.split()[-1], "ca") for one in made)


def test_what_has_not_the_time_cannot_be_cut() -> None:
    assert split_places(heard(LONG, 1000, 4000), 0) is None
    assert can_resegment(heard(LONG, 1000, 9000), 0, 17) and not can_resegment(heard(LONG, 1000, 4000), 0, 17 * 1.2)


def test_turns_and_sounds_are_not_cut() -> None:
    assert split_places(heard(f"– Sí? – {LONG}".replace(" – ", "\n– "), 1000, 9000), 0) is None
    assert split_places(heard("(Aplaudiments llargs de tothom)", 1000, 9000), 0) is None


def test_one_word_has_no_place_to_be_cut_at() -> None:
    assert split_places(heard("Sí.", 1000, 9000), 0) is None


def test_a_sentence_goes_on_over_cues_of_one_speaker_without_a_silence() -> None:
    texts = ("Em dic Joel", "i participo en un hort.", "Hi venim cada dia.")

    def track(second: int) -> View:
        cues = (cue(texts[0], 1000, 2500), cue(texts[1], second, second + 1500), cue(texts[2], 9000, 11_000))
        return View(
            cues, Context("ca", words=tuple(word for one in cues for word in spoken(one.text, one.start, one.end)))
        )

    near = sentence(track(2600), 0)
    assert " ".join(word.text for word in near.words) == f"{texts[0]} {texts[1]}"
    assert near == sentence(track(2600), 1) and near.end == 9000 - 80
    assert len(sentence(track(3600), 0).words) == 3, "a silence between"


@given(
    st.lists(st.sampled_from(["la", "casa,", "hort", "del", "barri.", "i", "…", "persones"]), min_size=1, max_size=25),
    st.integers(1000, 20_000),
)
def test_whatever_is_cut_has_all_its_words_in_order_and_within_its_time(words: list[str], length: int) -> None:
    view = heard(" ".join(words), 1000, 1000 + length)
    places = split_places(view, 0)
    if places is None:
        return
    made: list[Cue] = parts(view, 0, places)
    assert len(made) >= 2 and [word for one in made for word in one.text.split()] == words
    assert all(1000 <= one.start < one.end <= 1000 + length for one in made)
    assert all(one.duration >= view.context.profile.min_ms for one in made)
    assert all(len(one.text) * 1000 <= view.context.profile.cps * one.duration for one in made)
