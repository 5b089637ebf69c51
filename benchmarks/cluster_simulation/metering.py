"""What each step of a build costs: films of two lengths are built, and every task is weighed where it is done."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from benchmarks import audio
from benchmarks.cluster_simulation.costs import COORDINATOR, Line, StepCost
from benchmarks.film import HAND_HELD, LIMIT_S, make_film
from benchmarks.measure import REPO, environment, timed
from benchmarks.project import add_story, start_project
from benchmarks.speech import Say
from benchmarks.systems import child
from pipeline.build.ahead import Prefetcher
from pipeline.build.build import UpTo, build_story
from pipeline.build.build_context import BuildContext
from pipeline.build.outcome import Advance, Silent, StoryReport
from pipeline.build.recognizer import Recognizer
from pipeline.build.step_cache import StepCache
from pipeline.build.task import OwnHands, Result, Task
from pipeline.build.task_data import data_of
from pipeline.kept_programs import KEPT
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story import Story, find_footage

#: Seconds of the films. The first is built to have everything loaded, and not counted.
LENGTHS_S = (20, 60, 180)

#: What they are.
FILM = (
    f"{' and '.join(map(str, LENGTHS_S[1:]))} s of 1080p at 25 pictures a second, hand-held, Catalan speech; "
    "rendered clean, with Catalan and with English captions; one core"
)

#: s of a core for each story of an archive, for what lists all of them (docs/archives.md).
LIST_S = 0.0014

#: Bytes that are copied and hashed to know what one costs.
COPIED = 1 << 28


@dataclass(frozen=True, slots=True)
class Weighed:
    """A task of a film of so many minutes. read, footage: as in `StepCost`."""

    step: str
    minutes: float
    cpu_s: float
    read: float
    wrote: float
    footage: bool = False


class MeteredHands(OwnHands):
    """Hands with one core, which note what each task took, so they do one at a time. Renditions and hearings are dealt
    out as for two workers."""

    cores, at_once, for_one, cores_each = 1, 2, 2, 1

    def __init__(self, recognizer: Recognizer, temp: Path, footage: Path, minutes: float) -> None:
        super().__init__(recognizer, temp)
        self._footage, self._minutes = footage, minutes
        self.weighed: list[Weighed] = []
        self._alone = Lock()

    def do(self, task: Task[Result], advance: Advance) -> Result:
        with self._alone:
            return self._weighed(task, advance)

    def _weighed(self, task: Task[Result], advance: Advance) -> Result:
        before = cpu_s()
        result = super().do(task, advance)
        KEPT.end()  # as a worker does, and what has not ended cannot be weighed
        took = cpu_s() - before
        read = _size([path for path in task.reads if path != self._footage])
        step, wrote = data_of(task).step, _size(task.writes)
        self.weighed.append(Weighed(step, self._minutes, took, read, wrote, self._footage in task.reads))
        return result


def measure_steps(folder: Path, say: Say) -> tuple[dict[str, StepCost], Line]:
    """The steps by name, and bytes of footage. folder: an empty one. Raises BenchmarkError."""
    layout = Layout(REPO)
    story = next(iter(Series.open(layout).stories(["joel"]).loaded))
    talks = audio.story_talks([story], folder)
    env = environment(1, folder)
    target = start_project(folder / "series", layout)
    for seconds in LENGTHS_S:
        sound = audio.repeated(talks, seconds, folder / f"{seconds}.wav")
        film = make_film(talks[0].source, folder / f"{seconds}.mp4", seconds, HAND_HELD, env, sound.path)
        add_story(target, f"film-{seconds:04}", film, talks[0].lang)
        say(f"a film of {seconds} s is there")
    done = timed(child("metered", json.dumps({"root": str(target.root)})), env, LIMIT_S)
    found = json.loads(done.output.splitlines()[-1])
    return costs_of([Weighed(**one) for one in found["weighed"]]), Line.through(dict(found["footage"]))


def costs_of(weighed: Sequence[Weighed]) -> dict[str, StepCost]:
    """Lines through what was weighed. Several tasks of one step and film are added up; what they take whatever the
    length is told for one of them."""
    sums: dict[str, dict[str, dict[float, float]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for one in weighed:
        for name in ("cpu_s", "wrote", "read"):
            sums[one.step][name][one.minutes] += getattr(one, name)
    costs = {}
    for step, of in sums.items():
        lines = {name: Line.through(points) for name, points in of.items()}
        tasks = [one for one in weighed if one.step == step]
        each = lines["cpu_s"].each * len(of["cpu_s"]) / len(tasks)
        cpu_s = replace(lines["cpu_s"], each=each)
        costs[step] = StepCost(cpu_s, lines["wrote"], lines["read"], any(one.footage for one in tasks))
    return costs


def build_metered(job: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own: builds all stories in `root`, and says what was weighed."""
    series = Series.open(Layout(Path(job["root"])))
    series.layout.temp.mkdir(parents=True, exist_ok=True)
    recognizer = Recognizer.of(series)
    weighed: list[Weighed] = []
    sizes: list[tuple[float, int]] = []
    for number, story in enumerate(series.stories().loaded):
        found, minutes = _built(series, story, recognizer)
        if number:
            weighed += found
            sizes.append((minutes, find_footage(story).stat().st_size))
    return {"weighed": [_plain(one) for one in weighed], "footage": sizes}


def _built(series: Series, story: Story, recognizer: Recognizer) -> tuple[list[Weighed], float]:
    footage = find_footage(story)
    minutes = int(story.slug.rpartition("-")[2]) / 60
    hands = MeteredHands(recognizer, series.layout.temp, footage, minutes)
    ledger = StepCache(story.paths.ledger, series.layout.output)
    context = BuildContext(series, story, ledger, recognizer, hands, Silent(), StoryReport(story.slug))
    before = cpu_s()
    with Prefetcher() as ahead:
        build_story(context, UpTo.PAGES, ahead)
    own = cpu_s() - before - sum(one.cpu_s for one in hands.weighed)
    return [*hands.weighed, Weighed(COORDINATOR, minutes, own, 0.0, 0.0)], minutes


def _plain(one: Weighed) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Weighed.__slots__}


def _size(paths: Sequence[Path]) -> float:
    return float(sum(path.stat().st_size for path in paths if path.is_file()))


def cpu_s() -> float:
    """Seconds of all cores that this process has taken, and those it started which have ended."""
    return sum(os.times()[:4])


def byte_s(folder: Path) -> float:
    """Seconds of a core that it costs to copy a byte and to know its hash."""
    source, target = folder / "copied", folder / "copy"
    block = os.urandom(1 << 20)
    with source.open("wb") as file:
        for _ in range(COPIED >> 20):
            file.write(block)
    before, digest = time.process_time(), hashlib.sha256()
    with source.open("rb") as given, target.open("wb") as taken:
        while data := given.read(1 << 20):
            digest.update(data)
            taken.write(data)
    return (time.process_time() - before) / COPIED
