"""Writes what docs/manifest.md shows of the contract: `python -m tools.manifest_docs`.

The table of keys comes from the JSON Schema, the example from the functions that build a manifest, given a made-up
series and files of a few bytes. docs/manifest.schema.json is the schema that every build writes beside manifest.json.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.cues import Cue, Track
from pipeline.files import to_json, write_text
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, languages_of
from pipeline.project.story_file import StoryFile
from pipeline.site.contract import SCHEMA_VERSION, Manifest
from pipeline.site.finished_files import PublishedTrack
from pipeline.site.manifest import build_manifest, build_withdrawn, manifest_schema, page_schema
from pipeline.site.parts import ApprovalInfo
from tools.doc_parts import fenced, in_cell, replaced, table
from tools.made_up import built, facts, mp4

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/manifest.md"
SCHEMA = ROOT / "docs/manifest.schema.json"
CONTRACT = ROOT / "tests/site/contract"
#: Width and height in px, and ms.
SHAPE = (1280, 720, 48_000)
WITHDRAWN = date(2024, 6, 3)
CUES = {
    "ca": (Cue(1000, 2500, "JOEL: Bon dia!", "Joel"), Cue(5000, 7000, "(Ocells)", sound=True)),
    "en": (Cue(1000, 2500, "JOEL: Good morning!", "Joel"), Cue(5000, 7000, "[birds]", sound=True)),
}


def main() -> None:
    write_text(SCHEMA, to_json(manifest_schema()))
    write_text(PAGE, page(PAGE.read_text(encoding="utf-8")))


def page(text: str) -> str:
    """The page `text` with its made parts as they must be now."""
    series, story = (tomllib.loads(fenced(text, name)) for name in ("series.toml", "story.toml"))
    text = replaced(text, "keys", keys())
    return replaced(text, "example", f"```json\n{example(series, story)}```\n")


def keys() -> str:
    """A table of keys for each kind of object, in the order of the schema."""
    schema = manifest_schema()
    first_kinds = {name: schema["$defs"][name] for name in ("Series", "Episode")}
    kinds = {"Manifest": schema} | first_kinds | schema["$defs"] | {"ManifestPage": page_schema()}
    since = _first_versions()
    return "".join(_table(name, kind, since) for name, kind in kinds.items())


def _first_versions() -> dict[tuple[str, str], str]:
    """In which version each key of each kind came, for those of earlier versions."""
    since: dict[tuple[str, str], str] = {}
    for minor in range(int(SCHEMA_VERSION.removeprefix("1."))):
        kept = json.loads((CONTRACT / f"1.{minor}.schema.json").read_text(encoding="utf-8"))
        for name, kind in {"Manifest": kept, **kept["$defs"]}.items():
            for key in kind["properties"]:
                since.setdefault((name, key), f"1.{minor}")
    return since


def _table(name: str, kind: dict[str, Any], since: dict[tuple[str, str], str]) -> str:
    rows = [
        (f"`{key}`", _type(value), since.get((name, key), SCHEMA_VERSION), _said(value))
        for key, value in kind["properties"].items()
    ]
    told = " ".join(kind.get("description", "").split())
    head = f"### {name}\n\n" + (f"{told}\n\n" if told else "")
    return head + table(("key", "holds", "since", "meaning"), rows)


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type(item) for item in value["anyOf"])
    if "const" in value or "enum" in value:
        return ", ".join(f"`{item}`" for item in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    if "patternProperties" in value:
        (held,) = value["patternProperties"].values()
        return f"by language: {_type(held)}"
    return str(value.get("format") or value.get("type") or "anything")


def _said(value: dict[str, Any]) -> str:
    return in_cell(str(value.get("description", "")))


def example(series: dict[str, Any], story: dict[str, Any]) -> str:
    """The manifest of a series with one story, both as their files say, and another one that was withdrawn."""
    with tempfile.TemporaryDirectory() as folder:
        return to_json(_manifest(Layout(Path(folder)), series, story).model_dump(mode="json", by_alias=True))


def _manifest(layout: Layout, series: dict[str, Any], info: dict[str, Any]) -> Manifest:
    settings = Settings.model_validate(series)
    story = Story("joel", layout.story(layout.stories / "joel", "joel"), StoryFile.model_validate(info))
    tracks = [_track(story, lang) for lang in languages_of(settings, story)]
    episode = built(story, settings, facts(*SHAPE), tracks, mp4(*SHAPE), {})
    return build_manifest(settings, [episode], [build_withdrawn(settings, "anna", WITHDRAWN)])


def _track(story: Story, lang: str) -> PublishedTrack:
    approval = ApprovalInfo(when="2024-05-02T17:20:00+02:00", role="editor", by=None, heard=True)
    made = {"engine": "faster-whisper", "model": "base"}
    return PublishedTrack(Track(lang, CUES[lang], story.kind_of(lang), made), "approved", approval)


if __name__ == "__main__":
    main()
