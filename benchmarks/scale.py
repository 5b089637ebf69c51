"""What an archive costs of which nothing has changed: `make bench-scale`, or `python -m benchmarks.scale --count 100`.

One of our stories is built in a folder of its own, and grown by links into an archive (`archive`) of each size. Then
`veus build`, `veus status --json` and `git status`, over as many files with the same names, take turns. Behind it, what
a second machine gains (`cluster`). Ends with 1 where one of ours takes longer, or more memory, than it may.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cluster, machine
from benchmarks.archive import SPARE, grow
from benchmarks.measure import REPO, timed
from benchmarks.project import copy_story
from benchmarks.results import BenchmarkError
from benchmarks.saves import SERIES
from benchmarks.workroom import workroom
from pipeline import files
from pipeline.errors import VeusError
from pipeline.file_state import RACY_NS
from pipeline.project.layout import Layout
from pipeline.project.series import Series

SIZES, ROUNDS = (100, 1_000, 10_000), 3

#: s that a build and a status may take for so many stories, and MB that each may take.
MOST_S = {1_000: {"build": 2.0, "status": 1.0}, 10_000: {"build": 15.0, "status": 6.0}}
MOST_MB = 150.0

#: s after which a run is given up.
LIMIT_S = 36_000.0

#: Names that one file may have at most, below what disks allow.
LINKS = 30_000

#: One command: s it took, and MB (0 where that was not looked at).
Measured = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Of an archive: how many stories and files, and what each round of each command took."""

    stories: int
    files: int
    rounds: dict[str, list[Measured]]

    def seconds(self, command: str) -> float:
        """The middle of all rounds."""
        return statistics.median(seconds for seconds, _ in self.rounds[command])

    def megabytes(self) -> float:
        """The most that one of ours took."""
        return max(mb for command in ("build", "status") for _, mb in self.rounds[command])

    def faults(self) -> Iterator[str]:
        """What takes more than it may."""
        for command, most in MOST_S.get(self.stories, {}).items():
            if (took := self.seconds(command)) > most:
                yield f"{command} of {self.stories} stories: {took:.1f} s, and {most:g} s are allowed"
        if (mb := self.megabytes()) > MOST_MB:
            yield f"{self.stories} stories: {mb:.0f} MB, and {MOST_MB:g} MB are allowed"


def table(found: Sequence[Unchanged]) -> str:
    """Markdown: medians, and least–most of the rounds."""
    heads = ["stories", "files", "`veus build`", "`veus status`", "`git status`", "memory"]
    rows = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    for one in found:
        cells = [_told(one, command) for command in ("build", "status", "git")]
        rows.append(f"| {one.stories:,} | {one.files:,} | {' | '.join(cells)} | {one.megabytes():.0f} MB |")
    return "\n".join(rows)


def _told(one: Unchanged, command: str) -> str:
    took = [seconds for seconds, _ in one.rounds[command]]
    return f"{one.seconds(command):.2f} s ({min(took):.2f}–{max(took):.2f})"


def measure(root: Path, sizes: Sequence[int], rounds: int, say: Callable[[str], None]) -> list[Unchanged]:
    """root: a folder that is not there yet. Raises BenchmarkError."""
    layout, found, have = Layout(root / "series"), [], 1
    slug = _begin(layout)
    for size in sorted(sizes):
        say(f"growing to {size} stories")
        grow(layout, slug, have, size - 1)
        have = max(have, size)
        _settle(layout, say)
        repository = root / f"git-{size}"
        count = make_repository(layout, repository)
        found.append(Unchanged(size, count, _rounds(layout, repository, rounds)))
        say(table(found[-1:]))
    return found


def _begin(layout: Layout) -> str:
    """A series of one story, built; its slug."""
    story = next(iter(Series.open(Layout(REPO)).stories(["joel"]).loaded))
    files.write_text(layout.series_file, SERIES)
    copy_story(story, layout)
    veus(layout, "build")
    return story.slug


def _settle(layout: Layout, say: Callable[[str], None]) -> None:
    """Until all is known: links change the entries of files, which are then too new to be believed."""
    time.sleep(2 * RACY_NS / 1e9)
    for command in (("build",), ("status", "--json")):
        seconds, _ = veus(layout, *command)
        say(f"the first {command[0]} of these: {seconds:.0f} s")


def _rounds(layout: Layout, repository: Path, rounds: int) -> dict[str, list[Measured]]:
    found: dict[str, list[Measured]] = {"build": [], "status": [], "git": []}
    for _ in range(rounds):
        found["build"].append(veus(layout, "build"))
        found["status"].append(veus(layout, "status", "--json"))
        found["git"].append((_git(repository, "status", "--porcelain"), 0.0))
    return found


def veus(layout: Layout, *words: str) -> Measured:
    """The command line in a process of its own. Raises BenchmarkError."""
    command = [sys.executable, "-m", "benchmarks.child", "veus", "--root", str(layout.root), *words]
    done = timed(command, os.environ | {"PYTHONPATH": str(REPO)}, LIMIT_S)
    return done.run.wall_s, float(json.loads(done.output.splitlines()[-1])["rss_mb"])


def make_repository(layout: Layout, folder: Path) -> int:
    """A git repository with as many files, which bear the same names and say nothing; how many. Raises BenchmarkError
    without git."""
    count, source = 0, folder / "none-0"
    folder.mkdir()
    for path in _every(layout):
        if count % LINKS == 0:
            source = folder / f"none-{count // LINKS}"
            source.write_bytes(b"none\n")
        target = folder / path.relative_to(layout.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(source)
        count += 1
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "-c", "user.name=V", "-c", "user.email=v@example.org", "commit", "--quiet", "--message", "all")
    time.sleep(2 * RACY_NS / 1e9)
    _git(folder, "status", "--porcelain")  # what was too new when it was added is noted now
    return count


def _every(layout: Layout) -> Iterator[Path]:
    for root in (layout.stories, layout.output):
        for folder, names, there in os.walk(root):
            names[:] = [name for name in names if name != SPARE]
            yield from (Path(folder) / name for name in there)


def _git(folder: Path, *words: str) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    try:
        subprocess.run(["git", "-C", folder, *words], check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BenchmarkError(f"git cannot be compared with: {error}.") from error
    return time.perf_counter() - began


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="what an archive costs of which nothing has changed")
    parser.add_argument("--count", type=int, nargs="*", default=SIZES, help="stories of each archive (100 1000 10000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of all commands in turn (3)")
    parser.add_argument("--folder", type=Path, help="where it is made (default: benchmarks/.work)")
    parser.add_argument("--alone", action="store_true", help="without what a second machine gains")
    options, shared = parser.parse_args(), list[cluster.Shared]()
    try:
        with workroom(*[options.folder] if options.folder else []) as root:
            busy = machine.busy_note()
            found = measure(root / "archives", options.count, options.rounds, _say)
            if not options.alone:
                shared = cluster.measure(root / "cluster", options.rounds, cluster.STORY_S, cluster.FILM_S, _say)
    except VeusError as error:
        raise SystemExit(f"benchmarks: {error}") from error
    print(table(found), *([cluster.table(shared)] if shared else []), sep="\n\n")
    print("\n".join(filter(None, [busy, *machine.machine().values()])))
    faults = [fault for one in found for fault in one.faults()] + [fault for one in shared for fault in one.faults()]
    raise SystemExit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
