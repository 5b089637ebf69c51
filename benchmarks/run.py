"""A whole run: everything asked for is measured, one part after the other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks import (
    audio,
    burning,
    captioned,
    correction,
    footage,
    listening,
    machine,
    memory,
    pages,
    speech,
    systems,
    video,
    words,
)
from benchmarks.audio import Talk
from benchmarks.choice import SPEECH, Choice
from benchmarks.measure import REPO
from benchmarks.project import Project, make_project
from benchmarks.results import BenchmarkError, Report
from benchmarks.systems import Kit, System
from benchmarks.workroom import workroom
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories
from pipeline.project.story import Story


@dataclass
class Bench:
    """What is measured with, and the report that it fills. stories: all of this folder. folder: empty, for this run."""

    choice: Choice
    layout: Layout
    stories: Sequence[Story]
    kit: Kit
    folder: Path
    report: Report
    say: speech.Say

    @cached_property
    def talks(self) -> list[Talk]:
        """What is listened to: stories, and recordings given. Raises VeusError."""
        choice, sounds = self.choice, self.folder / "sounds"
        sounds.mkdir()
        talks = audio.story_talks(self.stories[:1] if choice.quick else self.stories, sounds)
        return talks + (audio.recordings(choice.speech, choice.language, sounds) if choice.speech else [])

    @cached_property
    def project(self) -> Project:
        """Everything that is listened to, as stories."""
        return make_project(self.folder / "project", self.layout, self.talks)

    @cached_property
    def spoken(self) -> list[Talk]:
        """The stories among the talks. Raises BenchmarkError where there are none."""
        found = [talk for talk in self.talks if talk.story]
        if not found:
            raise BenchmarkError("there is no story in one language, so there is no speech to repeat.")
        return found

    @cached_property
    def video(self) -> video.Bench:
        """The story that is built, in a folder of its own."""
        return video.set_up(chosen_story(self.choice, self.stories), self.layout, self.kit, self.folder)


def measure(choice: Choice, say: speech.Say) -> Report:
    """Everything asked for. Raises VeusError when there is nothing to measure."""
    layout = Layout(REPO)
    found = Series.open(layout).stories()
    notes = [f"The story {name} was left out: {error.what}" for name, error in found.problems.items()]
    stories = audio.films(found.loaded, notes)
    chosen_story(choice, stories)  # complains before anything is measured
    if busy := machine.busy_note():
        notes.insert(0, busy)
    report = Report(datetime.date.today().isoformat(), machine.machine(), _settings(choice), notes=notes)
    chosen = [system for system in systems.SYSTEMS if system.name in choice.systems]
    with workroom() as folder:
        kit = speech.make_kit(folder, choice.threads, chosen)
        bench = Bench(choice, layout, stories, kit, folder, report, say)
        if chosen:
            _listen(bench, chosen)
        for name, part in MEASURED.items():
            if choice.wants(name):
                _part(bench, name, part)
    if report.empty:
        raise BenchmarkError("nothing could be measured.", remedy=" ".join(notes))
    notes += [f"{system.label}: {system.does}." for system in chosen]
    return report


def _listen(bench: Bench, chosen: Sequence[System]) -> None:
    """All that is heard from sound alone: tables of systems, and everybody's words."""
    choice, report, works = bench.choice, bench.report, audio.workloads(bench.talks)
    if not words.can_count():
        report.notes.append("No words wrong: the package that counts them is not installed (pip install jiwer).")
    rounds = choice.repeat if choice.timed else 1
    sections = speech.measure_speech(chosen, works, bench.kit, rounds, bench.folder, report.notes, bench.say)
    if any(choice.wants(name) for name in SPEECH):
        report.sections += sections
        if SPEECH[0] not in choice.systems:
            report.notes.append(f"No ratios to Veus: it was not measured in this run (--only {SPEECH[0]} adds it).")
    if choice.wants("listening"):
        report.sections.append(listening.over_everything(sections))
    report.heard += listening.heard_by(sections)


def _part(bench: Bench, name: str, part: Callable[[Bench], None]) -> None:
    """What was measured before, perhaps for an hour, must not be lost when a part fails."""
    try:
        part(bench)
    except VeusError as error:
        bench.report.notes.append(f"{name} could not be measured: {error}")
        bench.say(bench.report.notes[-1])


def _words(bench: Bench) -> None:
    bench.report.heard[:0] = footage.measure_footage(bench.project, bench.talks, bench.kit, bench.folder, bench.say)


def _captions(bench: Bench) -> None:
    few = captioned.few(bench.talks)
    made = captioned.measure_captions(bench.project, few, bench.kit, bench.choice.repeat, bench.folder, bench.say)
    bench.report.sections.append(made)


def _build(bench: Bench) -> None:
    made = video.measure_build(bench.video, bench.choice.repeat, bench.report.notes, bench.say)
    bench.report.sections.append(made)


def _pages(bench: Bench) -> None:
    given = bench.layout, bench.stories, bench.spoken
    choice = bench.choice
    bench.report.built += pages.measure_pages(*given, choice.quick, choice.repeat, bench.kit, bench.folder, bench.say)


def _burn(bench: Bench) -> None:
    story, choice, notes = bench.video, bench.choice, bench.report.notes
    bench.report.sections += burning.measure_burning(
        story.footage, bench.folder, story.env, choice.quick, choice.repeat, notes, bench.say
    )


def _correct(bench: Bench) -> None:
    choice, report = bench.choice, bench.report
    report.sections += correction.measure_correction(
        bench.layout, bench.spoken, choice.quick, choice.repeat, bench.kit, bench.folder, report.notes, bench.say
    )


def _memory(bench: Bench) -> None:
    choice = bench.choice
    made = memory.measure_memory(bench.spoken, choice.quick, choice.repeat, bench.kit, bench.folder, bench.say)
    bench.report.peaks += made


#: What is measured besides listening to sound alone, in this order: name for --only → how.
MEASURED: dict[str, Callable[[Bench], None]] = {
    "words": _words,
    "captions-build": _captions,
    "build": _build,
    "pages": _pages,
    "burn": _burn,
    "correct": _correct,
    "memory": _memory,
}


def chosen_story(choice: Choice, stories: Sequence[Story]) -> Story:
    """The story that is built. Raises BenchmarkError without any, StoryError for an unknown name."""
    chosen = Stories(stories, {}).named([choice.story] if choice.story else []).loaded
    if not chosen:
        raise BenchmarkError("there is no story that can be built.", where=REPO, remedy="`veus status` says why.")
    return chosen[0]


def _settings(choice: Choice) -> dict[str, str]:
    return {
        "model": "the bundled Whisper base, the same weights for all",
        "threads": f"{choice.threads} for every system; no GPU, no network",
        "rounds": _rounds(choice),
    }


def _rounds(choice: Choice) -> str:
    told = f"{choice.repeat}, all systems in turn; medians, and least–most where they differ"
    return told + (" – a first look, not to be quoted" if choice.quick else "")
