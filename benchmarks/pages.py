"""From footage to pages: how long each step of a first build takes."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import audio
from benchmarks.audio import Talk
from benchmarks.film import HAND_HELD, LIMIT_S, make_film
from benchmarks.measure import environment, timed
from benchmarks.project import add_story, copy_story, start_project
from benchmarks.results import Built
from benchmarks.speech import Say
from benchmarks.systems import Kit, child
from benchmarks.video import well_built
from pipeline.build.outcome import Advance, Silent, unseen
from pipeline.project.layout import Layout
from pipeline.project.story import Story

#: Seconds of the films; of a first look, the first alone.
LENGTHS_S = (60, 600)


def measure_pages(
    layout: Layout,
    stories: Sequence[Story],
    talks: Sequence[Talk],
    quick: bool,
    repeat: int,
    kit: Kit,
    folder: Path,
    say: Say,
) -> list[Built]:
    """First builds of each film, and unless `quick` of all stories, `repeat` times each. talks: whose speech is the
    films' sound.

    Raises VeusError.
    """
    builds = []
    env = environment(kit.threads, kit.bin_folder)
    for seconds in LENGTHS_S[:1] if quick else LENGTHS_S:
        target = start_project(folder / f"pages-{seconds}", layout)
        sound = audio.repeated(talks, seconds, folder / f"speech-{seconds}.wav")
        film = make_film(talks[0].source, folder / f"{seconds}.mp4", seconds, HAND_HELD, env, sound.path)
        add_story(target, f"film-{seconds}", film, talks[0].lang)
        builds.append(_built(f"{seconds} s of 1080p", seconds, target, repeat, env, say))
    return builds if quick else [*builds, _all_stories(layout, stories, repeat, env, folder, say)]


def _all_stories(
    layout: Layout, stories: Sequence[Story], repeat: int, env: dict[str, str], folder: Path, say: Say
) -> Built:
    """What somebody waits for who builds this folder for the first time."""
    from pipeline.media.probe import probe
    from pipeline.project.story import find_footage

    target = start_project(folder / "pages-all", layout)
    copies = [copy_story(story, target) for story in stories]
    length = sum(probe(find_footage(story)).duration_ms for story in copies) / 1000
    return _built(f"all {len(copies)} stories", length, target, repeat, env, say)


def _built(title: str, media_s: float, target: Layout, repeat: int, env: dict[str, str], say: Say) -> Built:
    """Builds from nothing `repeat` times. Raises BenchmarkError."""
    made, stories = [], target.root / "as-they-were"
    shutil.copytree(target.stories, stories)
    for _ in range(repeat):
        shutil.rmtree(target.stories)
        shutil.rmtree(target.output, ignore_errors=True)
        shutil.copytree(stories, target.stories)
        made.append(well_built(timed(child("build", json.dumps({"root": str(target.root)})), env, LIMIT_S)))
        say(f"from footage to pages, {title}: {made[-1].run.wall_s:.1f} s")
    middle = sorted(made, key=lambda one: one.run.wall_s)[repeat // 2]
    walls = tuple(one.run.wall_s for one in made)
    return Built(title, media_s, middle.run, added_up(json.loads(middle.output)["steps"]), walls)


def added_up(steps: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Seconds by step, those of the same name together, in the order of the first of each."""
    sums: dict[str, float] = {}
    for name, seconds in steps:
        sums[name] = sums.get(name, 0.0) + seconds
    return sums


class Stopwatch(Silent):
    """A Reporter that notes how long (s) each step took."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float]] = []

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        began = time.monotonic() if began is None else began
        yield unseen
        self.steps.append((what, time.monotonic() - began))


def build_by_step(task: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own: what `veus build` does in `root` and reports, and its steps: [[name, s], …]."""
    from pipeline.build.build import build

    watch = Stopwatch()
    report = build(Layout(Path(task["root"])), [], watch)
    return report.as_dict() | {"steps": watch.steps}
