"""What it gains to build several stories side by side: `python -m benchmarks.side_by_side_builds`.

Four of our stories as people deliver them, with descriptions and an interpretation, are built from nothing with each
number of jobs in turn, and in the other order in every second round. Ends with 1 where two builds have not made the
same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import machine
from benchmarks.measure import REPO, Run, timed
from benchmarks.results import BenchmarkError
from benchmarks.speech import Say
from benchmarks.workroom import workroom
from pipeline.errors import VeusError
from tools.compare_builds import differences

STORIES = ("joel", "laura", "cynthia", "emergency-team")
JOBS, ROUNDS = (1, 2), 3

#: s after which a run is given up.
LIMIT_S = 7200.0


def measure(folder: Path, jobs: Sequence[int], rounds: int, say: Say) -> dict[int, list[Run]]:
    """By number of jobs, each round. Raises BenchmarkError where two builds differ."""
    found: dict[int, list[Run]] = {number: [] for number in jobs}
    first = folder / "first"
    for turn in range(rounds):
        for number in jobs if turn % 2 == 0 else reversed(jobs):
            root = folder / "built"
            found[number].append(_built(root, number))
            say(f"{number} jobs: {found[number][-1].wall_s:.1f} s")
            if first.exists():
                _refuse_other(first, root)
                shutil.rmtree(root)
            else:
                root.rename(first)
    return found


def _built(root: Path, jobs: int) -> Run:
    for slug in STORIES:
        shutil.copytree(REPO / "stories" / slug, root / "stories" / slug, ignore=shutil.ignore_patterns(".*", "??.srt"))
    shutil.copyfile(REPO / "stories/series.toml", root / "stories/series.toml")
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "--quiet", "build", "--jobs", str(jobs)]
    return timed(command, dict(os.environ), LIMIT_S).run


def _refuse_other(one: Path, other: Path) -> None:
    for name in ("output", "stories"):
        if found := next(differences(one / name, other / name, IGNORED), None):
            raise BenchmarkError(f"two builds of the same stories differ: {found}")


#: Says when something was seen, for people.
IGNORED = ("*.versions.jsonl",)


def table(found: dict[int, list[Run]]) -> str:
    """In Markdown; medians, and from the quickest to the slowest."""
    least = statistics.median(run.wall_s for run in found[min(found)])
    lines = ["| jobs | seconds | of processor time | × |", "|---:|---:|---:|---:|"]
    for number, runs in found.items():
        wall, cpu = ([getattr(run, name) for run in runs] for name in ("wall_s", "cpu_s"))
        middle = statistics.median(wall)
        spread = f"{middle:.1f} ({min(wall):.1f}–{max(wall):.1f})"
        lines.append(f"| {number} | {spread} | {statistics.median(cpu):.0f} | {least / middle:.2f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="what it gains to build several stories side by side")
    parser.add_argument("--jobs", type=int, nargs="*", default=JOBS, help="numbers of jobs (1 2)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of all of them in turn (3)")
    parser.add_argument("--folder", type=Path, help="where it is made (default: benchmarks/.work)")
    options = parser.parse_args()
    try:
        with workroom(*[options.folder] if options.folder else []) as folder:
            busy = machine.busy_note()
            found = measure(folder, options.jobs, options.rounds, lambda text: print(text, file=sys.stderr, flush=True))
    except VeusError as error:
        raise SystemExit(f"benchmarks: {error}") from error
    print(table(found))
    print("\n".join(filter(None, [busy, *machine.machine().values()])))


if __name__ == "__main__":
    main()
