"""Writes what docs/manifest.md shows of the contract: `python -m tools.manifest_docs`.

The table of keys comes from the JSON Schema, the example from the functions that build a manifest, given a made-up
series and files of a few bytes. docs/manifest.schema.json is the schema that every build writes beside manifest.json.
"""

from __future__ import annotations

import json
import struct
import tempfile
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.config import Settings
from pipeline.cues import Cue, Track
from pipeline.files import to_json, write_text
from pipeline.layout import Layout
from pipeline.media.facts import AudioFacts, MediaFacts
from pipeline.publish.episode import PublishedTrack, build_episode
from pipeline.publish.feeds.chapters import chapters_vtt, find_chapters
from pipeline.publish.manifest import build_manifest, manifest_schema
from pipeline.publish.models import Manifest
from pipeline.publish.parts import ApprovalInfo
from pipeline.story import Story, StoryFile

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/manifest.md"
SCHEMA = ROOT / "docs/manifest.schema.json"
FIRST = ROOT / "tests/publish/contract/1.0.schema.json"
SECONDS = 48
SIZE = (1280, 720)
SAID = {"ca": "JOEL: Bon dia!", "en": "JOEL: Good morning!"}


def main() -> None:
    write_text(SCHEMA, to_json(manifest_schema()))
    write_text(PAGE, page(PAGE.read_text(encoding="utf-8")))


def page(text: str) -> str:
    """The page `text` with its made parts as they must be now."""
    series, story = (fenced(text, name) for name in ("series.toml", "story.toml"))
    text = replaced(text, "keys", keys())
    return replaced(text, "example", f"```json\n{example(series, story)}```\n")


def fenced(text: str, name: str) -> dict[str, Any]:
    """The TOML that the page shows under the name of a file."""
    start = text.index("```toml\n", text.index(f"`{name}`:")) + len("```toml\n")
    return tomllib.loads(text[start : text.index("```", start)])


def replaced(text: str, name: str, made: str) -> str:
    """`text` with all between the two marks of `name` replaced."""
    head, _, rest = text.partition(f"<!-- {name} -->\n")
    _, _, tail = rest.partition(f"<!-- /{name} -->\n")
    return f"{head}<!-- {name} -->\n{made}<!-- /{name} -->\n{tail}"


def keys() -> str:
    """A table of keys for each kind of object, in the order of the schema."""
    schema, first = manifest_schema(), json.loads(FIRST.read_text(encoding="utf-8"))
    first_kinds = {name: schema["$defs"][name] for name in ("Series", "Episode")}
    kinds = {"Manifest": schema} | first_kinds | schema["$defs"]
    earlier = {"Manifest": first} | first["$defs"]
    return "".join(_table(name, kind, earlier.get(name, {"properties": {}})) for name, kind in kinds.items())


def _table(name: str, kind: dict[str, Any], earlier: dict[str, Any]) -> str:
    rows = [
        f"| `{key}` | {_type(value)} | {'1.0' if key in earlier['properties'] else '1.1'} | {_said(value)} |\n"
        for key, value in kind["properties"].items()
    ]
    told = " ".join(kind.get("description", "").split())
    head = f"### {name}\n\n" + (f"{told}\n\n" if told else "")
    return f"{head}| key | holds | since | |\n|---|---|---|---|\n{''.join(rows)}\n"


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
    return str(value.get("description", "")).replace("|", "\\|")


def example(series: dict[str, Any], story: dict[str, Any]) -> str:
    """The manifest of a series with one story, both as their files say."""
    with tempfile.TemporaryDirectory() as folder:
        return to_json(_manifest(Layout(Path(folder)), series, story).model_dump(mode="json", by_alias=True))


def _manifest(layout: Layout, series: dict[str, Any], info: dict[str, Any]) -> Manifest:
    settings = Settings.model_validate(series)
    story = Story("joel", layout.story(layout.stories / "joel", "joel"), StoryFile.model_validate(info))
    paths = story.paths
    paths.out.mkdir(parents=True)
    chapters = find_chapters(story, {}, settings.languages, SECONDS * 1000)
    for path in (paths.video, *map(paths.burned, settings.languages)):
        path.write_bytes(_mp4())
    paths.poster.write_bytes(b"a picture\n")
    for lang in settings.languages:
        paths.vtt(lang).write_bytes(b"WEBVTT\n")
        paths.published_srt(lang).write_bytes(b"\n")
        paths.chapters(lang).write_text(chapters_vtt(chapters, lang), encoding="utf-8")
    tracks = [_track(story, lang) for lang in settings.languages]
    return build_manifest(
        settings, [build_episode(story, settings, _facts(), tracks, poster_size=SIZE, chapters=chapters)]
    )


def _track(story: Story, lang: str) -> PublishedTrack:
    approval = ApprovalInfo(when="2024-05-02T17:20:00+02:00", role="editor", by=None)
    track = Track(
        lang, (Cue(1000, 2500, SAID[lang]),), story.kind_of(lang), {"engine": "faster-whisper", "model": "base"}
    )
    return PublishedTrack(track, "approved", approval)


def _facts() -> MediaFacts:
    return MediaFacts(
        container="mp4",
        duration_ms=SECONDS * 1000,
        width=SIZE[0],
        height=SIZE[1],
        coded_width=SIZE[0],
        coded_height=SIZE[1],
        fps=Fraction(25),
        variable_rate=False,
        rotation=0,
        codec="h264",
        pixel_format="yuv420p",
        bit_depth=8,
        sample_aspect=Fraction(1),
        color={},
        offset_ms=0,
        audio=AudioFacts("aac", 2, 48000, 0),
    )


def _mp4() -> bytes:
    """The head of an H.264 video without any pictures: all that a manifest wants to know (ISO/IEC 14496-12)."""
    entry = _box("avc1", bytes(78) + _box("avcC", bytes([1, 0x64, 0, 0x28])))
    described = _box("minf", _box("stbl", _box("stsd", bytes(8) + entry)))
    handler = _box("hdlr", bytes(8) + b"vide")
    matrix = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    sized = matrix + struct.pack(">II", SIZE[0] << 16, SIZE[1] << 16)
    header = _box("tkhd", bytes(20) + struct.pack(">I", SECONDS * 1000) + bytes(16) + sized)
    film = _box("mvhd", bytes(12) + struct.pack(">I", 1000))
    return _box("moov", film + _box("trak", header + _box("mdia", handler + described)))


def _box(name: str, payload: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(payload), name.encode()) + payload


if __name__ == "__main__":
    main()
