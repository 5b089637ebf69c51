"""Which heard words stand in which cue."""

from __future__ import annotations

from dataclasses import replace

from check_helpers import cue, spoken
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.context import Context
from pipeline.check.heard import listen, listen_to

WORDS = (*spoken("Bon dia a tothom.", 1000, 3000), *spoken("Fins aviat a tots.", 5000, 7000))
CA = Context("ca", words=WORDS)
BOTH = (cue("Bon dia a tothom.", 1000, 3000), cue("Fins aviat a tots.", 5000, 7000))


def test_each_written_word_has_the_time_it_was_heard_at() -> None:
    one, two = listen(BOTH, CA)
    assert [(word.start, word.text) for word in one.words] == [(word.start, word.text) for word in WORDS[:4]]
    assert one.first and one.last and two.first
    assert (one.first.start, one.last.end, two.first.start) == (1000, 3000, 5000)


def test_a_name_written_before_the_words_is_said_by_nobody() -> None:
    (found,) = listen([cue("LAURA: Bon dia a tothom.", 1000, 3000)], CA)
    assert len(found.words) == 5 and found.first and found.first.text == "Bon"


def test_a_cue_far_from_its_words_is_known_by_two_in_a_row_and_not_by_a_lone_one() -> None:
    (far,) = listen([cue("Bon dia a tothom.", 3500, 5000)], replace(CA, words=WORDS[:4]))
    assert far.first and far.first.start == 1000
    (lone,) = listen([cue("Bon, ara no.", 3500, 5000)], replace(CA, words=WORDS[:4]))
    assert lone.first is None


def test_without_words_nothing_was_heard() -> None:
    (found,) = listen([BOTH[0]], Context("ca"))
    assert (found.first, found.last, len(found.words)) == (None, None, 4)


def test_of_a_translation_the_first_word_is_that_of_the_sentence_it_opens() -> None:
    english = Context("en", kind="subtitles", words=WORDS)
    cues = (cue("Good morning,", 1000, 1900), cue("everyone.", 2000, 3000), cue("See you soon.", 5000, 7000))
    first, inside, third = listen(cues, english)
    assert first.first == WORDS[0] and inside.first is None and third.first == WORDS[4]
    assert first.last == WORDS[1] and inside.last == WORDS[3] and third.last == WORDS[7]


def test_one_cue_alone_hears_what_it_hears_among_others() -> None:
    assert listen_to(BOTH[1], CA) == listen(BOTH, CA)[1]


@given(st.lists(st.sampled_from(["Bon", "dia", "x", "– sí", "(Riu)", "LAURA: no", ""]), max_size=6))
def test_every_written_word_is_in_its_own_cue_in_its_order(texts: list[str]) -> None:
    cues = [cue(text, 1000 * n, 1000 * n + 900) for n, text in enumerate(texts)]
    found = listen(cues, CA)
    assert [[word.text for word in said.words] for said in found] == [text.split() for text in texts]


def test_a_word_that_was_heard_before_a_colon_is_no_name() -> None:
    words = (*spoken("Total:", 1000, 1500), *spoken("que vam marxar tots.", 1900, 3000))
    near = cue("Total: que vam marxar tots.", 1000, 3000)
    (found,) = listen([near], replace(CA, words=words))
    assert found.first and found.first.start == 1000
    (far,) = listen([near.moved(3500, 5500)], replace(CA, words=words))
    assert far.first and far.first.start == 1000


def test_somebody_called_before_they_answer_is_a_name() -> None:
    words = (*spoken("Gràcies, Laura. Endavant.", 1000, 2500), *spoken("Bon dia a tothom.", 2600, 4000))
    for label in ("Laura:", "LAURA:"):
        (found,) = listen([cue(f"{label} Bon dia a tothom.", 1500, 4000)], replace(CA, words=words))
        assert found.first and found.first.text == "Bon"
