"""What the reader of SRT files had to mend, as findings where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from check_helpers import cue

from pipeline.check.reader_remarks import from_remarks, not_composed
from pipeline.subtitles.srt import read_srt

DAMAGED = {
    "overlap": (
        "1\n00:00:01,000 --> 00:00:04,000\nUn.\n\n2\n00:00:03,000 --> 00:00:05,000\nDos.\n",
        "OVERLAP",
        "error",
    ),
    "empty": ("1\n00:00:01,000 --> 00:00:02,000\n\n\n2\n00:00:03,000 --> 00:00:05,000\nDos.\n", "EMPTY", "error"),
    "backwards": ("1\n00:00:04,000 --> 00:00:02,000\nUn.\n", "VTT", "error"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_players_would_show_wrongly_is_an_error(case: str) -> None:
    text, rule, severity = DAMAGED[case]
    reading = read_srt(text.encode())
    found = from_remarks(reading.remarks, reading.cues)
    assert (rule, severity) in [(one.rule, one.severity) for one in found]
    assert all(one.say("ca") and one.say_fix("en") for one in found)


def test_a_finding_stands_at_its_cue_while_that_starts_at_the_same_time() -> None:
    remark = "cue 7 (0:00:03,000) has no text"
    cues = [cue("Un.", 1000, 2000), cue("Dos.", 3000, 5000)]
    (there,) = from_remarks([remark], cues)
    assert (there.cue, there.start, there.end, there.text) == (2, 3000, 5000, "Dos.")
    (gone,) = from_remarks([remark], cues[:1])
    assert (gone.cue, gone.start, gone.end, gone.text) == (None, 3000, 3000, "")
    assert remark in gone.message


def test_its_time_is_read_to_the_ms_with_hours_and_all() -> None:
    (found,) = from_remarks(["cue 7 (1:02:03,004) has no text"], [cue("Dos.", 3_723_004, 3_724_000)])
    assert (found.cue, found.start) == (1, 3_723_004)


def test_whatever_is_not_known_is_a_warning_about_the_file() -> None:
    (found,) = from_remarks(["odd"], [cue("Un.", 0, 1000)])
    assert (found.rule, found.severity, found.cue, found.start) == ("VTT", "warning", None, 0)


def test_letters_in_pieces_are_told_once() -> None:
    text = "Això és així."
    assert not_composed(text.encode()) == [] == not_composed(b"\xff")
    (found,) = not_composed(unicodedata.normalize("NFD", text).encode())
    assert (found.rule, found.severity, found.mendable) == ("VTT", "warning", True)
