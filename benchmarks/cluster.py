"""What a second machine gains: `python -m benchmarks.cluster`, and in `make bench-scale`.

On loopback, a scheduler, and workers that are tied to one core each: one of them, then two, in turn, and in the other
order in every second round. Four stories of ours, and one film of ten minutes, are built from nothing. Before all
rounds each is built without a cluster: what the others make has to be the same bytes. Ends with 1 where a second worker
gains less than it should. Linux: `taskset` ties.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import audio, machine
from benchmarks.film import HAND_HELD, make_film
from benchmarks.measure import REPO, last_line, timed
from benchmarks.project import add_story
from benchmarks.results import BenchmarkError, Run
from benchmarks.side_by_side_builds import IGNORED, deliver_stories
from benchmarks.speech import Say
from benchmarks.workroom import workroom
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from tools.compare_builds import differences

WORKERS, ROUNDS = (1, 2), 3

#: Seconds of each of the four stories, and of the one film.
STORY_S, FILM_S = 60.0, 600

#: How many times quicker two workers have to be than one.
LEAST = {"four stories": 1.8, "one film": 1.7}

#: s after which a build is given up, and until which a scheduler has to be there.
LIMIT_S, READY_S = 36_000.0, 60.0

#: Of the scheduler, on this machine.
PORT = 18786


@dataclass(slots=True)
class Shared:
    """One piece of work: by number of workers, each round."""

    name: str
    rounds: dict[int, list[Run]] = field(default_factory=lambda: {number: [] for number in WORKERS})

    def seconds(self, workers: int) -> float:
        """The middle of all rounds."""
        return statistics.median(run.wall_s for run in self.rounds[workers])

    @property
    def gain(self) -> float:
        """The middle of the rounds' own: both of a round had the same machine."""
        alone, both = (self.rounds[number] for number in WORKERS)
        return statistics.median(one.wall_s / two.wall_s for one, two in zip(alone, both, strict=True))

    def faults(self) -> Iterator[str]:
        """What it does not do as it should."""
        if self.gain < (least := LEAST[self.name]):
            yield f"{self.name}: two workers are {self.gain:.2f} × as quick as one, and {least:g} × is the least"


def table(found: Sequence[Shared]) -> str:
    """In Markdown; medians, and least–most of the rounds."""
    rows = ["| from nothing | one worker | two workers | × |", "|---|---:|---:|---:|"]
    for one in found:
        cells = [_told(one, workers) for workers in WORKERS]
        rows.append(f"| {one.name} | {' | '.join(cells)} | {one.gain:.2f} |")
    return "\n".join(rows)


def _told(one: Shared, workers: int) -> str:
    took = [run.wall_s for run in one.rounds[workers]]
    return f"{one.seconds(workers):.0f} s ({min(took):.0f}–{max(took):.0f})"


def measure(folder: Path, rounds: int, story_s: float, film_s: int, say: Say) -> list[Shared]:
    """folder: one that is not there yet. Raises BenchmarkError, also where two builds differ."""
    if len(cores()) < max(WORKERS) or not shutil.which("taskset"):
        raise BenchmarkError("two workers cannot be tied to one core each: that takes two cores, and taskset.")
    folder.mkdir()
    work = {"four stories": folder / "four", "one film": folder / "film"}
    deliver_stories(work["four stories"], story_s)
    _deliver_film(folder, work["one film"], film_s)
    return [_measured(name, delivered, rounds, say) for name, delivered in work.items()]


