import pytest
from check_helpers import CA, cue

from pipeline.check.rules.table import check
from pipeline.check.waivers import Waiver, text_hash, waived

TEXT = "Ningú no sap\nper què ho deia."
ENTRY = {
    "rule": "CPS",
    "lang": "ca",
    "text": "Ningú no sap per què ho deia.",
    "reason": "parla molt de pressa",
    "by": "Marta",
}


def findings():
    return check([cue(TEXT, 0, 1000), cue("Una altra frase de ben llarga.", 1000, 2000)], CA, ["CPS"])


def test_a_finding_is_waived_by_rule_language_and_text():
    counting, accepted = waived(findings(), [Waiver(**ENTRY)], "ca")
    assert [finding.cue for finding in counting] == [2]
    assert [(finding.cue, waiver.reason) for finding, waiver in accepted] == [(1, "parla molt de pressa")]


@pytest.mark.parametrize("other", [{"rule": "CPL"}, {"lang": "en"}, {"text": "Ningú no sap per què ho deia!"}])
def test_and_by_nothing_else(other):
    assert len(waived(findings(), [Waiver(**(ENTRY | other))], "ca")[0]) == 2


@pytest.mark.parametrize("digits", [64, 12])
def test_by_the_hash_of_the_text(digits):
    waiver = Waiver(rule="CPS", lang="ca", text=text_hash(TEXT)[:digits], reason="perquè sí")
    assert len(waived(findings(), [waiver], "ca")[1]) == 1
