"""EARL: whole by its own vocabulary, and the same as the assessment."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from looked_at import HASHES, PRESS, evidence_facts, track_facts, word_on

from pipeline.evidence.assessment import assess
from pipeline.evidence.criteria import criteria
from pipeline.evidence.earl import CONTEXT, earl
from pipeline.evidence.evidence_facts import DescriptionFacts
from pipeline.files import to_json

#: W3C, EARL 1.0 Schema: what it has.
OUTCOMES = {"earl:passed", "earl:failed", "earl:cantTell", "earl:inapplicable", "earl:untested"}
MODES = {"earl:automatic", "earl:manual", "earl:semiAuto"}
CLASSES = {"Assertion", "Assertor", "Software", "TestSubject", "TestCriterion", "TestRequirement", "TestResult"}
PROPERTIES = {"assertedBy", "subject", "test", "result", "mode", "outcome", "info", "mainAssertor"}
TITLES = {"ca": "En Joel", "en": "Joel"}
PAGES = {"ca": "embed.ca.html", "en": "embed.en.html"}


def graph(named: bool = False) -> list[dict[str, Any]]:
    facts = evidence_facts(tracks=(track_facts("ca", PRESS), track_facts("en")))
    words = [
        word_on("keyboard", remark="Amb Tab."),
        word_on("page-titled"),
        word_on("reflow", hashes={"page": "f" * 64}),
    ]
    data = earl(assess(facts, words, named), "serie/joel", TITLES, PAGES)
    found: list[dict[str, Any]] = json.loads(to_json(data))["@graph"]
    return found


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes(item))]
    return [node for item in value for node in nodes(item)] if isinstance(value, list) else []


def assertions() -> dict[str, dict[str, Any]]:
    return {one["@id"]: one for one in graph() if one["@type"] == "earl:Assertion"}


def test_there_is_one_assertion_for_each_criterion_and_for_each_approval_it_rests_on() -> None:
    found = assertions()
    assert {name for name in found if ".track." not in name} == {f"#{one.name}" for one in criteria()}
    assert {name for name in found if ".track." in name} == {
        f"#{name}.track.ca" for name in ("captions-prerecorded", "captioning-synchronization")
    }


def test_each_says_who_what_of_which_and_when() -> None:
    there = {node["@id"] for node in nodes(graph()) if "@id" in node and "@type" in node}
    for one in assertions().values():
        who = one["earl:assertedBy"]
        assert who in there if isinstance(who, str) else "earl:Assertor" in who["@type"]
        assert one["earl:subject"] in there and one["earl:test"] in there
        result = one["earl:result"]
        assert result["@type"] == "earl:TestResult" and result["earl:outcome"] in OUTCOMES
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", result["dct:date"]["@value"])
        assert one.get("earl:mode", "earl:manual") in MODES
        assert ("earl:mode" in one) is (result["earl:outcome"] != "earl:untested")


def test_a_part_of_a_whole_is_told_as_that() -> None:
    facts = evidence_facts(descriptions=DescriptionFacts(("ca",), (), 3, 5))
    data = earl(assess(facts, (), False), "serie/joel", TITLES, PAGES)
    figures = [node for node in nodes(data) if node.get("schema:propertyID") == "described"]
    assert figures
    for one in figures:
        assert (one["schema:value"], one["schema:maxValue"]) == (3, 5)
        assert [text["@value"] for text in one["schema:description"]] == ["3 de 5", "3 of 5"]


def test_who_approved_a_description_said_nothing_of_captions() -> None:
    facts = evidence_facts(
        hashes=HASHES | {"description.ca": "d" * 64}, descriptions=DescriptionFacts(("ca",), (("ca", PRESS),), 3, 5)
    )
    data = earl(assess(facts, (), False), "serie/joel", TITLES, PAGES)
    parts = {part["@id"] for part in data["@graph"][0]["dct:hasPart"]}
    about = {one["@id"]: one["earl:subject"] for one in data["@graph"] if one["@type"] == "earl:Assertion"}
    assert set(about.values()) - {"urn:veus:serie/joel"} == {"urn:veus:serie/joel#description.ca"} <= parts
    assert {name for name in about if "." in name} == {
        f"#{name}.description.ca"
        for name in ("audio-description-prerecorded", "audio-description-or-media-alternative-prerecorded")
    }


def test_nothing_is_used_that_the_vocabulary_has_not() -> None:
    for node in nodes(graph()):
        kinds = node.get("@type", [])
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            prefix, _, name = kind.partition(":")
            assert prefix in CONTEXT and (prefix != "earl" or name in CLASSES), kind
        for key in node:
            prefix, _, name = key.partition(":")
            assert key.startswith("@") or (prefix in CONTEXT and (prefix != "earl" or name in PROPERTIES)), key


def test_who_looked() -> None:
    found = assertions()
    assert found["#language-of-page"]["earl:assertedBy"] == "#tool-veus-1-0"
    keyboard = found["#keyboard"]
    assert (keyboard["earl:mode"], keyboard["earl:assertedBy"]["@type"][1]) == ("earl:manual", "foaf:Person")
    assert keyboard["earl:result"]["dct:date"]["@value"] == "2024-03-01T09:30:00+01:00"
    assert keyboard["earl:result"]["dct:references"] == ["urn:veus:serie/joel#page"]
    both = found["#page-titled"]["earl:assertedBy"]
    assert found["#page-titled"]["earl:mode"] == "earl:semiAuto"
    assert both["earl:mainAssertor"]["schema:jobTitle"] == "accessibility"
    assert both["foaf:member"] == [{"@id": "#tool-veus-1-0"}]
    assert found["#reflow"]["earl:result"]["earl:outcome"] == "earl:untested", "that word has ended"


def test_a_build_tells_no_day_but_those_of_people() -> None:
    facts = evidence_facts(when=None, tracks=(track_facts("ca", PRESS),))
    data = earl(assess(facts, [word_on("keyboard")], False), "serie/joel", TITLES, PAGES)
    dated = {one["@id"] for one in data["@graph"] if "dct:date" in one.get("earl:result", {})}
    assert dated == {"#keyboard"} | {
        f"#{name}{part}"
        for name in ("captions-prerecorded", "captioning-synchronization")
        for part in ("", ".track.ca")
    }


def test_names_are_told_only_where_the_series_says_so() -> None:
    assert "Berta" not in json.dumps(graph())
    assert "Berta Roca" in json.dumps(graph(named=True))


def test_what_words_are_bound_to_is_there_with_its_hash() -> None:
    subject = graph()[0]
    sums = {part["dct:title"]: part["spdx:checksum"]["spdx:checksumValue"] for part in subject["dct:hasPart"][2:]}
    assert sums == HASHES
    assert [part["@id"] for part in subject["dct:hasPart"][:2]] == list(PAGES.values())


def test_figures_are_numbers_and_words() -> None:
    figures = assertions()["#captions-prerecorded"]["earl:result"]["schema:additionalProperty"]
    fastest = next(one for one in figures if one["schema:propertyID"] == "speed_fastest")
    assert (fastest["schema:value"], fastest["schema:maxValue"], fastest["schema:inLanguage"]) == (16.9, 17, "ca")
    assert {one["@language"] for one in fastest["schema:description"]} == {"ca", "en"}


def test_no_identifier_stands_twice() -> None:
    names = Counter(node["@id"] for node in graph())
    assert [name for name, count in names.items() if count > 1] == []
