"""The command line of Veus: parses, calls one verb, and turns errors into messages and exit codes.

Nothing heavy is imported here: every verb imports what it needs, so that `veus --help` answers at once.
"""

from __future__ import annotations

import itertools
import json
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import VeusError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


#: Exit code after Ctrl-C, as shells have it (128 + SIGINT).
INTERRUPTED = 130

#: Exit code after a polite kill (128 + SIGTERM).
TERMINATED = 143


class Anywhere(click.Group):
    """A group whose own options may also stand behind the verb, where people write them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own, rest = [], []
        words = iter(args)
        for word in words:
            if word == "--":
                rest += [word, *words]
            elif word in ("--quiet", "--debug") or word.startswith("--root="):
                own.append(word)
            elif word == "--root":
                own += [word, *itertools.islice(words, 1)]
            else:
                rest.append(word)
        return super().parse_args(ctx, own + rest)


@click.group(cls=Anywhere, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="VEUS_ROOT",
    default=".",
    help="The folder that holds stories/ and output/ (or set VEUS_ROOT).",
)
@click.option("--quiet", is_flag=True, help="Show errors only.")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(__version__, prog_name="veus")
@click.pass_context
def veus(ctx: click.Context, root: Path, quiet: bool, debug: bool) -> None:
    """Accessible video stories: footage in; captions, burned-in videos and pages out.

    Start with `veus doctor`, then `veus build`, then `veus preview`.
    """
    from pipeline.layout import Layout

    ctx.obj = {"layout": Layout(root.absolute()), "quiet": quiet, "debug": debug}


def complete_story(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of stories, for the shell's TAB key."""
    from click.shell_completion import CompletionItem

    root = Path(ctx.find_root().params.get("root") or ".")
    folders = sorted(root.glob("stories/*/story.toml"))
    return [CompletionItem(path.parent.name) for path in folders if path.parent.name.startswith(incomplete)]


stories_argument = click.argument("stories", nargs=-1, shell_complete=complete_story)
json_option = click.option("--json", "as_json", is_flag=True, help="Print plain data for programs.")


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def show_tracebacks(problems: Iterable[Exception]) -> None:
    """For --debug: where the problems of single stories, which do not end a build, come from."""
    import traceback

    for problem in problems:
        traceback.print_exception(problem)


@veus.command()
@stories_argument
@click.option(
    "--to",
    "up_to",
    type=click.Choice(["captions", "video", "pages"]),
    default="pages",
    help="Stop after this step.",
)
@click.option("--wait", is_flag=True, help="If another build is at work here, wait for it.")
@json_option
@click.pass_obj
def build(obj: dict[str, Any], stories: tuple[str, ...], up_to: str, wait: bool, as_json: bool) -> None:
    """Build the stories named, or all of them.

    Transcripts, captions, videos with captions burned in, pages, manifest. Only what has changed is made again.
    Files that people have edited are never overwritten.
    """
    from pipeline.run.build import UpTo
    from pipeline.run.build import build as run
    from pipeline.run.report import Silent

    if as_json or obj["quiet"]:
        report = run(obj["layout"], stories, Silent(), up_to=UpTo(up_to), wait=wait)
        if as_json:
            print_json(report.as_dict())
        for problem in report.all_problems() if obj["quiet"] and not as_json else ():
            click.echo(f"veus: {problem}", err=True)
    else:
        from pipeline.run.console import Terminal

        terminal = Terminal()
        report = run(obj["layout"], stories, terminal, up_to=UpTo(up_to), wait=wait)
        terminal.summary(report)
    if obj["debug"]:
        show_tracebacks(report.all_problems())
    if report.failed:
        raise SystemExit(1)


@veus.command()
@stories_argument
@json_option
@click.pass_obj
def status(obj: dict[str, Any], stories: tuple[str, ...], as_json: bool) -> None:
    """Show how far each story and language has come.

    Captions by the machine, edited or approved by people; burned in; published.
    """
    from pipeline.run.status import status as run

    lines = run(obj["layout"], stories)
    if as_json:
        print_json([line.as_dict() for line in lines])
    else:
        from pipeline.run.console import show_status

        show_status(lines)
    if any(line.problem for line in lines):
        raise SystemExit(1)


