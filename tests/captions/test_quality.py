from fractions import Fraction

import pytest
from hypothesis import given
from said_words import NETFLIX, speech, spoken

from pipeline.captions.quality import measures
from pipeline.captions.segment import segment
from pipeline.cues import Cue

BAD = [
    Cue(0, 1000, "Quan vaig arribar a la"),  # function word, mid clause, 22 characters a second
    Cue(900, 2000, "ciutat, vivia\nlluny."),  # overlaps; upper line longer
    Cue(2040, 2500, "Sí."),  # gap of a frame; under a second
    Cue(2700, 10_000, "Molt bé."),  # a gap that flashes; over seven seconds
    Cue(11_000, 12_000, "(Música)", sound=True),
]


def test_every_fault_is_counted():
    found = measures(BAD, NETFLIX, 25, "ca")
    assert found["cues"] == 5
    assert found["function_lines"] == pytest.approx(1 / 5)
    assert found["function_cues"] == pytest.approx(1 / 4)
    assert found["mid_clause"] == pytest.approx(1 / 4)
    assert found["upper_longer"] == 1
    assert (found["over_cps"], found["worst_cps"]) == (pytest.approx(2 / 5), 22)
    assert (found["under_min"], found["over_max"]) == (pytest.approx(1 / 5), pytest.approx(1 / 5))
    assert (found["overlaps"], found["small_gaps"], found["flash_gaps"]) == (1 / 4, 2 / 4, 1 / 4)


def test_sync_is_measured_on_the_first_words():
    words = spoken("Hola a tothom. |2000 Hola de nou.")
    cues = [Cue(80, 1500, "HOLA A tothom."), Cue(words[3].start - 200, 4000, "Hola de nou."), Cue(9000, 9900, "Res.")]
    found = measures(cues, NETFLIX, 25, "ca", words)
    assert found["sync_ms"] == 140
    assert found["sync_frames"] == 3.5
    assert found["in_sync"] == 0.5
    assert found["synced"] == pytest.approx(2 / 3)


def test_nothing_to_measure_is_no_fault():
    assert all(value == 0 for value in measures([], NETFLIX, 25, "ca").values())
    assert measures([Cue(0, 1000, " ")], NETFLIX, 25, "ca", spoken("Hola"))["synced"] == 0


@given(speech())
def test_our_own_tracks_have_no_fault_of_time(words):
    cues = segment(words, NETFLIX, Fraction(30000, 1001))
    found = measures(cues, NETFLIX, Fraction(30000, 1001), "ca", words)
    assert found["overlaps"] == found["small_gaps"] == found["over_max"] == 0
