"""The manifest in parts: all of it, each once, in order; by a schema of their own; none of a longer one is left."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from publish_helpers import many, settings_with

from pipeline.project.layout import Layout
from pipeline.site.contract import Episode, Manifest, ManifestPage
from pipeline.site.manifest import build_manifest, build_withdrawn, page_schema, write_manifest
from pipeline.site.manifest_pages import A_PAGE, manifest_pages


def of(episode: Episode, count: int, gone: int = 0) -> Manifest:
    settings = settings_with()
    withdrawn = [build_withdrawn(settings, f"gone-{number}", date(2024, 6, 3)) for number in range(gone)]
    return build_manifest(settings, many(episode, count), withdrawn)


@pytest.mark.parametrize(
    ("count", "gone", "parts"), [(0, 0, 1), (1, 0, 1), (A_PAGE, 0, 1), (A_PAGE, 1, 2), (2 * A_PAGE - 1, 3, 3)]
)
def test_together_they_are_the_manifest(public: Manifest, count: int, gone: int, parts: int) -> None:
    whole = of(public.episodes[0], count, gone)
    pages = manifest_pages(whole)
    assert [(page.number, page.count) for page in pages] == [(number, parts) for number in range(1, parts + 1)]
    assert [one for page in pages for one in page.episodes] == list(whole.episodes)
    assert [one for page in pages for one in page.withdrawn] == list(whole.withdrawn)
    assert all(page.series == whole.series and page.status == whole.status for page in pages)
    assert all(len(page.episodes) + len(page.withdrawn) <= A_PAGE for page in pages)


def read(layout: Layout, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(layout.manifest_page(number).read_bytes())
    return found


def test_one_leads_to_the_next(public: Manifest, layout: Layout) -> None:
    written = write_manifest(layout, of(public.episodes[0], 2 * A_PAGE + 1))
    assert written[-1] == layout.manifest, "it comes last"
    seen, page = [], read(layout, 1)
    assert page["previous"] is None
    while True:
        seen.append(page["number"])
        if page["next"] is None:
            break
        base = layout.manifest_page(page["number"]).parent / page["base"]
        following = json.loads((base / page["next"]).read_bytes())
        assert (base / following["previous"]).samefile(layout.manifest_page(page["number"]))
        page = following
    assert seen == [1, 2, 3]


def test_parts_are_valid_by_the_schema_beside_them(public: Manifest, layout: Layout) -> None:
    write_manifest(layout, of(public.episodes[0], A_PAGE, 1))
    schema = json.loads(layout.page_schema.read_bytes())
    Draft202012Validator.check_schema(schema)
    assert schema == page_schema() and schema["$id"] == "urn:veus:manifest-page:1"
    for number in (1, 2):
        page = read(layout, number)
        assert (layout.manifest_page(number).parent / page["$schema"]).samefile(layout.page_schema)
        assert list(Draft202012Validator(schema).iter_errors(page)) == []
        assert ManifestPage.model_validate(page).number == number
    assert list(Draft202012Validator(schema).iter_errors(page | {"number": 0})) != []


def test_parts_of_a_longer_manifest_go(public: Manifest, layout: Layout) -> None:
    write_manifest(layout, of(public.episodes[0], 2 * A_PAGE))
    write_manifest(layout, of(public.episodes[0], 3))
    assert sorted(path.name for path in layout.page_schema.parent.iterdir()) == ["1.json", "page.schema.json"]
