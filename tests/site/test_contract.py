"""Within version 1 nothing that a reader relies on is taken away or changed: the schema of each version is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.site.contract import SCHEMA_VERSION, Manifest
from pipeline.site.manifest import manifest_schema

CONTRACT = Path(__file__).parent / "contract"
#: What is said about a key, not of what it holds.
PROSE = {"description", "title", "default"}


def kept_versions() -> list[str]:
    return sorted(path.name.removesuffix(".schema.json") for path in CONTRACT.iterdir())


def kept(version: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((CONTRACT / f"{version}.schema.json").read_text(encoding="utf-8"))
    return schema


def promises(schema: dict[str, Any]) -> dict[str, Any]:
    """Every path of a document, with what its schema promises of it: episodes[].sources[].url → type, pattern …"""
    found: dict[str, Any] = {}

    def walk(node: dict[str, Any], path: str) -> None:
        if "$ref" in node:
            node = node | schema["$defs"][node["$ref"].rpartition("/")[2]]
        for key, value in node.items():
            if key in ("properties", "patternProperties"):
                for name, child in value.items():
                    walk(child, f"{path}.{name}")
            elif key in ("items", "additionalProperties", "propertyNames") and isinstance(value, dict):
                walk(value, f"{path}<{key}>")
            elif key == "anyOf":
                for child in value:
                    walk(child, f"{path}|{child.get('type') or 'object'}")
            elif key == "required":
                found.update({f"{path}.{name} is there": True for name in value})
            elif key not in PROSE | {"$ref", "$defs", "$id", "$schema"}:
                found[f"{path} {key}"] = value

    walk(schema, "")
    return found


def test_every_earlier_version_is_kept_here() -> None:
    assert kept_versions() == [f"1.{minor}" for minor in range(int(SCHEMA_VERSION.removeprefix("1.")))]


@pytest.mark.parametrize("version", kept_versions())
def test_what_was_promised_still_holds(version: str) -> None:
    before, now = promises(kept(version)), promises(manifest_schema())
    assert len(before) > 200
    assert {path: now.get(path) for path in before} == before


@pytest.mark.parametrize("version", kept_versions())
def test_a_reader_of_an_earlier_version_accepts_what_is_written_now(
    version: str, site: Manifest, public: Manifest
) -> None:
    for manifest in (site, public):
        data = manifest.model_dump(mode="json", by_alias=True)
        assert list(Draft202012Validator(kept(version)).iter_errors(data)) == []


def test_a_manifest_of_the_first_version_can_still_be_read(public: Manifest) -> None:
    data = public.model_dump(mode="json", by_alias=True)
    known = kept("1.0")["$defs"]
    data["schema_version"] = "1.0"
    data["series"] = {key: data["series"][key] for key in known["Series"]["properties"]}
    data["episodes"] = [{key: item[key] for key in known["Episode"]["properties"]} for item in data["episodes"]]
    data.pop("withdrawn", None)
    assert Draft202012Validator(manifest_schema()).is_valid(data)
    read = Manifest.model_validate(data)
    assert read.episodes[0].chapters == () and read.series.base_url is None


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (("Source", "properties"), lambda node: node.pop("sha256")),
        (("Source", "properties", "bytes"), lambda node: node.update(type="string")),
        (("Notice", "properties", "code", "enum"), lambda node: node.remove("draft")),
        (("Episode", "required"), lambda node: node.remove("slug")),
        (("Poster", "properties", "url"), lambda node: node.update(pattern=".*")),
    ],
)
def test_a_change_would_be_noticed(place: tuple[str, ...], change: Any) -> None:
    schema = manifest_schema()
    node = schema["$defs"]
    for key in place:
        node = node[key]
    change(node)
    before, now = promises(kept("1.0")), promises(schema)
    assert {path: now.get(path) for path in before} != before
