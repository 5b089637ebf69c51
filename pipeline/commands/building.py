"""From footage to pages: build, status, new, preview, doctor."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import (
    asked_for,
    chosen,
    filter_options,
    json_option,
    print_json,
    print_json_each,
    series_of,
    stories_argument,
)
from pipeline.errors import VeusError
from pipeline.letters import printable
from pipeline.messages import tr

if TYPE_CHECKING:
    from pipeline.build.status_line import StatusLine


@click.command()
@stories_argument
@filter_options
@click.option(
    "--to",
    "up_to",
    type=click.Choice(["captions", "video", "pages"]),
    default="pages",
    help="Stop after this step.",
)
@click.option("--wait", is_flag=True, help="If another build is at work here, wait for it.")
@click.option("--verify", is_flag=True, help="Read every file again, also those that look as they were.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Make so many stories side by side (or set VEUS_JOBS). Else: one for each four cores, as memory allows.",
)
@click.option(
    "--memory",
    type=click.FloatRange(0.1),
    metavar="GB",
    help="Memory that they may take together (or set VEUS_MEMORY). Else: three quarters of what is free.",
)
@click.option("--cluster", metavar="ADDRESS", help="Have other machines help: tls://server:8786, local:2, or none.")
@click.option("--store", metavar="DEST", help="Through which files go there. Else: [cluster] store of series.toml.")
@json_option
@click.pass_obj
def build(
    obj: dict[str, Any],
    stories: tuple[str, ...],
    up_to: str,
    wait: bool,
    verify: bool,
    jobs: int | None,
    memory: float | None,
    cluster: str | None,
    store: str | None,
    as_json: bool,
) -> None:
    """Build the stories named, or all of them.

    Transcripts, captions, videos with captions burned in, pages, manifest. Only what has changed is made again.
    Files that people have edited are never overwritten.
    """
    from pipeline.build.build import UpTo
    from pipeline.build.build import build as run
    from pipeline.build.jobs import jobs_here
    from pipeline.build.outcome import Silent
    from pipeline.cluster.cluster_choice import helpers_of

    stories = tuple(chosen(obj, stories))
    how: dict[str, Any] = {"up_to": UpTo(up_to), "wait": wait, "verify": verify, "jobs": jobs_here(jobs, memory)}
    how["helpers"] = helpers_of(obj["layout"], cluster, store)
    if as_json or obj["quiet"]:
        report = run(obj["layout"], stories, Silent(), **how)
        if as_json:
            print_json(report.as_dict())
        for problem in report.all_problems() if obj["quiet"] and not as_json else ():
            click.echo(tr("veus: {problem}", problem=problem), err=True)
    else:
        from pipeline.commands.console import Terminal

        terminal = Terminal()
        report = run(obj["layout"], stories, terminal, **how)
        terminal.summary(report)
    if obj["debug"]:
        show_tracebacks(report.all_problems())
    if report.failed:
        raise SystemExit(1)


@click.command()
@stories_argument
@filter_options
@click.option("--verify", is_flag=True, help="Read every file again, also those that look as they were.")
@json_option
@click.pass_obj
def status(obj: dict[str, Any], stories: tuple[str, ...], verify: bool, as_json: bool) -> None:
    """Show how far each story and language has come.

    Captions by the machine, edited or approved by people; burned in; published.
    """
    from pipeline.build.story_filter import StoryFilter, lines_that

    wrong, asked = False, asked_for(obj) or StoryFilter()

    def told() -> Iterator[StatusLine]:
        nonlocal wrong
        for line in lines_that(series_of(obj), stories, asked, verify):
            wrong = wrong or bool(line.problem)
            yield line

    if as_json:
        print_json_each(line.as_dict() for line in told())
    else:
        from pipeline.commands.status_table import show_status

        show_status(list(told()))
    if wrong:
        raise SystemExit(1)


@click.command()
@click.argument("slug", metavar="SLUG")
@click.argument("video", metavar="VIDEO", type=click.Path(path_type=Path))
@click.option("--spoken", multiple=True, metavar="LANG", help="Language spoken: ca, es, en. Repeat for several.")
@click.option("--title-ca", metavar="TEXT", help="Title in Catalan.")
@click.option("--title-en", metavar="TEXT", help="Title in English.")
@click.option("--summary-ca", metavar="TEXT", help="One sentence in Catalan.")
@click.option("--summary-en", metavar="TEXT", help="One sentence in English.")
@click.option("--place", metavar="TEXT", help="Where it takes place.")
@click.pass_obj
def new(
    obj: dict[str, Any],
    /,
    slug: str,
    video: Path,
    spoken: tuple[str, ...],
    **texts: str | None,
) -> None:
    """Start a story from a video.

    Makes the folder SLUG, copies VIDEO into it and writes its story.toml. At a terminal it asks for what no option
    says; elsewhere marked placeholders are written.
    """
    from pipeline.setup.scaffold import QUESTIONS, check_new, scaffold

    check_new(obj["layout"], slug, video)  # before anything is asked
    answers = {key: value for key, value in texts.items() if value}
    if sys.stdin.isatty() and sys.stdout.isatty() and not obj["quiet"]:
        for key, question in QUESTIONS.items():
            if key not in answers:
                answers[key] = click.prompt(tr(question), default="", show_default=False, value_proc=_one_line)
        languages = tr("Languages spoken (ca, es, en, or another code)")
        spoken = spoken or click.prompt(languages, default="ca", value_proc=_spoken)
    made = scaffold(obj["layout"], slug, video, spoken or ("ca",), answers)
    click.echo(tr("Made {folder}.", folder=made.folder))
    if made.placeholders:
        file, keys = made.folder / "story.toml", ", ".join(made.placeholders)
        click.echo(tr("Fill in what is marked with ✎ in {file}: {keys}.", file=file, keys=keys))
    if made.new_series:
        click.echo(tr("Fill in the series too: {file}.", file=made.new_series))
    click.echo(tr("Then: veus build {slug}", slug=slug))


def _one_line(answer: str) -> str:
    """What was typed, for story.toml; click asks again where it cannot be taken."""
    if printable(answer) != answer:
        raise click.UsageError(tr("there is a character in it that is none; type it again."))
    return answer.strip()


def _spoken(answer: str | Sequence[str]) -> tuple[str, ...]:
    """Codes of languages, from "ca, es"."""
    from pipeline.languages import check_languages

    codes = tuple(answer.replace(",", " ").lower().split()) if isinstance(answer, str) else tuple(answer)
    try:
        return check_languages(codes) or ("ca",)
    except VeusError as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N", help="Port on this machine."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.pass_obj
def preview(obj: dict[str, Any], port: int, open_browser: bool) -> None:
    """Show output/ in a browser, on this machine only."""
    from pipeline.site.preview import serve

    serve(obj["layout"], port, open_browser, on_ready=click.echo)


@click.command()
@json_option
@click.pass_obj
def doctor(obj: dict[str, Any], as_json: bool) -> None:
    """Show what is installed, and what would help.

    Which speech engine, model and translation routes will be used, and the commands that get better ones.
    """
    from pipeline.setup.doctor import examine

    findings = examine(obj["layout"])
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        from pipeline.commands.console import show_findings

        show_findings(findings)
    if any(finding.state == "missing" for finding in findings):
        raise SystemExit(1)


def show_tracebacks(problems: Iterable[Exception]) -> None:
    """For --debug: where the problems of single stories, which do not end a build, come from."""
    import traceback

    for problem in problems:
        traceback.print_exception(problem)
