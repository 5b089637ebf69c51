"""How large the history of a long track becomes, and how quick it stays: `python -m benchmarks.history_size`.

A track of an hour is edited again and again, as people do it: mostly words of one caption, now and then a caption
divided or deleted (which numbers all others anew), sometimes all of them moved. Ends with 1 where the history is larger
than it may be, or a version is not what was written.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import files
from pipeline.cues import Cue
from pipeline.review.version_log import VersionLog
from pipeline.subtitles.srt import write_srt

#: MB for ten thousand versions of an hour.
LARGEST_MB = 50
NOW = "2024-03-01T09:30:00+01:00"
#: Captions of an hour, and ms from one to the next.
CAPTIONS, STEP_MS = 900, 4000

SYLLABLES = (
    "ca",
    "ta",
    "lla",
    "men",
    "ció",
    "ser",
    "vei",
    "na",
    "pla",
    "ça",
    "gent",
    "tre",
    "ball",
    "hort",
    "es",
    "co",
)


def versions(count: int, chance: random.Random) -> Iterator[bytes]:
    """A track of an hour, and what becomes of it."""
    cues = [Cue(STEP_MS * n, STEP_MS * (n + 1) - 300, said(chance)) for n in range(CAPTIONS)]
    for _ in range(count):
        yield write_srt(cues).encode("utf-8")
        at, what = chance.randrange(len(cues)), chance.random()
        cue = cues[at]
        middle = (cue.start + cue.end) // 2
        if what < 0.05 and cue.duration > 1000:
            cues[at : at + 1] = [replace(cue, end=middle), replace(cue, start=middle, text=said(chance))]
        elif what < 0.1:
            del cues[at]
        elif what < 0.102:
            cues = [one.moved(one.start + 40, one.end + 40) for one in cues]
        else:
            cues[at] = replace(cue, text=said(chance))


def said(chance: random.Random) -> str:
    lines = (" ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(6)) for _ in range(2))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="how large the history of an hour's track becomes")
    parser.add_argument("--versions", type=int, default=10_000, help="how often it is saved (10000)")
    parser.add_argument("--seed", type=int, default=1, help="of the edits")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(report(Path(folder) / "ca.versions.jsonl", options.versions, random.Random(options.seed)))


def report(path: Path, count: int, chance: random.Random) -> int:
    """Says how large and how quick; 1 where it is too large or a version is another, else 0."""
    log, whole, spent = VersionLog(path), 0, 0.0
    for data in versions(count, chance):
        began = time.perf_counter()
        log.append(data, "page-save", "Anna", NOW)
        spent += time.perf_counter() - began
        whole += len(data)
    size = path.stat().st_size / 1e6
    began = time.perf_counter()
    again = VersionLog(path)
    lines = again.lines()
    opened = time.perf_counter() - began
    began = time.perf_counter()
    wrong = sum(files.sha256_bytes(again.read(line.sha256)) != line.sha256 for line in lines)
    read = time.perf_counter() - began
    print(f"{count} versions, {whole / 1e6:.0f} MB in all: {size:.1f} MB kept; {wrong} not as they were written")
    print(f"saving {spent / count * 1000:.1f} ms a version, opening {opened:.2f} s, reading all {read:.1f} s")
    return int(wrong > 0 or size > LARGEST_MB * count / 10_000)


if __name__ == "__main__":
    main()
