import json

import pytest
from check_helpers import CA, cue

from pipeline.check.rules import check
from pipeline.check.waivers import Waiver, read_waivers, text_hash, waived
from pipeline.errors import StoryError
from pipeline.layout import StoryLayout

TEXT = "Ningú no sap\nper què ho deia."
ENTRY = {
    "rule": "CPS",
    "lang": "ca",
    "text": "Ningú no sap per què ho deia.",
    "reason": "parla molt de pressa",
    "by": "Marta",
}


@pytest.fixture
def paths(tmp_path):
    return StoryLayout(tmp_path, tmp_path / "out", tmp_path / "work")


def findings():
    return check([cue(TEXT, 0, 1000), cue("Una altra frase de ben llarga.", 1000, 2000)], CA, ["CPS"])


def write(paths, *entries):
    paths.review_file.write_text(json.dumps({"approvals": {}, "waivers": list(entries)}), "utf-8")


def test_no_file_no_waivers(paths):
    assert read_waivers(paths) == ()


def test_a_finding_is_waived_by_rule_language_and_text(paths):
    write(paths, ENTRY)
    counting, accepted = waived(findings(), read_waivers(paths), "ca")
    assert [finding.cue for finding in counting] == [2]
    assert [(finding.cue, waiver.reason) for finding, waiver in accepted] == [(1, "parla molt de pressa")]


@pytest.mark.parametrize("other", [{"rule": "CPL"}, {"lang": "en"}, {"text": "Ningú no sap per què ho deia!"}])
def test_and_by_nothing_else(paths, other):
    write(paths, ENTRY | other)
    assert len(waived(findings(), read_waivers(paths), "ca")[0]) == 2


@pytest.mark.parametrize("digits", [64, 12])
def test_by_the_hash_of_the_text(digits):
    waiver = Waiver("CPS", "ca", text_hash(TEXT)[:digits], "perquè sí")
    assert len(waived(findings(), [waiver], "ca")[1]) == 1


@pytest.mark.parametrize("key", ["rule", "lang", "reason"])
def test_a_waiver_without_a_reason_silences_nothing(paths, key):
    write(paths, ENTRY | {key: " "})
    with pytest.raises(StoryError, match=key):
        read_waivers(paths)


@pytest.mark.parametrize("text", ["{", "[]", '{"waivers": 3}', '{"waivers": ["x"]}'])
def test_a_damaged_file_is_an_error(paths, text):
    paths.review_file.write_text(text, "utf-8")
    with pytest.raises(StoryError, match="review file"):
        read_waivers(paths)
