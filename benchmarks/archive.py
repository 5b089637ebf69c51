"""An archive of thousands of stories, made of one built story by links: what a machine meets that has nothing to do.

Files that do not name the story are the same bytes under another name; in the others its slug is written over. So each
copy is whole, as if it had been built there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline import files
from pipeline.project.layout import Layout

#: What a build reads again only where it encodes.
SPARE = "pieces"

#: No text file of a story is longer (bytes).
_LONGEST = 4_000_000


def grow(layout: Layout, slug: str, first: int, last: int) -> None:
    """Copies of a built story: story-`first` to story-`last`. The archive's manifest is the next build's."""
    source = _read(layout, slug)
    for number in range(first, last + 1):
        _copy(layout, source, slug, f"story-{number:05}")


#: Of each file its place below its folder, the file, and its bytes where they name the story.
Files = list[tuple[Path, Path, Path, bytes | None]]


def _read(layout: Layout, slug: str) -> Files:
    paths = layout.story(layout.stories / slug, slug)
    found: Files = []
    for root in (paths.source, paths.out, paths.work):
        for path in _files(root):
            data = path.read_bytes() if path.stat().st_size < _LONGEST else b""
            named = data if slug.encode() in data and b"\0" not in data else None
            found.append((root.parent, path.relative_to(root), path, named))
    return found


def _files(root: Path) -> Iterator[Path]:
    for folder, names, there in os.walk(root):
        names[:] = [name for name in names if name != SPARE]
        yield from (Path(folder) / name for name in there)


def _copy(layout: Layout, source: Files, slug: str, name: str) -> None:
    word, hashes = re.compile(rb"(?<![\w-])" + slug.encode() + rb"(?![\w-])"), {}
    made = {folder / name / place.parent for folder, place, _, _ in source}
    for folder in sorted(made):
        folder.mkdir(parents=True, exist_ok=True)
    for folder, place, path, named in source:
        target = folder / name / _renamed(place, slug, name)
        if named is None:
            target.hardlink_to(path)
            continue
        data = word.sub(name.encode(), named)
        target.write_bytes(data)
        hashes[f"{name}/{place.as_posix()}"] = files.sha256_bytes(data)
    _note_hashes(layout.story(layout.stories / name, name).ledger, hashes)


def _renamed(place: Path, slug: str, name: str) -> Path:
    """Footage is called as its story is."""
    return place.with_stem(name) if place.stem == slug else place


def _note_hashes(ledger: Path, hashes: dict[str, str]) -> None:
    entries = json.loads(ledger.read_bytes())
    for entry in entries.values():
        entry["outputs"] = {path: hashes.get(path, sha256) for path, sha256 in entry["outputs"].items()}
    files.write_json(ledger, entries)
