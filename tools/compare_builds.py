"""Whether two builds made the same: `python -m tools.compare_builds A B`, two output/ folders of the same stories.

Every file counts, hidden ones too (but for MEMORIES), by its bytes; a link by where it leads, a folder by being there.
`--ignore` leaves out what may differ: a pattern of paths below the folders (`.work/*/ledger.json`, `*.mp4`). Exit code
1: they differ; 2: there is nothing to compare.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

#: What only saves reading files and looking at stories again: states of files, which are others in each folder.
MEMORIES = (".work/*hashes.json", ".work/settled.json", ".work/told.json")

#: Bytes that are compared at once.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Difference:
    """path: below both folders. what: how they differ there."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


def differences(one: Path, other: Path, ignore: Sequence[str] = ()) -> Iterator[Difference]:
    """What differs between two folders, by path. ignore: patterns in which `*` stands for any characters, `/` too.
    Raises OSError."""
    mine, theirs = entries(one), entries(other)
    for path in sorted(mine.keys() | theirs.keys()):
        if any(fnmatchcase(path, pattern) for pattern in (*ignore, *MEMORIES)):
            continue
        if path not in theirs or path not in mine:
            yield Difference(path, f"only in {one if path in mine else other}")
        elif mine[path] != theirs[path]:
            yield Difference(path, f"{mine[path]} in {one}, {theirs[path]} in {other}")
        elif mine[path] == "a file" and (what := _difference(one / path, other / path)):
            yield Difference(path, what)


def entries(folder: Path) -> dict[str, str]:
    """What lies below `folder`, by path: whether it is a file, a folder, or a link, and where that leads."""
    return {path.relative_to(folder).as_posix(): _kind(path) for path in folder.rglob("*")}


def _kind(path: Path) -> str:
    if path.is_symlink():
        return f"a link to {path.readlink()}"
    return "a folder" if path.is_dir() else "a file" if path.is_file() else "something else"


def _difference(one: Path, other: Path) -> str:
    """Where two files begin to differ; "" where they are the same."""
    seen = lines = 0
    with one.open("rb") as mine, other.open("rb") as theirs:
        while True:
            ours, others = mine.read(BLOCK), theirs.read(BLOCK)
            if ours != others:
                pairs = zip(ours, others, strict=False)
                at = next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(others)))
                sizes = f"{one.stat().st_size} and {other.stat().st_size} bytes"
                return f"differs from byte {seen + at}, line {lines + ours.count(10, 0, at) + 1}, on ({sizes})"
            if not ours:
                return ""
            seen, lines = seen + len(ours), lines + ours.count(10)


def main(args: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.compare_builds", description="Whether two builds are the same."
    )
    parser.add_argument("one", type=Path, metavar="A", help="an output/ folder")
    parser.add_argument("other", type=Path, metavar="B", help="another one, made of the same stories")
    parser.add_argument("--ignore", action="append", default=[], metavar="PATTERN", help="paths that may differ")
    told = parser.parse_args(args)
    for folder in (told.one, told.other):
        if not folder.is_dir() or not any(folder.iterdir()):
            parser.error(f"{folder} is no folder that a build has filled")
    found = list(differences(told.one, told.other, told.ignore))
    for difference in found:
        print(difference)
    print(f"different in {len(found)}" if found else "the same", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
