from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one, spoken

from pipeline.check.fixes.fix import fix
from pipeline.check.rules.speaker_rules import with_dashes
from pipeline.check.view import View


def test_the_dash_of_the_language():
    assert not found("SPK-DASH", cue("—Hola.\n—Bon dia."))
    assert one("SPK-DASH", cue("-Hola.\n-Bon dia.")).measured == "-"
    assert not found("SPK-DASH", cue("-Hello.\n-Good morning."), context=EN)
    assert one("SPK-DASH", cue("—Hello.\n– Good morning."), context=EN).limit == "-"


def test_a_hyphen_before_a_figure_is_no_minus():
    assert with_dashes(View((cue("—How many?\n—5 people."),), EN), 0) == "-How many?\n- 5 people."
    assert with_dashes(View((cue("—Quants?\n– 5 persones."),), CA), 0) == "—Quants?\n— 5 persones."


def test_both_turns_have_one():
    finding = one("SPK-DASH", cue("Com et dius?\n—Carme."))
    assert (finding.note, finding.mendable) == ("first", True)


@pytest.mark.parametrize(
    ("context", "text"),
    [
        (CA, "Aquell poble de la costa\n—que era molt petit— va créixer."),
        (CA, "Aquell poble de la costa\n—que era molt petit i molt lluny"),
        (CA, "(Aplaudiments)\n—Gràcies."),
        (CA, "Em va costar molt tornar\n-hi després."),
        (EN, "The village on the coast\n—which was small— grew."),
    ],
)
def test_what_goes_on_and_a_sound_are_no_first_turn(context, text):
    assert not found("SPK-DASH", cue(text), context=context)
    assert with_dashes(View((cue(text),), context), 0) == text


def test_a_dash_that_sets_apart_stays_where_the_cue_opens_with_it():
    cues = cue("The village on the coast", 0, 2000), cue("—which was small— grew.", 2100, 4000)
    assert not found("SPK-DASH", *cues, context=EN)
    torn = cue("Em va costar molt tornar", 0, 2000), cue("-hi després d'allò.", 2100, 4000)
    assert not found("SPK-DASH", *torn)
    assert [one.text for one in fix(torn, CA)[0]] == [one.text for one in torn]


def test_no_turn_gets_a_second_dash():
    text = "—que era petit— va créixer.\n—Sí?"
    assert with_dashes(View((cue("Aquell poble", 0, 900), cue(text)), CA), 1) == text


def test_two_turns_on_a_line():
    finding = one("SPK-DASH", cue("Com et dius? —Carme."))
    assert finding.note == "one-line"
    assert with_dashes(View((cue("Com et dius? —Carme."),), CA), 0) == "—Com et dius?\n—Carme."


def test_a_hyphen_is_no_turn():
    assert not found("SPK-DASH", cue("Tens pensat tornar-hi\naviat, a -5 graus?"))


def test_two_voices_without_a_dash():
    words = (*spoken("Com et dius?", 1000, 2000, speaker="Laura"), *spoken("Carme.", 2100, 3000, speaker="Carme"))
    finding = one("SPK-DASH", cue("Com et dius? Carme."), context=replace(CA, words=words))
    assert (finding.note, finding.measured, finding.mendable) == ("unmarked", "Laura / Carme", True)


def test_a_word_given_to_another_voice_within_a_sentence_is_no_turn():
    words = (*spoken("Vam arribar al poble", 1000, 2600, speaker="1"), *spoken("ahir.", 2700, 3000, speaker="2"))
    context = replace(CA, words=words)
    text = "Vam arribar al poble ahir."
    assert not found("SPK-DASH", cue(text), context=context)
    assert with_dashes(View((cue(text),), context), 0) == text
    back = replace(
        CA, words=(*words, *spoken("I tu?", 3000, 3500, speaker="1"), *spoken("Jo no.", 3500, 4000, speaker="2"))
    )
    said = cue(f"{text} I tu? Jo no.", 1000, 4000)
    assert with_dashes(View((said,), back), 0) == "—Vam arribar al poble ahir. I tu?\n—Jo no."


def test_a_voice_that_is_never_named_is_pointed_out_once():
    lines = ["Com et dius?", "Carme.", "D'on ets?", "De Poblet."]
    cues = [cue(text, k * 3000, k * 3000 + 2500, speaker=("A", "B")[k % 2]) for k, text in enumerate(lines)]
    assert [finding.cue for finding in found("SPK-ID", *cues)] == [1, 2]
    cues[2] = replace(cues[2], text="LAURA: D'on ets?")
    assert [finding.measured for finding in found("SPK-ID", *cues)] == ["B"]


def test_nobody_is_told_to_write_the_number_of_a_voice():
    cues = [cue("Com et dius?", 0, 2500, speaker="1"), cue("Carme.", 3000, 5500, speaker="2")]
    assert not found("SPK-ID", *cues)  # no names are known
    known = replace(CA, speakers=("Laura Puig", "Carme"))
    first, second = found("SPK-ID", *cues, context=known)
    assert first.fix == "Begin with the name of who speaks (LAURA PUIG, CARME), unless everybody sees who it is."
    assert not any("1" in said or "2" in said for said in (first.message, second.message, first.say("ca")))
    cues[1] = replace(cues[1], text="CARME: Carme.")
    assert [finding.cue for finding in found("SPK-ID", *cues, context=known)] == [1]


def test_a_single_voice_with_a_number_needs_none_either():
    assert not found("SPK-ID", cue("Hola.", speaker="1"), context=replace(CA, speakers=("Laura Puig",)))


def test_one_voice_needs_no_name():
    assert not found("SPK-ID", cue("Hola.", speaker="A"), cue("Bon dia.", 5000, 7000, speaker="A"))


def test_names_stand_in_capitals():
    context = replace(CA, speakers=("Laura Puig",))
    assert one("SPK-ID", cue("Laura: bon dia."), context=context).limit == "LAURA"
    assert not found("SPK-ID", cue("LAURA: bon dia."), context=context)
    assert not found("SPK-ID", cue("Recorda: bon dia."), context=context)
