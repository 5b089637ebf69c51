from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one

from pipeline.check.rules.sound_rules import in_brackets, with_notes
from pipeline.cues import Sound


@pytest.mark.parametrize(
    ("context", "text", "mended"),
    [
        (CA, "[Aplaudiments]", "(Aplaudiments)"),
        (CA, "*Riu* Doncs sí.", "(Riu) Doncs sí."),
        (CA, "—[Riu]\n—Doncs sí.", "—(Riu)\n—Doncs sí."),
        (EN, "(applause)", "[applause]"),
        (EN, "(laughs) Of course.", "[laughs] Of course."),
    ],
)
def test_sounds_in_the_brackets_of_the_language(context, text, mended):
    finding = one("SFX-FORM", cue(text), context=context)
    assert finding.mendable
    assert in_brackets(text, context.lang) == mended
    assert not found("SFX-FORM", cue(mended), context=context)


def test_a_sound_over_two_lines():
    assert in_brackets("[Música\nde festa]", "ca") == "(Música\nde festa)"


def test_speech_in_brackets_is_speech():
    assert not found("SFX-FORM", cue("We came (all of us) by bus."), context=EN)


def test_a_sound_without_brackets_gets_some():
    assert one("SFX-FORM", cue("Música", sound=True)).mendable
    assert in_brackets("Música", "ca", sound=True) == "(Música)"


def test_catalan_sounds_begin_with_a_capital_which_is_a_persons_to_write():
    finding = one("SFX-FORM", cue("(aplaudiments)"))
    assert (finding.note, finding.mendable, finding.fix) == ("case", False, "Write “(Aplaudiments)”.")


def test_a_long_sound_without_a_cue():
    context = replace(CA, sounds=(Sound(10_000, 17_000, "music"), Sound(30_000, 34_000, "sound")))
    finding = one("SFX-COVER", cue("Hola."), context=context)
    assert (finding.cue, finding.start, finding.end, finding.measured) == (None, 10_000, 17_000, 7)
    assert finding.message == "7 s of music without a caption."
    assert not found("SFX-COVER", cue("(Música)", 10_500, 13_000), context=context)
    assert not found("SFX-COVER", cue("Parlem per sobre de la música.", 12_000, 14_000), context=context)
    assert not found("SFX-COVER", cue("Hello."), context=replace(context, lang="en"))


def test_notes_are_no_emoji():
    assert one("SONG", cue("🎵 Sol solet 🎶")).measured == "🎵"
    assert with_notes("🎵\ufe0f Sol solet 🎶") == "♪ Sol solet ♪"
    assert not found("SONG", cue("♪ Sol solet ♪"))