@veus.command()
@stories_argument
@click.option("--lang", "langs", multiple=True, metavar="LANG", help="Only this language: ca, en. Repeat for several.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing a word; the file before is kept.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "sarif", "github"]),
    default="table",
    help="How to print what was found.",
)
@json_option
@click.pass_obj
def check(
    obj: dict[str, Any], stories: tuple[str, ...], langs: tuple[str, ...], fix: bool, form: str, as_json: bool
) -> None:
    """Check captions against every rule.

    Lists what breaks a rule of the caption style, what could mend it, and what a reviewer should hear first. Exit code
    1 when something blocks approval; warnings do not.
    """
    from pipeline.check import formats
    from pipeline.run.check import check as run

    report = run(obj["layout"], stories, langs, fix)
    if as_json or form == "json":
        print_json(report.as_dict())
    elif form == "sarif":
        print_json(formats.sarif(report))
    elif form == "github":
        click.echo(formats.github(report), nl=False)
    else:
        from pipeline.run.console import make_console

        formats.show(report, make_console())
    if report.has_errors:
        raise SystemExit(1)


@veus.command()
@json_option
@click.pass_obj
def doctor(obj: dict[str, Any], as_json: bool) -> None:
    """Show what is installed, and what would help.

    Which speech engine, model and translation routes will be used, and the commands that get better ones.
    """
    from pipeline.run.doctor import examine

    findings = examine(obj["layout"])
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        from pipeline.run.console import show_findings

        show_findings(findings)
    if any(finding.state == "missing" for finding in findings):
        raise SystemExit(1)


@veus.command()
@click.argument("slug")
@click.argument("video", type=click.Path(path_type=Path))
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
    from pipeline.run.scaffold import QUESTIONS, scaffold

    answers = {key: value for key, value in texts.items() if value}
    if sys.stdin.isatty() and sys.stdout.isatty() and not obj["quiet"]:
        for key, question in QUESTIONS.items():
            if key not in answers and (answer := click.prompt(question, default="", show_default=False)):
                answers[key] = answer
        spoken = spoken or tuple(click.prompt("Languages spoken (ca, es, en)", default="ca").replace(",", " ").split())
    made = scaffold(obj["layout"], slug, video, spoken or ("ca",), answers)
    click.echo(f"Made {made.folder}.")
    if made.placeholders:
        click.echo(f"Fill in what is marked with ✎ in {made.folder / 'story.toml'}: {', '.join(made.placeholders)}.")
    if made.new_series:
        click.echo(f"Fill in the series too: {made.new_series}.")
    click.echo(f"Then: veus build {slug}")


@veus.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port on this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.pass_obj
def preview(obj: dict[str, Any], port: int, open_browser: bool) -> None:
    """Show output/ in a browser, on this machine only."""
    from pipeline.publish.preview import serve

    serve(obj["layout"], port, open_browser, on_ready=click.echo)


@veus.group()
def models() -> None:
    """See and fetch speech and translation models."""


@models.command("list")
@json_option
@click.pass_obj
def models_list(obj: dict[str, Any], as_json: bool) -> None:
    """Show the models there are, and which are on this machine."""
    from pipeline.run.models import listing

    rows = listing()
    if as_json:
        print_json([row.as_dict() for row in rows])
    else:
        from pipeline.run.console import show_models

        show_models(rows)


@models.command("get")
@click.argument("name")
@click.pass_obj
def models_get(obj: dict[str, Any], name: str) -> None:
    """Fetch a model: a NAME of the list, or a hub name (owner/model). Needs a network."""
    from pipeline.run.models import get

    click.echo(f"Fetching {name} …", err=True)
    click.echo(f"It lies in {get(name)}.")


@models.command("where")
@click.argument("name", required=False)
def models_where(name: str | None) -> None:
    """Show the folder of a model, or the folder that holds all of them."""
    from pipeline.run.models import where

    click.echo(where(name))


@veus.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what lets the TAB key complete.

    For bash: veus completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(veus, {}, "veus", "_VEUS_COMPLETE").source())


def guarded(run: Callable[[], Any], debug: bool) -> int:
    """Runs the command line; the one place where errors become messages and exit codes."""
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("veus: interrupted. What was finished is kept; run the same command to go on.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except VeusError as error:
        if debug:
            raise
        click.echo(f"veus: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        sys.stderr.close()
        return 0
    except OSError as error:
        if debug:
            raise
        place = f"{error.filename}: " if error.filename else ""
        remedy = "Check that it is there and that you may read and write it."
        click.echo(f"veus: {place}{error.strerror or error}. {remedy}", err=True)
        return 1
    except Exception as error:
        if debug:
            raise
        click.echo(
            f"veus: something unexpected went wrong ({type(error).__name__}: {error}). Nothing half-written was left; "
            "run the command again with --debug and send us what it shows.",
            err=True,
        )
        return 1


def main() -> None:
    """The console script `veus`."""
    debug = "--debug" in sys.argv
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that what we started ends with us
    sys.exit(guarded(lambda: veus.main(prog_name="veus", standalone_mode=False), debug))


if __name__ == "__main__":
    main()
