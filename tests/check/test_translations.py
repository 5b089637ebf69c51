from dataclasses import replace

from check_helpers import CA, EN, cue, found, one

from pipeline.check.risk import risks, still_to_hear
from pipeline.check.view import View
from pipeline.translation.translate import Rendered

SAID = (
    Rendered("Guanyo 850 euros.", "ca", "I earn 580 euros.", 0, 2000, "a"),
    Rendered("Vam esperar molt.", "ca", "We wait a lot.", 3000, 5000, "b"),
    Rendered("Plou.", "ca", "It is raining.", 6000, 7000, "c", doubtful=("plou",)),
    Rendered("Gràcies.", "ca", "Thank you.", 8000, 9000, "d"),
)
CUES = tuple(cue(one.text, one.start, one.end) for one in SAID)
CONTEXT = replace(EN, kind="subtitles", translated=SAID)


def test_what_changed_is_told_with_what_was_said() -> None:
    findings = found("MEANING", *CUES, context=CONTEXT)
    assert [(finding.cue, finding.note, finding.severity) for finding in findings] == [
        (1, "number", "warning"),
        (2, "past", "info"),
        (3, "doubt", "info"),
    ]
    assert findings[0].message == "The number 850 is not in both: “Guanyo 850 euros.”."
    assert findings[0].say("ca").startswith("El nombre 850")
    assert not findings[0].mendable


def test_a_track_that_translates_nothing_is_not_asked() -> None:
    assert not found("MEANING", *CUES, context=CA)


def test_a_short_list_the_gravest_first() -> None:
    listed = risks(View(CUES, CONTEXT))
    assert [(risk.kind, risk.cue, risk.text) for risk in listed] == [
        ("compare", 1, "Guanyo 850 euros. → I earn 580 euros."),
        ("compare", 2, "Vam esperar molt. → We wait a lot."),
        ("compare", 3, "Plou. → It is raining."),
    ]
    assert (listed[1].start, listed[1].end) == (3000, 5000)


def test_what_somebody_has_accepted_is_not_asked_for_again() -> None:
    accepted = [one("MEANING", CUES[1], context=CONTEXT)]
    assert len(still_to_hear(risks(View(CUES[1:2], CONTEXT)), accepted)) == 0


def test_a_correction_is_asked_for_its_numbers_alone() -> None:
    right = replace(CUES[0], text="I get 850 euros."), replace(CUES[1], text="We wait, as always.")
    assert not found("MEANING", *right, context=CONTEXT)
    assert one("MEANING", replace(CUES[0], text="I get 805 euros."), context=CONTEXT).note == "number"
