"""`python -m benchmarks.captions`: captions of ours and of peers, scored side by side; `… score FILE`: any SRT."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import click

from benchmarks.captions.results import Results
from benchmarks.captions.run import Choice, measure
from benchmarks.captions.systems import SYSTEMS
from benchmarks.results import BenchmarkError
from benchmarks.workroom import workroom
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES
from pipeline.project.caption_profile import PROFILES

HERE = Path(__file__).resolve().parent
NAMES = [system.name for system in SYSTEMS]
FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--speech",
    type=FOLDER,
    metavar="DIR",
    help="Recordings to caption besides the stories: talk.mp3 (or"
    " .wav …), what is said in talk.txt, a person's captions in talk.ref.srt.",
)
@click.option(
    "--language",
    type=click.Choice(["ca", "es", "en"]),
    default="ca",
    show_default=True,
    help="Of recordings whose name does not begin with ca-, es- or en-.",
)
@click.option("--only", multiple=True, type=click.Choice(NAMES), help="Caption with this alone. Repeatable.")
@click.option("--repeat", type=click.IntRange(1, 20), default=1, show_default=True, help="Rounds; counts are added up.")
@click.option("--threads", type=click.IntRange(1), default=os.cpu_count() or 1, help="Of every system (default: all).")
@click.option(
    "--tracks",
    type=FOLDER,
    metavar="DIR",
    help="Keep SRT files here, DIR/system/recording.srt. What is"
    " there is not heard again (ours is cut anew from its transcript), and folders of other systems are"
    " scored with the rest.",
)
@click.option("--out", type=FOLDER, default=Path("docs"), show_default=True, help="Where captions.md and .svg go.")
@click.pass_context
def main(
    context: click.Context,
    speech: Path | None,
    language: str,
    only: tuple[str, ...],
    repeat: int,
    threads: int,
    tracks: Path | None,
    out: Path,
) -> None:
    """Caption the same sound with Veus and its peers, on the same weights, and score what comes out.

    Every system runs in a process of its own, without a network or GPU. `score FILE` scores a single SRT of any system.
    """
    if context.invoked_subcommand:
        return
    choice = Choice(only, speech, language, repeat, threads, tracks, out)
    try:
        with workroom() as folder:
            results = measure(choice, folder, say)
            write(choice, results)
    except VeusError as error:
        fail(error)
    except KeyboardInterrupt:
        click.echo("benchmarks: interrupted; no results were written.", err=True)
        raise SystemExit(130) from None


@main.command("score", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", type=FILE)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="ca", show_default=True)
@click.option("--reference", type=FILE, help="Captions that a person made and timed, as SRT.")
@click.option("--text", type=FILE, help="What is said, for the word error rate (default: the words of --reference).")
@click.option("--profile", type=click.Choice(list(PROFILES)), default="netflix", show_default=True)
@click.option("--fps", default="25", show_default=True, help="Frames a second of the footage, as 25 or 30000/1001.")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table.")
def score_file(
    file: Path, language: str, reference: Path | None, text: Path | None, profile: str, fps: str, as_json: bool
) -> None:
    """Score one SRT file of any system."""
    from benchmarks.audio import Clip
    from benchmarks.captions import suber
    from benchmarks.captions.report import scores_table
    from benchmarks.captions.samples import Sample
    from benchmarks.captions.score import score
    from benchmarks.captions.tracks import read_cues, text_of

    try:
        human = read_cues(reference) if reference else ()
        said = text.read_text("utf-8-sig") if text else text_of(human)
        clip = Clip(file.stem, file, 0.0, said or None)
        sample = Sample(clip, language, PROFILES[profile], human=human, timed=human, fps=rate(fps))
        found = score(read_cues(file), sample)
    except VeusError as error:
        fail(error)
    if reference and not suber.installed():
        say(suber.MISSING)
    click.echo(json.dumps(found.as_dict(), indent=2) if as_json else scores_table([(file.stem, found)]))


@main.command("translation", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--out", type=FOLDER, default=Path("docs"), show_default=True, help="Where translation.md goes.")
@click.option("--wrong", is_flag=True, help="Only list what is wrong of the spoken sentences that may be looked at.")
def measure_translation(folder: Path | None, out: Path, wrong: bool) -> None:
    """Score every installed route over the spoken sentences, and over flores-dev.{cat,eng,spa} in FOLDER.

    Without FOLDER, over the spoken ones alone, and nothing is written.
    """
    from benchmarks.captions import spoken_run, translation
    from pipeline import files

    try:
        if wrong:
            click.echo(spoken_run.wrong_list())
            return
        spoken = spoken_run.measure_spoken()
        if folder is None:
            click.echo(spoken_run.to_markdown(spoken))
            return
        report = translation.measure(folder, spoken)
    except VeusError as error:
        fail(error)
    text = translation.to_markdown(report)
    files.write_text(out / "translation.md", text)
    files.write_json(HERE.parent / "results" / "translation.json", report.as_dict())
    click.echo(text)
    say(f"Written to {out / 'translation.md'}")


def rate(text: str) -> Fraction:
    """Frames a second. Raises BenchmarkError for what is no rate."""
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if value <= 0:
        raise BenchmarkError(f'"{text}" is no frame rate.', remedy="Give it as 25 or 30000/1001.")
    return value


def fail(error: VeusError) -> NoReturn:
    click.echo(f"benchmarks: {error}", err=True)
    raise SystemExit(1) from error


def say(text: str) -> None:
    """Progress goes to standard error: standard output holds only the result."""
    click.echo(text, err=True)


def write(choice: Choice, results: Results) -> None:
    """Shows the report, and writes it as Markdown with its chart, and as JSON."""
    from benchmarks.captions.report import to_markdown, to_svg_chart
    from pipeline import files

    name = choice.result_name
    text = to_markdown(results, f"{name}.svg")
    if results.columns:
        files.write_text(choice.out / f"{name}.svg", to_svg_chart(results))
    files.write_text(choice.out / f"{name}.md", text)
    files.write_json(HERE.parent / "results" / f"{name}.json", results.as_dict())
    click.echo(text)
    say(f"Written to {choice.out / name}.md")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.captions")
