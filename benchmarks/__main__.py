"""`python -m benchmarks`: measures, shows the tables, and writes them to benchmarks/results/."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.measure import REPO
from benchmarks.results import BenchmarkError, Report
from benchmarks.workroom import workroom
from pipeline.errors import VeusError

if TYPE_CHECKING:
    from benchmarks.audio import Workload
    from pipeline.story import Story

#: What --only takes besides the names of systems.
VIDEO = ("build", "burn")
SPEECH = ("veus", "veus-openai", "whisper-ctranslate2", "whisper-ctranslate2-batched", "openai-whisper")

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for on the command line. only: names, all when empty. speech: folder of recordings."""

    only: tuple[str, ...]
    repeat: int
    quick: bool
    threads: int
    speech: Path | None
    language: str
    story: str | None
    out: Path

    def wants(self, name: str) -> bool:
        return not self.only or name in self.only

    @property
    def result_name(self) -> str:
        """Only a whole run becomes `latest`: a hasty or partial one must not be quoted by mistake. Burning in has
        results of its own."""
        if self.only == ("burn",) and not self.quick:
            return "burning"
        return "partial" if self.only else "quick" if self.quick else "latest"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", multiple=True, type=click.Choice([*SPEECH, *VIDEO]), help="Measure this alone. Repeatable.")
@click.option("--repeat", type=click.IntRange(1, 50), default=3, show_default=True, help="Rounds; medians are shown.")
@click.option("--quick", is_flag=True, help="One round over one story: a first look, not to be quoted.")
@click.option("--threads", type=click.IntRange(1), default=os.cpu_count() or 1, help="Of every system (default: all).")
@click.option(
    "--speech",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Recordings (.mp3, .wav …) to hear besides the stories, with what is said beside each: talk.mp3, talk.txt.",
)
@click.option(
    "--language",
    type=click.Choice(["ca", "es", "en"]),
    default="ca",
    show_default=True,
    help="Of recordings whose name does not begin with ca-, es- or en-.",
)
@click.option("--story", metavar="SLUG", help="The story that is built (default: the first).")
@click.option("--out", type=click.Path(path_type=Path), default=HERE / "results", help="Where results are written.")
def main(
    only: tuple[str, ...],
    repeat: int,
    quick: bool,
    threads: int,
    speech: Path | None,
    language: str,
    story: str | None,
    out: Path,
) -> None:
    """Measure Veus and its peers on the same sound, weights and machine; show seconds, word errors and ratios.

    Every system runs in a process of its own, without a network or GPU, with the same number of threads.
    """
    choice = Choice(only, 1 if quick else repeat, quick, threads, speech, language, story, out)
    try:
        report = measure(choice)
    except VeusError as error:
        click.echo(f"benchmarks: {error}", err=True)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        click.echo("benchmarks: interrupted; no results were written.", err=True)
        raise SystemExit(130) from None
    write(report, choice)


def measure(choice: Choice) -> Report:
    """Everything asked for, measured. Raises VeusError when there is nothing to measure."""
    from benchmarks import burning, machine, speech, systems, video, words
    from pipeline.config import load_settings
    from pipeline.layout import Layout
    from pipeline.story import discover

    layout = Layout(REPO)
    stories, problems = discover(layout, load_settings(layout))
    story = _story(choice, stories)
    busy = machine.busy_note()
    notes = [f"The story {name} was left out: {error.what}" for name, error in problems.items()]
    chosen = [system for system in systems.SYSTEMS if choice.wants(system.name)]
    if chosen and not words.can_count():
        notes.append("No word error rates: the package that counts them is not installed (pip install jiwer).")
    report = Report(datetime.date.today().isoformat(), machine.machine(), _settings(choice), notes=notes)
    with workroom() as folder:
        kit = speech.make_kit(folder, choice.threads, chosen)
        if chosen:
            works = _workloads(choice, stories, folder)
            report.sections += speech.measure_speech(chosen, works, kit, choice.repeat, folder, notes, say)
        if parts := {name for name in VIDEO if choice.wants(name)}:
            try:
                bench = video.set_up(story, layout, kit, folder)
                if "build" in parts:
                    report.sections.append(video.measure_build(bench, choice.repeat, notes, say))
                if "burn" in parts:
                    made = burning.measure_burning(
                        bench.footage, folder, bench.env, choice.quick, choice.repeat, notes, say
                    )
                    report.sections += made
            except VeusError as error:  # what was heard before, perhaps for an hour, must not be lost
                notes.append(f"Building {story.slug} could not be measured: {error}")
                say(notes[-1])
    if not report.sections:
        raise BenchmarkError("nothing could be measured.", remedy=" ".join(notes))
    if not choice.wants(SPEECH[0]) and chosen:
        notes.append(f"No ratios to Veus: it was not measured in this run (--only {SPEECH[0]} adds it).")
    notes += [f"{system.label}: {system.does}." for system in chosen]
    if busy:
        notes.insert(0, busy)
    return report


def _workloads(choice: Choice, stories: Sequence[Story], folder: Path) -> list[Workload]:
    from benchmarks import audio

    works = audio.stand_ins(stories[:1] if choice.quick else stories, folder)
    if choice.speech:
        works += audio.recordings(choice.speech, choice.language, folder)
    return works


def _story(choice: Choice, stories: Sequence[Story]) -> Story:
    from pipeline.run.build import choose_stories

    chosen, _ = choose_stories(stories, {}, [choice.story] if choice.story else [])
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


def say(text: str) -> None:
    """Progress goes to standard error: standard output holds only the result."""
    click.echo(text, err=True)


def write(report: Report, choice: Choice) -> None:
    """Shows the report, and writes it as Markdown and JSON."""
    from benchmarks.table import to_markdown
    from pipeline import files

    text, name = to_markdown(report), choice.result_name
    files.write_text(choice.out / f"{name}.md", text)
    files.write_json(choice.out / f"{name}.json", report.as_dict())
    click.echo(text)
    say(f"Written to {choice.out / name}.md and .json")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
