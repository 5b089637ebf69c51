"""`python -m benchmarks`: measures, shows the tables, and writes them to benchmarks/results/."""

from __future__ import annotations

import os
from pathlib import Path

import click

from benchmarks.choice import PARTS, SPEECH, Choice
from benchmarks.results import Report
from pipeline.errors import VeusError

HERE = Path(__file__).resolve().parent


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", multiple=True, type=click.Choice([*SPEECH, *PARTS]), help="Measure this alone. Repeatable.")
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
    from benchmarks.run import measure

    choice = Choice(only, 1 if quick else repeat, quick, threads, speech, language, story, out)
    try:
        report = measure(choice, say)
    except VeusError as error:
        click.echo(f"benchmarks: {error}", err=True)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        click.echo("benchmarks: interrupted; no results were written.", err=True)
        raise SystemExit(130) from None
    write(report, choice)


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
