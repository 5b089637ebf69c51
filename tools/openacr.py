"""Whether docs/openacr-player.yaml is valid as the GSA's own tool has it: `python -m tools.openacr SCHEMA CATALOGUE`.

Both are files of https://github.com/GSA/openacr: `schema/openacr-0.1.0.json`, and of `catalog/` the one that the report
names. They are fetched by whoever asks, and not kept here. Exit code 1: it is not, and each line says why.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs/openacr-player.yaml"


def faults(report: Mapping[str, Any], schema: Mapping[str, Any], catalogue: Mapping[str, Any]) -> list[str]:
    """All that is wrong by the schema (JSON Schema, draft 7) and by the catalogue, and what of that is not answered."""
    from jsonschema import Draft7Validator

    wrong = [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(report)]
    known = {chapter["id"]: chapter.get("criteria", []) for chapter in catalogue["chapters"]}
    terms = {term["id"] for term in catalogue["terms"]}
    answered = report.get("chapters", {})
    wrong += [f"{name}: no chapter of the catalogue." for name in answered if name not in known]
    wrong += [f"{name}: neither answered nor disabled." for name in known if name not in answered]
    for name, chapter in answered.items():
        if not chapter.get("disabled"):
            wrong += _in_chapter(name, chapter.get("criteria", []), known.get(name, []), terms)
        elif not chapter.get("notes"):
            wrong.append(f"{name}: nothing says why it is disabled.")
    return wrong


def _in_chapter(
    name: str, given: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]], terms: set[str]
) -> Iterator[str]:
    parts = {one["id"]: one["components"] for one in asked}
    numbers = [one.get("num") for one in given]
    if numbers != list(parts):
        yield f"{name}: the criteria are {numbers}, and should be {list(parts)}."
    for one in given:
        components = one.get("components", [])
        if not components:
            yield f"{name} {one.get('num')}: no component is answered for."
        for component in components:
            adherence = component.get("adherence", {})
            if component.get("name") not in parts.get(one.get("num", ""), ()):
                yield f"{name} {one.get('num')}: not about {component.get('name')}."
            if adherence.get("level") not in terms:
                yield f'{name} {one.get("num")}: "{adherence.get("level")}" is no level.'
            if not adherence.get("notes"):
                yield f"{name} {one.get('num')}: nothing says why."


def read(path: Path) -> Any:
    """A file in YAML or JSON."""
    import yaml

    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def main(args: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.openacr", description="Whether the player's report is valid."
    )
    parser.add_argument("schema", type=Path, metavar="SCHEMA", help="openacr-0.1.0.json")
    parser.add_argument("catalogue", type=Path, metavar="CATALOGUE", help="the catalogue that the report names")
    given = parser.parse_args(args)
    found = faults(read(PAGE), read(given.schema), read(given.catalogue))
    print("\n".join(found) or f"{PAGE.name} is valid.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
