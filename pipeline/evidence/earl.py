"""An assessment as EARL in JSON-LD: what auditors' tools read.

Source: W3C, Evaluation and Report Language (EARL) 1.0 Schema (Group Note, 2 February 2017); dates by Dublin Core
terms, people by FOAF, checksums by SPDX. Addresses are relative to the file, which lies beside the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.cues import Lang
from pipeline.evidence.assessment import Assessment, CriterionResult
from pipeline.evidence.criteria import Criterion, catalogue_of_criteria
from pipeline.evidence.evidence_facts import Approver
from pipeline.evidence.evidence_words import figure_name, figure_value, why_in_words
from pipeline.evidence.figures import Figure
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.bilingual import Bilingual

#: Written out, so that nothing has to be fetched to read the file.
CONTEXT: dict[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "earl:assertedBy": {"@type": "@id"},
    "earl:subject": {"@type": "@id"},
    "earl:test": {"@type": "@id"},
    "earl:mode": {"@type": "@id"},
    "earl:outcome": {"@type": "@id"},
    "earl:mainAssertor": {"@type": "@id"},
    "dct:isPartOf": {"@type": "@id"},
    "dct:isRequiredBy": {"@type": "@id"},
    "dct:references": {"@type": "@id"},
}


def earl(assessment: Assessment, episode_id: str, titles: dict[Lang, str], pages: dict[Lang, str]) -> dict[str, Any]:
    """titles: of the episode, by page language. pages: their addresses, relative to the file."""
    assertions = [one for result in assessment.results for one in _assertions(result, assessment, episode_id)]
    graph = [
        _subject(assessment, episode_id, titles, pages),
        *_software(assessment),
        *_standards(),
        *(_criterion(result.criterion) for result in assessment.results),
        *assertions,
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _subject(
    assessment: Assessment, episode_id: str, titles: dict[Lang, str], pages: dict[Lang, str]
) -> dict[str, Any]:
    parts = [
        {"@id": url, "@type": ["earl:TestSubject", "foaf:Document"], "dct:language": lang}
        for lang, url in pages.items()
    ]
    parts += [_part(episode_id, name, sha256) for name, sha256 in sorted(assessment.facts.hashes.items())]
    return {
        "@id": f"urn:veus:{episode_id}",
        "@type": ["earl:TestSubject", "schema:VideoObject"],
        "dct:title": _by_language(titles),
        "dct:hasPart": parts,
    }


def _part(episode_id: str, name: str, sha256: str) -> dict[str, Any]:
    """One of the things that people's words are bound to."""
    checksum = {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"}}
    return {
        "@id": f"urn:veus:{episode_id}#{name}",
        "@type": "earl:TestSubject",
        "dct:title": name,
        "spdx:checksum": checksum | {"spdx:checksumValue": sha256},
    }


def _software(assessment: Assessment) -> Iterator[dict[str, Any]]:
    for name, version in assessment.facts.tools:
        yield {
            "@id": _tool(name, version),
            "@type": ["earl:Assertor", "earl:Software"],
            "dct:title": name,
            "dct:hasVersion": version,
        }


def _tool(name: str, version: str) -> str:
    slug = "".join(c if c.isalnum() else "-" for c in f"{name}-{version}".casefold())
    return f"#tool-{slug}"


def _standards() -> Iterator[dict[str, Any]]:
    known = catalogue_of_criteria()
    for standard in known.standards.values():
        yield {
            "@id": standard.url,
            "@type": "dct:Standard",
            "dct:title": _languages(standard.title),
            "dct:hasVersion": standard.version,
            "dct:isRequiredBy": known.law.url,
        }
    yield {"@id": known.law.url, "@type": "dct:Policy", "dct:title": _languages(known.law.title)}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    known = catalogue_of_criteria().standards
    numbers = {known["wcag"].short: criterion.wcag, known["en301549"].short: criterion.en301549}
    return {
        "@id": criterion.url,
        "@type": ["earl:TestCriterion", "earl:TestRequirement"],
        "dct:title": _languages(criterion.title),
        "dct:identifier": [
            f"{name} {version}: {number}" for name, by in numbers.items() for version, number in by.items()
        ],
        "dct:isPartOf": known[criterion.standard].url,
    }


def _assertions(result: CriterionResult, assessment: Assessment, episode_id: str) -> Iterator[dict[str, Any]]:
    """One for each criterion: the machine's, a person's, or one of both; and one for each approval it rests on."""
    facts, name = assessment.facts, result.criterion.name
    machine, subject = _tool(*facts.tools[0]), f"urn:veus:{episode_id}"
    approvers = [(f"{result.machine.approved}.{lang}", approver) for lang, approver in result.machine.approvers]
    people = [_person(approver) for _, approver in approvers] + ([_person(result.word.signer)] if result.word else [])
    yield _assertion(result, f"#{name}", subject, result.mode, _asserted_by(result, machine, people)) | {
        "earl:result": _result(result, result.when(facts.when), subject)
    }
    for part, approver in approvers:
        outcome = "passed" if approver.heard else "cantTell"
        said = {"@type": "earl:TestResult", "earl:outcome": f"earl:{outcome}", "dct:date": _date(approver.when)}
        yield _assertion(result, f"#{name}.{part}", f"{subject}#{part}", "manual", _person(approver)) | {
            "earl:result": said
        }


def _assertion(result: CriterionResult, name: str, subject: str, mode: str | None, asserted_by: Any) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": "earl:Assertion",
        "earl:assertedBy": asserted_by,
        "earl:subject": subject,
        "earl:test": result.criterion.url,
    } | ({"earl:mode": f"earl:{mode}"} if mode else {})


