from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one, spoken

TEXT = "Bon dia a tothom."


def heard(start, end=3000, text=TEXT, **more):
    return replace(CA, words=tuple(spoken(text, start, end)), **more)


@pytest.mark.parametrize(("start", "hit"), [(1000, False), (1120, False), (1130, True), (880, False), (860, True)])
def test_starts_within_three_frames_of_its_first_word(start, hit):
    assert bool(found("SYNC-IN", cue(TEXT, 1000, 4000), context=heard(start))) is hit


def test_says_how_far_and_whether_early_or_late():
    finding = one("SYNC-IN", cue(TEXT, 1000, 4000), context=heard(1400))
    assert (finding.measured, finding.limit, finding.note) == (-10, 3, "early")
    assert finding.fix == "Start it at 00:00:01,400."
    assert one("SYNC-IN", cue(TEXT, 1000, 4000), context=heard(700)).note == "late"


def test_a_cue_far_from_its_words_is_still_found():
    finding = one("SYNC-IN", cue(TEXT, 5200, 8000), context=heard(3000, 5000))
    assert finding.note == "far-late"


def test_without_words_nothing_is_said():
    assert not found("SYNC-IN", cue(TEXT, 1000, 4000))
    assert not found("SYNC-OUT", cue(TEXT, 1000, 9000))


def test_words_that_nobody_heard_prove_nothing():
    assert not found("SYNC-IN", cue("Una altra cosa.", 1000, 4000), context=heard(1500))


def test_a_name_before_the_speech_is_not_its_first_word():
    assert not found("SYNC-IN", cue(f"LAURA: {TEXT}", 1000, 4000), context=heard(1000))
    assert one("SYNC-IN", cue(f"LAURA: {TEXT}", 1000, 4000), context=heard(1400)).note == "early"


def test_a_start_on_a_cut_is_in_its_place():
    context = heard(1300, cuts=(1000,))
    assert not found("SYNC-IN", cue(TEXT, 1000, 4000), context=context)
    assert not found("SHOT-SNAP", cue(TEXT, 1000, 4000), context=context)


def test_a_translation_is_measured_by_the_voice():
    words = tuple(spoken("Hola a tots, bon dia", 1000, 3000))
    context = replace(EN, kind="subtitles", words=words)
    assert not found("SYNC-IN", cue("Hello everybody", 1000, 3000), context=context)
    assert found("SYNC-IN", cue("Hello everybody", 400, 3000), context=context)


def test_stays_half_a_second_after_the_last_word():
    assert not found("SYNC-OUT", cue(TEXT, 1000, 3500), context=heard(1000))
    finding = one("SYNC-OUT", cue(TEXT, 1000, 6000), context=heard(1000))
    assert (finding.severity, finding.measured, finding.limit) == ("info", 3, 0.5)
    assert finding.fix == "End it at 00:00:03,500."


def test_stays_longer_where_reading_or_a_flash_asks_for_it():
    long = "Aquest text té molts caràcters i s'ha dit d'una tirada"
    assert not found("SYNC-OUT", cue(long, 1000, 4200), context=heard(1000, 2000, long))
    follow = cue("I després.", 4080, 6000)
    assert not found("SYNC-OUT", cue(TEXT, 1000, 4000), follow, context=heard(1000, 3100))


def test_times_near_a_cut_go_to_it():
    cut = replace(CA, cuts=(1300, 4000))
    notes = [(finding.note, finding.fix) for finding in found("SHOT-SNAP", cue(TEXT, 1000, 4200), context=cut)]
    assert notes == [("start", "Start it at 00:00:01,300."), ("end", "End it at 00:00:03,920.")]
    assert not found("SHOT-SNAP", cue(TEXT, 1300, 3920), context=cut)


def test_speech_over_a_cut_stays_half_a_second_beyond_it():
    context = heard(1000, 4200, cuts=(4000,))
    assert one("SHOT-SNAP", cue(TEXT, 1000, 4250), context=context).fix == "End it at 00:00:04,500."


def test_no_start_leaves_its_word_for_a_cut():
    assert not found("SHOT-SNAP", cue(TEXT, 1000, 2400), context=heard(990, 2300, cuts=(1495,)))
