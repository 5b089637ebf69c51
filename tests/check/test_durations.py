from dataclasses import replace
from fractions import Fraction

import pytest
from check_helpers import CA, EN, cue, found, one, spoken

from pipeline.check.fixes.fix import fix
from pipeline.project.caption_profile import PROFILES

FAST = "Aquesta frase té quaranta caràcters justs."  # 42 characters


def test_reading_speed_counts_spaces_and_line_breaks():
    assert not found("CPS", cue("a" * 17, 0, 1000))
    finding = one("CPS", cue("a" * 9 + "\n" + "a" * 8, 0, 1000))
    assert (finding.severity, finding.measured, finding.limit) == ("error", 18, 17)


def test_reading_speed_follows_the_profile():
    slow = replace(CA, profile=PROFILES["une153010"])
    assert one("CPS", cue("a" * 16, 0, 1000), context=slow).limit == 15


@pytest.mark.parametrize(("letters", "severity"), [(17, None), (18, "warning"), (20, "warning"), (21, "error")])
def test_english_has_a_margin(letters, severity):
    findings = found("CPS", cue("a" * letters, 0, 1000), context=EN)
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_free_time_after_the_cue_can_mend_the_speed():
    finding = one("CPS", cue(FAST, 1000, 2000), cue("I després.", 8000, 10000))
    assert finding.mendable
    assert finding.fix == "Show it from 00:00:01,000 to 00:00:03,471: there is time."


def test_without_free_time_only_rewording_helps():
    finding = one("CPS", cue(FAST, 1000, 2000), cue("I després.", 2080, 10000))
    assert not finding.mendable
    assert "fewer words" in finding.fix


def test_free_time_before_the_cue_counts_only_as_far_as_the_voice_allows():
    cues = cue(FAST, 3000, 5440), cue("Sí.", 5520, 7000)
    words = tuple(spoken(FAST, 3040, 5400))
    assert one("CPS", *cues, context=replace(CA, words=words)).mendable
    assert not one("CPS", *cues).mendable  # nobody knows when the first word is said


def test_another_cut_of_the_sentence_can_mend_the_speed():
    # The first cue has too many words for its time, the second too few, and they are one sentence.
    first = "Vam plantar tomàquets, enciams, cebes i pastanagues,"
    second = "i tot va créixer."
    words = (*spoken(first, 1000, 3900), *spoken(second, 3900, 8000))
    cues = cue(first.replace("cebes ", "cebes\n"), 1000, 2000), cue(second, 2080, 8000)
    context = replace(CA, words=tuple(words))
    finding = one("CPS", *cues, context=context)
    assert finding.mendable
    assert "Cut the sentence" in finding.fix


@pytest.mark.parametrize(
    ("ms", "lang", "severity"),
    [
        (999, CA, "error"),
        (1000, CA, "warning"),
        (1499, CA, "warning"),
        (1500, CA, None),
        (832, EN, "error"),
        (833, EN, None),
    ],
)
def test_shortest(ms, lang, severity):
    findings = found("DUR-MIN", cue("Sí.", 0, ms), context=lang)
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_a_short_cue_with_room_can_be_mended_and_one_without_can_be_joined():
    assert one("DUR-MIN", cue("Sí.", 0, 500)).mendable
    squeezed = one("DUR-MIN", cue("I llavors", 0, 500), cue("vam marxar.", 580, 3000))
    assert squeezed.mendable and squeezed.fix == "Join it to the next caption."
    assert not one("DUR-MIN", cue("I llavors", 0, 500), cue("a" * 42 + "\n" + "b" * 42, 580, 7000)).mendable


def test_longest():
    assert not found("DUR-MAX", cue("Hola.", 0, 7000))
    assert one("DUR-MAX", cue("Hola.", 0, 7001)).severity == "warning"
    text = "Vam arribar al barri fa molts anys,\ni ara ja no en marxaríem mai."
    assert one("DUR-MAX", cue(text, 0, 9000)).fix == "Make two captions of it."
    trimmed = replace(CA, words=tuple(spoken("Gràcies.", 100, 800)))
    assert one("DUR-MAX", cue("Gràcies.", 0, 9000), context=trimmed).mendable
    assert not one("DUR-MAX", cue("Gràcies.", 0, 9000)).mendable  # nobody knows when the word is over


def test_overlap():
    finding = one("OVERLAP", cue("Un.", 0, 2000), cue("Dos.", 1900, 4000))
    assert (finding.cue, finding.severity, finding.measured) == (1, "error", 100)
    assert "caption 2" in finding.message


@pytest.mark.parametrize(("gap", "hit"), [(0, True), (79, False), (78, True), (80, False)])
def test_least_gap_in_frames_of_the_footage(gap, hit):
    assert bool(found("GAP-MIN", cue("Un.", 0, 2000), cue("Dos.", 2000 + gap, 4000))) is hit


def test_least_gap_of_footage_with_odd_frames():
    film = replace(CA, fps=Fraction(24000, 1001))  # two frames are 83.4 ms
    assert not found("GAP-MIN", cue("Un.", 0, 2000), cue("Dos.", 2083, 4000), context=film)
    assert found("GAP-MIN", cue("Un.", 0, 2000), cue("Dos.", 2080, 4000), context=film)


@pytest.mark.parametrize("fps", [20, 22, Fraction(47, 2)])
def test_least_gap_is_never_longer_than_at_24_frames(fps):
    slow = replace(CA, fps=Fraction(fps))
    assert not found("GAP-MIN", cue("Un.", 0, 2000), cue("Dos.", 2084, 4000), context=slow)
    assert one("GAP-MIN", cue("Un.", 0, 2000), cue("Dos.", 2040, 4000), context=slow).measured < 2


def test_where_a_gap_begins_to_flash_is_never_later_than_at_24_frames():
    slow = replace(CA, fps=Fraction(12))
    assert not found("GAP-FLASH", cue("Un.", 0, 2000), cue("Dos.", 2084, 4000), context=slow)
    assert found("GAP-FLASH", cue("Un.", 0, 2000), cue("Dos.", 2125, 4000), context=slow)


@pytest.mark.parametrize(("gap", "hit"), [(80, False), (120, True), (499, False), (498, True), (500, False)])
def test_a_gap_that_flashes(gap, hit):
    assert bool(found("GAP-FLASH", cue("Un.", 0, 2000), cue("Dos.", 2000 + gap, 4000))) is hit


def test_a_sign_at_the_top_takes_no_time_from_what_is_said_below():
    sign, said = replace(cue("HORT DEL CLOT", 1000, 6000), top=True), cue("Quan arribo al matí.", 2000, 4000)
    assert not found("OVERLAP", sign, said)
    assert found("OVERLAP", replace(sign, top=False), said)


def test_a_sign_at_the_top_hides_no_overlap_of_what_stands_below():
    sign = cue("RÈTOL", 500, 9000, top=True)
    assert one("OVERLAP", cue("Bon dia a tots.", 400, 3000), sign, cue("I a totes.", 2500, 5000)).cue == 1
    assert not found("OVERLAP", cue("Bon dia a tots.", 400, 2400), sign, cue("I a totes.", 2500, 5000))


def test_mending_never_lets_captions_run_into_each_other_around_a_sign():
    cues = (cue(FAST, 400, 1400), cue("RÈTOL", 500, 9000, top=True), cue("I a totes.", 2500, 5000))
    mended, _ = fix(cues, CA)
    below = [one for one in mended if not one.top]
    assert below[0].end <= below[1].start
    assert [one for one in mended if one.top] == [cues[1]]
