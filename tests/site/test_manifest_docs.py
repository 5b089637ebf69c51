"""docs/manifest.md and the schema beside it say what the code does: `python -m tools.manifest_docs` writes both."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from pipeline.site.contract import SCHEMA_VERSION, Manifest
from pipeline.site.manifest import manifest_schema
from tools import manifest_docs


def test_the_published_schema_is_the_one_that_builds_write() -> None:
    assert json.loads(manifest_docs.SCHEMA.read_text(encoding="utf-8")) == manifest_schema()


def test_the_page_is_up_to_date() -> None:
    text = manifest_docs.PAGE.read_text(encoding="utf-8")
    assert manifest_docs.page(text) == text


def test_the_example_on_the_page_is_a_manifest() -> None:
    _, _, rest = manifest_docs.PAGE.read_text(encoding="utf-8").partition("<!-- example -->\n```json\n")
    data = json.loads(rest.partition("```")[0])
    assert data["schema_version"] == SCHEMA_VERSION
    assert list(Draft202012Validator(manifest_schema()).iter_errors(data)) == []
    read = Manifest.model_validate(data)
    assert read.status == "approved" and read.series.sections and read.episodes[0].chapters


def test_every_key_stands_on_the_page() -> None:
    text = manifest_docs.PAGE.read_text(encoding="utf-8")
    schema = manifest_schema()
    for kind in (schema, *schema["$defs"].values()):
        for key in kind["properties"]:
            assert f"| `{key}` |" in text