def _asserted_by(result: CriterionResult, machine: str, people: list[dict[str, Any]]) -> Any:
    """A tool by its address; a person; or a group of both, in which the person who spoke last is the main one."""
    if not people:
        return machine
    if result.mode == "manual":
        return people[-1]
    return {
        "@type": ["earl:Assertor", "foaf:Group"],
        "earl:mainAssertor": people[-1],
        "foaf:member": [{"@id": machine}, *people[:-1]],
    }


def _result(result: CriterionResult, when: str | None, subject: str) -> dict[str, Any]:
    why = {lang: why_in_words(result.machine.why, lang) for lang in PAGE_LANGUAGES}
    found: dict[str, Any] = {
        "@type": "earl:TestResult",
        "earl:outcome": f"earl:{result.outcome}",
        "earl:info": _by_language(why),
    }
    if when:
        found["dct:date"] = _date(when)
    if result.word:
        found["dct:date"] = _date(result.word.signer.when)
        found["dct:references"] = [f"{subject}#{name}" for name in result.word.about]
    if result.word and result.word.remark:
        found["dct:description"] = result.word.remark
    if result.machine.figures:
        found["schema:additionalProperty"] = [_figure(figure) for figure in result.machine.figures]
    return found


def _figure(figure: Figure) -> dict[str, Any]:
    """A number with its unit, for programs and in words."""
    data: dict[str, Any] = {
        "@type": "schema:PropertyValue",
        "schema:propertyID": figure.name,
        "schema:name": [{"@value": figure_name(figure, lang), "@language": lang} for lang in PAGE_LANGUAGES],
        "schema:value": figure.value,
        "schema:unitText": figure.unit,
        "schema:description": [{"@value": figure_value(figure, lang), "@language": lang} for lang in PAGE_LANGUAGES],
    }
    if figure.lang:
        data["schema:inLanguage"] = figure.lang
    if figure.limit is not None:
        data["schema:maxValue" if figure.unit != "ratio" else "schema:minValue"] = figure.limit
    if figure.whole is not None:
        data["schema:maxValue"] = figure.whole
    return data


def _person(approver: Approver) -> dict[str, Any]:
    person: dict[str, Any] = {"@type": ["earl:Assertor", "foaf:Person"]}
    if approver.name:
        person["foaf:name"] = approver.name
    if approver.role:
        person["schema:jobTitle"] = approver.role
    return person


def _date(when: str) -> dict[str, str]:
    """A day, or a moment (ISO 8601)."""
    return {"@type": "xsd:dateTime" if "T" in when else "xsd:date", "@value": when}


def _languages(text: Bilingual) -> list[dict[str, str]]:
    return _by_language({lang: text[lang] for lang in PAGE_LANGUAGES})


def _by_language(words: dict[Lang, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": lang} for lang, text in words.items()]
