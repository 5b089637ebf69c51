"""The player's conformance report: valid by the rules of its format, and an answer to every criterion.

The GSA's schema and catalogue are no part of the repository; the lists of their criteria follow from criteria.toml, and
what the schema asks for stands here in short. `python -m tools.openacr` holds it against the whole.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__
from pipeline.evidence.criteria import criteria
from tools.lock import ROOT
from tools.openacr import PAGE, faults, main, read

#: What openacr-0.1.0.json asks for, and of the catalogue "2.5-edition-wcag-2.2-508-eu-en" the parts that are answered.
SCHEMA = {
    "type": "object",
    "required": ["title", "product", "author"],
    "properties": {
        "title": {"type": "string"},
        "product": {"type": "object", "required": ["name"], "properties": {"version": {"type": "string"}}},
        "author": {"type": "object", "required": ["email"]},
        "report_date": {"type": "string"},
        "last_modified_date": {"type": "string"},
        "version": {"type": "integer"},
        "catalog": {"type": "string"},
    },
}
TEST = re.compile(r"^ *def (test_\w+)", re.MULTILINE)
LEVELS = ("supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated")
DISABLED = """success_criteria_level_aaa functional_performance_criteria hardware software
support_documentation_and_services en_301_549_functional_performance en_301_549_generic_requirements
en_301_549_ict_with_two-way_voice en_301_549_hardware en_301_549_web en_301_549_non-web-documents en_301_549_software
en_301_549_documentation_and_support_services en_301_549_ict_providing_relay_or_emergency_service_access"""


def catalogue() -> dict[str, Any]:
    def chapter(name: str, numbers: list[str], component: str) -> dict[str, Any]:
        # The catalogue of WCAG 2.2 still has 4.1.1 Parsing, and "7.1" as a heading.
        kept = [{"id": number, "components": [component]} for number in numbers]
        return {"id": name, "criteria": sorted(kept, key=lambda one: [int(part) for part in one["id"].split(".")])}

    levels = {level: [one.number for one in criteria() if one.level == level] for level in ("A", "AA")}
    video = [one.number for one in criteria() if one.standard == "en301549"]
    return {
        "terms": [{"id": level} for level in LEVELS],
        "chapters": [
            chapter("success_criteria_level_a", [*levels["A"], "4.1.1"], "web"),
            chapter("success_criteria_level_aa", levels["AA"], "web"),
            chapter("en_301_549_ict_with_video", ["7.1", *video], "none"),
            *({"id": name, "criteria": []} for name in DISABLED.split()),
        ],
    }


def test_the_report_is_valid_and_answers_everything() -> None:
    assert faults(read(PAGE), SCHEMA, catalogue()) == []


def test_only_what_may_be_left_is_not_evaluated() -> None:
    """VPAT 2.5: "not evaluated" only among criteria of level AAA."""
    text = PAGE.read_text("utf-8")
    assert "level: not-evaluated" not in text and "catalog: 2.5-edition-wcag-2.2-508-eu-en" in text


def test_it_is_of_this_version() -> None:
    assert read(PAGE)["product"]["version"] == __version__, "Look whether all of it still holds, and date it anew."


def test_what_it_says_was_tried_is_tried() -> None:
    named = set(re.findall(r"\btest_\w+", PAGE.read_text("utf-8")))
    there = {name for path in (ROOT / "tests").rglob("test_*.py") for name in TEST.findall(path.read_text("utf-8"))}
    assert len(named) > 15 and named <= there, named - there


def drop(report: dict[str, Any]) -> None:
    del report["chapters"]["success_criteria_level_a"]["criteria"][3]


def misspell(report: dict[str, Any]) -> None:
    report["chapters"]["success_criteria_level_aa"]["criteria"][0]["components"][0]["adherence"]["level"] = "Supports"


def strange(report: dict[str, Any]) -> None:
    report["chapters"]["en_301_549_ict_with_video"]["criteria"][0]["components"][0]["name"] = "web"


def silent(report: dict[str, Any]) -> None:
    del report["chapters"]["hardware"]["notes"]


def unasked(report: dict[str, Any]) -> None:
    report["chapters"]["hardwear"] = report["chapters"].pop("hardware")


def nobody(report: dict[str, Any]) -> None:
    del report["author"]["email"]


@pytest.mark.parametrize("spoil", [drop, misspell, strange, silent, unasked, nobody])
def test_what_is_wrong_is_found(spoil: Callable[[dict[str, Any]], None]) -> None:
    report = copy.deepcopy(read(PAGE))
    spoil(report)
    assert faults(report, SCHEMA, catalogue())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema, there = tmp_path / "schema.json", tmp_path / "catalogue.json"
    schema.write_text(json.dumps(SCHEMA), "utf-8")
    there.write_text(json.dumps(catalogue()), "utf-8")
    assert main([str(schema), str(there)]) == 0 and "valid" in capsys.readouterr().out
    schema.write_text(json.dumps(SCHEMA | {"required": ["repository"]}), "utf-8")
    assert main([str(schema), str(there)]) == 1 and "repository" in capsys.readouterr().out