def cores() -> list[int]:
    """Those that this process may use; none where nobody can say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _deliver_film(folder: Path, root: Path, seconds: int) -> None:
    """One story: the speech of ours again and again, in slow motion everywhere."""
    story = next(iter(Series.open(Layout(REPO)).stories(["joel"]).loaded))
    talks = audio.story_talks([story], folder)
    sound = audio.repeated(talks, seconds, folder / "speech.wav")
    film = make_film(talks[0].source, folder / "film.mp4", seconds, HAND_HELD, dict(os.environ), sound.path)
    layout = Layout(root)
    layout.stories.mkdir(parents=True)
    shutil.copyfile(REPO / "stories/series.toml", layout.series_file)
    add_story(layout, "film", film, talks[0].lang)


def _measured(name: str, delivered: Path, rounds: int, say: Say) -> Shared:
    found, alone = Shared(name), delivered.with_name(f"{delivered.name}-alone")
    say(f"{name}, without a cluster: {_built(delivered, alone).wall_s:.0f} s")
    for turn in range(rounds):
        for number in WORKERS if turn % 2 == 0 else reversed(WORKERS):
            root = delivered.with_name(f"{delivered.name}-built")
            with _cluster(number, delivered.parent):
                found.rounds[number].append(_built(delivered, root, ADDRESS))
            say(f"{name}, {number} of {max(WORKERS)} workers: {found.rounds[number][-1].wall_s:.0f} s")
            _refuse_other(alone, root)
            shutil.rmtree(root)
    return found


#: Of the scheduler.
ADDRESS = f"tcp://127.0.0.1:{PORT}"


def _built(delivered: Path, root: Path, cluster: str = "") -> Run:
    """A copy of what was delivered, built at `root`."""
    shutil.copytree(delivered, root)
    words = ["--cluster", cluster, "--store", str(root.parent / "store")] if cluster else ["--jobs", "1"]
    command = [*_veus(), "--root", str(root), "--quiet", "build", *words]
    return timed(command, dict(os.environ), LIMIT_S).run


def _veus() -> list[str]:
    return [sys.executable, str(REPO / "cli.py")]


@contextlib.contextmanager
def _cluster(workers: int, folder: Path) -> Iterator[None]:
    """A scheduler and so many workers, each tied to a core of its own; their store goes in the end."""
    begun: list[subprocess.Popen[bytes]] = []
    try:
        begun.append(_begin([*_veus(), "scheduler", ADDRESS], folder / "scheduler.txt"))
        for core in cores()[:workers]:
            tied = ["taskset", "--cpu-list", str(core), *_veus(), "worker", ADDRESS]
            begun.append(_begin(tied, folder / f"worker-{core}.txt"))
        yield
    finally:
        for process in reversed(begun):
            process.terminate()
        for process in begun:
            process.wait()
        shutil.rmtree(folder / "store", ignore_errors=True)


def _begin(command: Sequence[str], told: Path) -> subprocess.Popen[bytes]:
    """Once it has told a line, in the file `told`. Raises BenchmarkError where it ends instead, or says nothing."""
    with told.open("wb") as file:
        process = subprocess.Popen(command, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=file, stderr=file)
    until = time.monotonic() + READY_S
    while time.monotonic() < until and process.poll() is None:
        if told.stat().st_size:
            return process
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise BenchmarkError(f"it did not begin: {last_line(told.read_text('utf-8', 'replace'))}", where=command[-2])


def _refuse_other(one: Path, other: Path) -> None:
    for name in ("output", "stories"):
        if found := next(differences(one / name, other / name, IGNORED), None):
            raise BenchmarkError(f"with a cluster, other bytes were made than without: {found}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="what a second machine gains")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of one and two workers in turn (3)")
    parser.add_argument("--seconds", type=float, default=STORY_S, help="of each of the four stories (60)")
    parser.add_argument("--film", type=int, default=FILM_S, help="seconds of the one film (600)")
    parser.add_argument("--folder", type=Path, help="where it is made (default: benchmarks/.work)")
    options = parser.parse_args()
    try:
        with workroom(*[options.folder] if options.folder else []) as folder:
            busy = machine.busy_note()
            found = measure(folder / "cluster", options.rounds, options.seconds, options.film, _say)
    except VeusError as error:
        raise SystemExit(f"benchmarks: {error}") from error
    print(table(found))
    print("\n".join(filter(None, [busy, *machine.machine().values()])))
    raise SystemExit("\n".join(fault for one in found for fault in one.faults()) or 0)


if __name__ == "__main__":
    main()
