import re

import pytest
from check_helpers import CA, EN, cue

import pipeline.i18n
from pipeline.check import rule_texts
from pipeline.check.finding import SEVERITIES
from pipeline.check.rules.table import RULES, check, check_file
from pipeline.errors import SubtitleError

TABLE = re.split(
    " ",
    "CPL LINES CPS DUR-MIN DUR-MAX OVERLAP GAP-MIN GAP-FLASH SYNC-IN SYNC-OUT SHOT-SNAP BREAK-FUNC BREAK-NAME BALANCE"
    " CUE-SENT SPK-DASH SPK-ID SFX-FORM SFX-COVER SPEECH-COVER SONG ELLIPSIS CA-OPENQ ES-OPENQ CA-GEM CA-APOS CA-2017"
    " QUOTES NUM CAPS GLYPH VTT EMPTY REPEAT SPELL MEANING AD-TODO AD-MARK AD-VOICE AD-FITS AD-COVER",
)

WORDS = pipeline.i18n.texts(rule_texts.FOLDER, "en")


def test_every_rule_of_the_table_is_there():
    assert list(RULES) == TABLE


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_has_a_source_a_level_and_a_docstring(rule):
    assert rule.source and rule.levels and (rule.cue or rule.track)
    assert set(rule.levels.values()) <= set(SEVERITIES)
    for function in (rule.cue, rule.track):
        assert function is None or function.__doc__


def test_some_rules_are_only_catalan():
    assert [rule for rule in RULES if RULES[rule].level("en") is None] == [
        "SFX-COVER",
        "CA-OPENQ",
        "ES-OPENQ",
        "CA-GEM",
        "CA-APOS",
        "CA-2017",
    ]


def test_every_rule_has_its_words():
    assert set(WORDS["rule"]) == set(RULES)


def test_every_note_and_fix_in_the_code_has_its_words():
    code = "".join(path.read_text("utf-8") for path in rule_texts.FOLDER.parent.glob("*.py"))
    fixes = set(re.findall(r'(?:Remedy\(|Remedy, )"([a-z-]+)"', code)) | set(re.findall(r'fix_key="([a-z-]+)"', code))
    assert fixes <= set(WORDS["fix"])
    notes = {note for rule in WORDS["rule"].values() for note in rule}
    assert set(re.findall(r'note="([a-z-]+)"', code)) <= notes


def test_findings_speak_both_languages_and_count_as_each_does():
    finding = check([cue("a" * 42, 0, 2000)], CA, ["CPS"])[0]
    assert finding.say("ca").startswith("21 caràcters per segon")
    odd = check([cue("a" * 43, 0, 2000)], CA, ["CPS"])[0]
    assert (odd.say("ca")[:4], odd.message[:4]) == ("21,5", "21.5")
    assert set(odd.as_dict()["message"]) == {"ca", "en"}
    values = {"measured": 1.0, "limit": 2}
    assert rule_texts.message_text("ca", "GAP-MIN", "found", values).startswith("1 fotograma abans")
    assert rule_texts.message_text("ca", "GAP-MIN", "found", values | {"measured": 1.5}).startswith(
        "1,5 fotogrames abans"
    )


def test_an_empty_track_is_fine():
    assert check([], CA) == check([], EN) == []
    assert check_file(b"", CA).findings == []


def test_a_good_track_is_fine():
    track = b"""1
00:00:01,000 --> 00:00:04,400
Em dic Joel i participo
en l'hort urb\xc3\xa0 del meu barri.

2
00:00:04,480 --> 00:00:06,200
Aqu\xc3\xad he fet amics.
"""
    assert check_file(track, CA).findings == []


DAMAGED = """1
00:00:01,000 --> 00:00:04,000
Un.

2
00:00:03,000 --> 00:00:05,000
Dos.

3
00:00:06,000 --> 00:00:06,000
Tres.

4
00:00:09,000 --> 00:00:10,500

5
00:00:12,000 --> 00:00:13,500
Cinc.

6
00:00:11,000 --> 00:00:11,900
Sis.

7
00:00:15,000 --> 00:00:17,000
Set.

8
00:00:15,100 --> 00:00:17,500
Vuit.

9
00:00:18,000 --> 99:xx:00
Nou.
"""


def test_what_the_reader_mends_is_found():
    """The reader's remarks are told apart by their words: this holds the two together."""
    found = [finding for finding in check_file(DAMAGED.encode(), CA).findings if finding.note == "read"]
    kinds = [(finding.rule, finding.severity, finding.start) for finding in found]
    assert ("OVERLAP", "error", 1000) in kinds
    assert ("VTT", "error", 6000) in kinds
    assert ("EMPTY", "error", 9000) in kinds
    assert ("VTT", "error", 11_000) in kinds  # out of order
    assert ("OVERLAP", "error", 15_000) in kinds
    assert all(finding.mendable and finding.fix for finding in found)
    overlap = next(finding for finding in found if finding.rule == "OVERLAP")
    assert (overlap.cue, overlap.text) == (1, "Un.")


def test_letters_of_another_encoding_are_a_warning():
    findings = check_file("1\n00:00:01,000 --> 00:00:03,000\nQuè hi ha?\n".encode("cp1252"), CA).findings
    assert [(finding.rule, finding.severity) for finding in findings] == [("VTT", "warning")]


def test_letters_in_pieces_are_a_warning():
    findings = check_file("1\n00:00:01,000 --> 00:00:03,000\nQue\u0300 hi ha?\n".encode(), CA).findings
    assert [finding.note for finding in findings] == ["composed"]


def test_no_subtitle_file_is_an_error():
    with pytest.raises(SubtitleError):
        check_file(b"Hello there", CA)
