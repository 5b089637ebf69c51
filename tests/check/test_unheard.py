from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.rule_texts import place
from pipeline.check.rules.unheard import BARE_MS
from pipeline.check.waivers import Waiver, waived
from pipeline.cues import Cue

RULE = "SPEECH-COVER"
UNHEARD = replace(CA, unheard=((12_300, 34_500),))
TRANSLATED = replace(EN, kind="subtitles", unheard=UNHEARD.unheard)


def test_speech_that_no_caption_tells_is_an_error():
    finding = one(RULE, cue("Hola."), context=UNHEARD)
    assert (finding.severity, finding.cue, finding.start, finding.end) == ("error", None, 12_300, 34_500)
    assert (finding.measured, finding.text, finding.mendable) == (22.2, "0:12.3–0:34.5", False)
    assert finding.message == "Somebody speaks for 22.2 s, and no caption says what."
    assert finding.say("ca") == "Algú parla durant 22,2 s i cap subtítol no diu què."
    assert finding.fix and finding.fix.startswith("Listen from 00:00:12,300 to 00:00:34,500, and write what is said")


def test_a_translation_is_mended_in_the_captions_it_is_made_from():
    finding = one(RULE, cue("Hello."), context=TRANSLATED)
    assert (finding.severity, finding.note) == ("error", "translated")
    assert finding.fix and "in the captions of the speech" in finding.fix


def test_it_is_gone_once_captions_stand_there():
    assert not found(RULE, cue("Hola.", 12_000, 35_000), context=UNHEARD)
    beside = cue("Un.", 13_700, 20_000), cue("Dos.", 20_080, 33_100)
    assert not found(RULE, *beside, context=UNHEARD)  # what is left is too short for a word
    assert one(RULE, beside[0], context=UNHEARD).text == "0:20.0–0:34.5"


def test_a_sound_tells_no_words():
    assert one(RULE, cue("(Música)", 12_000, 35_000), context=UNHEARD).measured == 22.2
    assert one(RULE, cue("Música", 12_000, 35_000, sound=True), context=UNHEARD).measured == 22.2


@pytest.mark.parametrize(("length", "findings"), [(BARE_MS - 1, 0), (BARE_MS, 1)])
def test_a_word_more_or_less_is_no_hole(length: int, findings: int):
    assert len(found(RULE, context=replace(CA, unheard=((1000, 1000 + length),)))) == findings


def test_a_waiver_accepts_one_stretch_and_not_the_next():
    findings = found(RULE, context=replace(CA, unheard=((0, 4000), (9000, 12_000))))
    waiver = Waiver(rule=RULE, lang="ca", text="0:00.0–0:04.0", reason="the crowd, no words", by="Marta")
    counting, accepted = waived(findings, [waiver], "ca")
    assert [finding.text for finding in counting] == ["0:09.0–0:12.0"]
    assert [finding.text for finding, _ in accepted] == ["0:00.0–0:04.0"]
    assert not waived(findings, [waiver], "en")[1]  # a translation is approved by itself


@pytest.mark.parametrize(
    ("span", "written"),
    [
        ((0, 1550), "0:00.0–0:01.5"),
        ((59_999, 60_000), "0:59.9–1:00.0"),
        ((3_599_900, 3_723_400), "59:59.9–1:02:03.4"),
    ],
)
def test_a_place_in_few_characters(span: tuple[int, int], written: str):
    assert place(*span) == written


def test_words_said_too_fast_are_no_matter_of_this_rule():
    """More words than anyone can say in the time are more than anyone can read."""
    finding = one("CPS", cue("i així cada dia i així cada dia, i així.", 0, 1000))
    assert finding.severity == "error"


# Whatever is unheard, and wherever captions stand.

spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=6)


@given(unheard=spans, cues=spans, sounds=spans)
def test_every_moment_of_a_bare_stretch_is_in_exactly_one_finding(unheard, cues, sounds):
    track = [Cue(start * 100, (start + length) * 100, "Hola.") for start, length in cues]
    track += [Cue(start * 100, (start + length) * 100, "(Música)") for start, length in sounds]
    context = replace(CA, unheard=tuple((start * 100, (start + length) * 100) for start, length in unheard))
    findings = found(RULE, *sorted(track, key=lambda cue: cue.start), context=context)

    bare = moments(unheard) - moments(cues)
    told = [moment for finding in findings for moment in range(finding.start // 100, finding.end // 100)]
    assert len(told) == len(set(told))
    assert set(told) == {moment for moment in bare if run_around(moment, bare) * 100 >= BARE_MS}
    assert len({finding.text for finding in findings}) == len(findings)  # each has a waiver of its own


def moments(spans):
    """Tenths of a second in any of `spans`."""
    return {moment for start, length in spans for moment in range(start, start + length)}


def run_around(moment, among):
    """How many tenths of a second there are without a break around `moment`."""
    first = last = moment
    while first - 1 in among:
        first -= 1
    while last + 1 in among:
        last += 1
    return last - first + 1
