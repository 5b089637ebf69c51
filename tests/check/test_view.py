"""A track as the rules see it: the time that is free around each cue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_helpers import CA, cue, spoken

from pipeline.check.context import Context
from pipeline.check.view import View
from pipeline.cues import Cue

SIGN = replace(cue("FARMÀCIA", 1200, 2000), top=True)
ROW = (cue("Bon dia.", 1000, 3000), SIGN, cue("Fins aviat.", 4000, 6000))


def view(*cues: Cue, context: Context = CA) -> View:
    return View(cues, context)


def test_what_stands_at_the_top_meanwhile_takes_no_time_from_what_stands_below() -> None:
    track = view(*ROW)
    assert track.following(0) == 2 and track.preceding(2) == 1 and track.preceding(1) is None
    assert track.after(0) == ROW[2] and track.after(2) is None and track.before(0) is None
    assert track.next_tokens(0) == ["Fins", "aviat."] and track.next_tokens(2) == []


def test_speech_at_the_top_that_stands_alone_is_a_neighbour() -> None:
    moved = replace(ROW[2], top=True)
    assert view(ROW[0], moved).following(0) == 1


def test_the_free_time_ends_with_the_next_cue_the_media_or_the_longest_cue() -> None:
    assert view(*ROW).gap == 80
    assert view(*ROW).latest(0) == 3920
    assert view(ROW[2]).latest(0) == 11_000
    assert view(ROW[2], context=Context("ca", duration_ms=6500)).latest(0) == 6500


def test_a_cue_starts_no_earlier_than_the_gap_its_words_and_its_own_start_allow() -> None:
    late = cue("Fins aviat.", 4500, 6000)
    heard = Context("ca", words=tuple(spoken("Fins aviat.", 4200, 5000)))
    assert view(late).earliest(0) == 4500, "nobody heard it: its author wanted it so"
    assert view(late, context=heard).earliest(0) == 4200 - view(late).early == 4120
    assert view(cue("Bon dia.", 1000, 4100), late, context=heard).earliest(1) == 4180
    assert view(replace(late, start=4000), context=heard).earliest(0) == 4000


def test_the_room_of_a_cue_is_never_less_than_it_has() -> None:
    crowded = view(cue("Bon dia.", 1000, 3000), cue("Fins aviat.", 2000, 6000))
    assert crowded.room(0) == 2000
    assert view(*ROW).room(0) == 2920


@pytest.mark.parametrize(
    ("other", "adjoins"),
    [
        (cue("Ara sí.", 4000, 5000), True),
        (cue("Ara sí.", 4001, 5000), False),
        (cue("Ara sí.", 4000, 5000, speaker="Laura"), False),
        (cue("(Aplaudiments)", 4000, 5000, sound=True), False),
    ],
)
def test_a_cue_goes_on_where_the_same_speaker_does_without_a_silence(other: Cue, adjoins: bool) -> None:
    track = view(cue("Bon dia,", 1000, 3000), other)
    assert track.adjoining(0) is adjoins and not track.adjoining(1)


def test_other_times_keep_what_was_said_and_other_words_are_listened_for_anew() -> None:
    heard = Context("ca", words=tuple(spoken("Bon dia a tothom.", 1000, 3000)))
    track = view(cue("Bon dia a tothom.", 1000, 3000), context=heard)
    moved = track.with_cues([cue("Bon dia a tothom.", 9000, 9900)])
    assert moved.said is track.said and moved.cues[0].start == 9000
    broken = track.rewritten(0, "Bon dia\na tothom.")
    assert broken.said[0] is track.said[0] and broken.cues[0].text == "Bon dia\na tothom."
    fewer = track.rewritten(0, "Bon dia.")
    assert [word.text for word in fewer.said[0].words] == ["Bon", "dia."] and len(fewer.langs(0)) == 2
