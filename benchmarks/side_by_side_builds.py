"""What it gains to build several stories side by side: `python -m benchmarks.side_by_side_builds`.

The beginnings of four of our stories are built from nothing – captions, videos, pages – with each number of jobs in
turn, and in the other order in every second round; or one film alone, which its jobs share. Ends with 1 where two
builds have not made the same bytes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import machine
from benchmarks.measure import REPO, timed
from benchmarks.results import BenchmarkError, Run
from benchmarks.speech import Say
from benchmarks.workroom import workroom
from pipeline.errors import VeusError
from pipeline.media import ffmpeg as ff
from tools.compare_builds import differences

STORIES = ("joel", "laura", "cynthia", "emergency-team")
JOBS, ROUNDS, SECONDS = (1, 2), 3, 30.0

#: s after which a run is given up.
LIMIT_S = 7200.0


@dataclass(frozen=True, slots=True)
class Asked:
    """seconds: of each film. film: instead of the four, as one story. tied: a build has as many processors as jobs."""

    seconds: float = SECONDS
    film: Path | None = None
    tied: bool = False


def measure(folder: Path, jobs: Sequence[int], rounds: int, asked: Asked, say: Say) -> dict[int, list[Run]]:
    """By number of jobs, each round. Raises BenchmarkError where two builds differ."""
    found: dict[int, list[Run]] = {number: [] for number in jobs}
    first = folder / "first"
    for turn in range(rounds):
        for number in jobs if turn % 2 == 0 else reversed(jobs):
            root = folder / "built"
            found[number].append(_built(root, number, asked))
            say(f"{number} jobs: {found[number][-1].wall_s:.1f} s")
            if first.exists():
                _refuse_other(first, root)
                shutil.rmtree(root)
            else:
                root.rename(first)
    return found


def deliver_stories(root: Path, seconds: float, film: Path | None = None) -> None:
    """The beginnings of four stories of ours, as people deliver them, in a folder of their own; with `film`, of the
    first one alone, which has it instead of its own."""
    for slug in STORIES[:1] if film else STORIES:
        folder = REPO / "stories" / slug
        films = [film] if film else list(folder.glob(f"{slug}.m*"))
        _deliver(folder, films, root / "stories" / slug, seconds)
    shutil.copyfile(REPO / "stories/series.toml", root / "stories/series.toml")


def _built(root: Path, jobs: int, asked: Asked) -> Run:
    deliver_stories(root, asked.seconds, asked.film)
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "--quiet", "build", "--jobs", str(jobs)]
    with _tied(jobs, asked.tied) as more:
        return timed(command, dict(os.environ) | more, LIMIT_S).run


@contextlib.contextmanager
def _tied(jobs: int, tied: bool) -> Iterator[dict[str, str]]:
    """What is begun meanwhile has as many processors as jobs, and one thread that computes in each job (Linux)."""
    if not tied:
        yield {}
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:jobs])
    try:
        yield {"OMP_NUM_THREADS": "1"}
    finally:
        os.sched_setaffinity(0, before)


def _deliver(source: Path, films: Sequence[Path], target: Path, seconds: float) -> None:
    """The first seconds of a story: footage, and story.toml without what may come later or is a film of its own."""
    import ffmpeg
    import tomlkit

    target.mkdir(parents=True)
    story = tomlkit.parse((source / "story.toml").read_text("utf-8"))
    for part in ("chapters", "sign"):
        story.pop(part, None)
    (target / "story.toml").write_text(tomlkit.dumps(story), "utf-8")
    for film in films:
        made = target / f"{source.name}{film.suffix}"
        graph = ffmpeg.input(ff.file_url(film), t=seconds).output(ff.file_url(made), c="copy")
        ff.run(graph, subject=film, length_ms=round(seconds * 1000))


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


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="what it gains to build several stories side by side")
    parser.add_argument("--jobs", type=int, nargs="*", default=JOBS, help="numbers of jobs (1 2)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of all of them in turn (3)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each film (30)")
    parser.add_argument("--film", type=Path, help="one film alone, instead of our stories")
    parser.add_argument("--tied", action="store_true", help="as many processors as jobs (Linux)")
    parser.add_argument("--folder", type=Path, help="where it is made (default: benchmarks/.work)")
    options = parser.parse_args()
    asked = Asked(options.seconds, options.film, options.tied)
    try:
        with workroom(*[options.folder] if options.folder else []) as folder:
            busy = machine.busy_note()
            found = measure(folder, options.jobs, options.rounds, asked, _say)
    except VeusError as error:
        raise SystemExit(f"benchmarks: {error}") from error
    print(table(found))
    print("\n".join(filter(None, [busy, *machine.machine().values()])))


if __name__ == "__main__":
    main()
