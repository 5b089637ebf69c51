from dataclasses import replace
from fractions import Fraction

import pytest
from check_helpers import CA, EN, cue, found, one, spoken
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.rules.table import check

TEXT = "Bon dia a tothom."


def heard(start, end=3000, text=TEXT, **more):
    return replace(CA, words=tuple(spoken(text, start, end)), **more)


@pytest.mark.parametrize(("start", "hit"), [(1000, False), (1120, False), (1130, True), (880, False), (860, True)])
def test_starts_within_three_frames_of_its_first_word(start, hit):
    assert bool(found("SYNC-IN", cue(TEXT, 1000, 4000), context=heard(start))) is hit


@pytest.mark.parametrize(("start", "hit"), [(1126, False), (1127, True)])
def test_frames_of_slow_footage_are_no_longer_than_at_24(start, hit):
    findings = found("SYNC-IN", cue(TEXT, 1000, 4000), context=heard(start, fps=Fraction(12)))
    assert bool(findings) is hit
    assert all(abs(finding.measured) >= 3 for finding in findings)


def test_a_word_before_a_colon_is_the_first_where_it_was_heard():
    words = (*spoken("Total:", 1000, 1500), *spoken("que vam marxar tots.", 1900, 3000))
    assert not found("SYNC-IN", cue("Total: que vam marxar tots.", 1000, 4000), context=replace(CA, words=words))


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


@pytest.mark.parametrize(("cut", "asked"), [(880, 880), (1110, 1110), (870, None), (1130, None), (560, None)])
def test_a_start_goes_to_a_cut_within_three_frames_of_its_word(cut, asked):
    """Beyond them the voice outranks the cut."""
    context = heard(1000, cuts=(cut,))
    fixes = [finding.fix for finding in found("SHOT-SNAP", cue(TEXT, 1000, 4000), context=context)]
    assert fixes == ([f"Start it at 00:00:0{asked / 1000:.3f}.".replace(".", ",", 1)] if asked else [])


@pytest.mark.parametrize("word", [1000, 1300, 1500])
def test_a_start_that_somebody_put_on_a_cut_is_in_its_place(word):
    context = heard(word, cuts=(1000,))
    assert not found("SYNC-IN", cue(TEXT, 1000, 4000), context=context)
    assert not found("SHOT-SNAP", cue(TEXT, 1000, 4000), context=context)


def test_a_start_out_of_sync_is_sent_to_the_cut_beside_its_word():
    context = heard(1400, cuts=(1360,))
    assert one("SYNC-IN", cue(TEXT, 1000, 4000), context=context).fix == "Start it at 00:00:01,360."


@given(st.integers(0, 3000), st.integers(0, 3000), st.lists(st.integers(0, 3000), max_size=3), st.integers(1, 6))
def test_the_voice_and_the_cuts_never_fault_the_same_start(start, word, cuts, frames):
    profile = CA.profile.model_copy(update={"sync_frames": frames})
    context = heard(word, word + 1500, cuts=tuple(sorted(cuts)), profile=profile)
    notes = [finding.note for finding in check([cue(TEXT, start, start + 2000)], context, ["SYNC-IN", "SHOT-SNAP"])]
    assert len({*notes} & {"early", "late", "start"}) < 2


class TestTranslations:
    """Of translated cues, the first of a sentence has a voice to be in time with."""

    WORDS = (*spoken("Hola a tots, bon dia.", 1000, 3000), *spoken("Com esteu avui, amics?", 4000, 6000))
    CONTEXT = replace(EN, kind="subtitles", words=WORDS)

    def test_the_first_cue_of_a_sentence_starts_with_the_sentence(self):
        assert not found("SYNC-IN", cue("Hello everybody.", 1000, 3000), context=self.CONTEXT)
        finding = one("SYNC-IN", cue("Hello everybody.", 400, 3000), context=self.CONTEXT)
        assert finding.fix == "Start it at 00:00:01,000."

    def test_a_word_of_the_speech_is_no_place_to_start_a_sentence(self):
        assert found("SYNC-IN", cue("Hello everybody.", 1400, 3000), context=self.CONTEXT)

    def test_inside_a_sentence_no_start_is_wrong(self):
        cues = cue("Hello everybody", 1000, 1900), cue("and good morning.", 2050, 3000)
        assert not found("SYNC-IN", *cues, context=self.CONTEXT)

    def test_of_two_sentences_made_of_one_the_nearer_counts(self):
        cues = cue("Hello everybody.", 1000, 1900), cue("Good morning.", 2050, 3000), cue("How are you?", 4000, 6000)
        assert not found("SYNC-IN", *cues, context=self.CONTEXT)

    def test_speech_of_another_language_is_translated_in_the_captions_too(self):
        words = (*spoken("Hola, bon dia a tothom.", 1000, 3000), *spoken("Muchas gracias a todos.", 4000, 6000, "es"))
        cues = cue("Hola, bon dia a tothom.", 1000, 3000), cue("Moltes mercès.", 4500, 6000)
        assert one("SYNC-IN", *cues, context=replace(CA, words=words)).cue == 2


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


def test_an_end_stays_where_the_gap_after_a_cut_would_flash():
    words = (*spoken(TEXT, 1000, 3200), *spoken("Com esteu?", 4240, 6000))
    context = replace(CA, cuts=(4000,), words=words)
    assert not found("SHOT-SNAP", cue(TEXT, 1000, 3700), cue("Com esteu?", 4240, 6000), context=context)


def test_a_word_before_keeps_a_start_off_the_cut():
    words = (*spoken("Bon dia.", 500, 960), *spoken(TEXT, 1000, 3000))
    cues = cue("Bon dia.", 500, 920), cue(TEXT, 1000, 4000)
    assert not found("SHOT-SNAP", *cues, context=replace(CA, words=words, cuts=(900,)))
