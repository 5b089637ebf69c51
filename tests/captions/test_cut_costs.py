"""What a run of words costs as a cue: grammar first, softened by a pause of the voice."""

from __future__ import annotations

import pytest
from said_words import NETFLIX, spoken

from pipeline.captions.cut_costs import MID_LINE, ROW, CostModel, TwoSpeakerCue
from pipeline.captions.speaker_labels import Turn
from pipeline.captions.time_costs import timing_model


def model(said: str, turns: list[Turn] | None = None, pace: int = 70) -> CostModel:
    """pace: ms of a character."""
    words = spoken(said, ms_per_char=pace)
    return CostModel(
        words, turns or [Turn(0, len(words), None, "")], NETFLIX, timing_model(NETFLIX, 25, None, ()), "ca"
    )


def edge(said: str, word: str) -> float:
    """What it costs to end a cue after `word`."""
    track = model(said)
    return track.edges[[one.text for one in track.words].index(word)]


def test_the_end_of_a_sentence_is_the_best_edge_and_inside_a_phrase_is_the_worst() -> None:
    said = "Bon dia, parlem de la casa. Ara sí"
    assert edge(said, "casa.") < edge(said, "dia,") < edge(said, "parlem") < edge(said, "la")


def test_a_pause_of_the_voice_makes_an_edge_better_up_to_a_second() -> None:
    costs = [edge(f"Bon dia, |{pause} parlem", "dia,") for pause in (0, 200, 400, 900, 3000)]
    assert costs[0] == costs[1] > costs[2] > costs[3] > costs[4] > 0
    assert edge("Bon dia, |980 parlem", "dia,") == costs[4], "the words are 20 ms apart besides"


def test_no_pause_parts_what_is_glued() -> None:
    assert edge("parlem de la |3000 casa", "la") > edge("parlem de la casa", "parlem")


def test_a_silence_and_a_sentences_end_inside_a_cue_cost() -> None:
    quiet, silent, ended = model("bon dia |500 Joel"), model("bon dia |1600 Joel"), model("bon dia. Ara Joel")
    assert quiet.inner[-1] == 0
    assert silent.inner[-1] == pytest.approx(61.2), "60 a second beyond 0.6 s"
    assert ended.inner[2] == 22


def test_lines_cost_and_what_does_not_fit_has_no_cost() -> None:
    short = model("Bon dia.")
    assert short.laid(0, 2) == 0
    long = model("Em dic Joel i participo en un hort del barri amb altres persones")
    rows = long.laid(0, len(long.words))
    assert rows is not None and rows >= ROW
    assert model("paraules " * 12).laid(0, 12) is None


def test_a_sentence_that_ends_inside_a_line_costs_more_than_at_its_end() -> None:
    assert model("Sí. No.").laid(0, 2) == MID_LINE


def test_a_cue_to_be_says_its_words_speaker_and_times() -> None:
    track = model("Bon dia Joel", [Turn(0, 3, "Laura", "LAURA: ")])
    part = track.part(0, 3)
    assert (part.text, part.speaker, part.first, part.stop) == ("LAURA: Bon dia Joel", "Laura", 0, 3)
    assert (part.wish.start, part.wish.spoken, part.wish.width) == (0, track.words[-1].end, len(part.text))


def test_the_line_break_of_two_speakers_counts_as_a_character() -> None:
    assert TwoSpeakerCue(0, ("– Sí?", "– No.")).width == 11


def test_two_turns_share_a_cue_only_where_neither_can_stand_alone() -> None:
    def shared(said: str, middle: int, pace: int = 70) -> bool:
        turns = [Turn(0, middle, "A", "– "), Turn(middle, len(spoken(said)), "B", "– ")]
        return bool(model(said, turns, pace).duets)

    assert shared("Sí? No.", 1)
    assert not shared("Sí? |700 No.", 1), "the answer would be read before it is given"
    assert not shared("… No.", 1), "a turn of signs is no turn"
    assert not shared("Com et va la vida per aquí? Molt bé, gràcies, i a tu com et va?", 7, pace=120)
    assert shared("Com et va la vida per aquí? Molt bé, gràcies, i a tu com et va?", 7)
