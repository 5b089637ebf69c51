"""The whole build of one story: first, again, and after one word was changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.measure import REPO, Finished, environment, timed
from benchmarks.project import copy_story, forget, start_project
from benchmarks.results import BenchmarkError, Measure, Run, Section
from benchmarks.speech import Say
from benchmarks.systems import Kit
from pipeline.cues import Cue
from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import probe
from pipeline.project.layout import Layout
from pipeline.project.story import Story, find_footage
from pipeline.subtitles.srt import read_srt, write_srt

LIMIT_S = 3600.0

#: What is put in front of the first word of a caption, to change it.
CHANGE = "Bé,"

LABELS = {
    "build-first": "veus build: first",
    "build-again": "veus build: nothing to do",
    "build-word": "veus build: one caption word changed",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """One story in a root folder of its own, so that nobody's stories are touched."""

    layout: Layout
    story: Story
    footage: Path
    facts: MediaInfo
    env: dict[str, str]

    @property
    def srt(self) -> Path:
        return self.story.paths.srt(self.story.info.spoken[0])


def set_up(story: Story, layout: Layout, kit: Kit, folder: Path) -> Bench:
    """A copy of the story as a person delivers it – story.toml and footage, no captions yet. Raises MediaError."""
    target = start_project(folder / "root", layout)
    mine = copy_story(story, target)
    footage = find_footage(mine)
    return Bench(target, mine, footage, probe(footage), environment(kit.threads, kit.bin_folder))


def measure_build(bench: Bench, repeat: int, notes: list[str], say: Say) -> Section:
    """Raises BenchmarkError."""
    measures = {name: Measure(name, label) for name, label in LABELS.items()}
    for number in range(1, repeat + 1):
        for name, run in _builds(bench, notes).items():
            measures[name].runs.append(run)
            say(f"round {number} of {repeat}: {LABELS[name]}: {run.wall_s:.1f} s")
    length = bench.facts.duration_ms / 1000
    size = f"{bench.facts.width}×{bench.facts.height}, {float(bench.facts.fps):g} pictures a second"
    title = f"Building {bench.story.slug}: {length:.0f} s of {size}"
    taken = [measure for measure in measures.values() if measure.runs]
    return Section(title, length, "build-first", "first build", taken)


def _builds(bench: Bench, notes: list[str]) -> dict[str, Run]:
    forget(bench.layout)
    first = veus_build(bench.layout, [bench.story.slug], bench.env)
    again = veus_build(bench.layout, [bench.story.slug], bench.env)
    if made := made_again(again):
        _once(notes, f"The second build was to do nothing, but did: {', '.join(made)}.")
    _change_a_word(bench.srt)
    word = veus_build(bench.layout, [bench.story.slug], bench.env)
    _once(notes, f"One changed caption word made these again: {', '.join(made_again(word)) or 'nothing'}.")
    return {"build-first": first.run, "build-again": again.run, "build-word": word.run}


def veus_build(layout: Layout, slugs: Sequence[str], env: dict[str, str], up_to: str = "pages") -> Finished:
    """`veus build` of these stories, and its report as JSON. Raises BenchmarkError where anything went wrong."""
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(layout.root), "build", *slugs, "--json"]
    return well_built(timed([*command, "--to", up_to], env, LIMIT_S, good_codes=(0, 1)))


def well_built(done: Finished) -> Finished:
    """`done` itself. Raises BenchmarkError where its report names a problem."""
    if trouble := problems(done.output):
        raise BenchmarkError(f"the build failed: {trouble[0]}")
    return done


def problems(output: str) -> list[str]:
    """What `veus build --json` says went wrong; one sentence when it did not get as far as saying it."""
    try:
        report = json.loads(output)
    except ValueError:
        return ["it ended without a report."]
    found = [*report["problems"], *(problem for story in report["stories"] for problem in story["problems"])]
    return [str(problem["what"]) for problem in found]


def made_again(done: Finished) -> list[str]:
    """The steps that a build says it did."""
    report: dict[str, Any] = json.loads(done.output)
    return [str(step) for story in report["stories"] for step in story["made"]]


def _once(notes: list[str], note: str) -> None:
    if note not in notes:
        notes.append(note)


def _change_a_word(srt: Path) -> None:
    cues = read_srt(srt.read_bytes(), srt).cues
    if not cues:
        raise BenchmarkError("no speech was heard in this story, so no caption can be changed.", where=srt)
    srt.write_text(write_srt(changed(cues)), "utf-8")


def changed(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """`cues` with another first word in the middle one, as a person corrects one."""
    at = len(cues) // 2
    words = cues[at].text.split(" ")
    return (*cues[:at], replace(cues[at], text=" ".join([CHANGE, *words[1:]])), *cues[at + 1 :])
