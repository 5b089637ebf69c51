"""The command line of Veus: one call of a verb of `pipeline/commands/`, and the only place that turns errors into
messages and exit codes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline import __version__, interrupts, terminal
from pipeline.commands import (
    approving,
    attesting,
    building,
    checking,
    clustering,
    describing,
    exchanging,
    installing,
    publishing,
    reviewing,
    shell,
    styling,
)
from pipeline.commands.common import WORDS, Anywhere
from pipeline.errors import VeusError, of_system
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr

#: Exit code after Ctrl-C, as shells have it (128 + SIGINT).
INTERRUPTED = 130

#: Every verb there is.
VERBS: tuple[click.Command, ...] = (
    building.build,
    building.status,
    building.new,
    building.preview,
    building.doctor,
    clustering.worker,
    clustering.scheduler,
    checking.check,
    approving.approve,
    approving.waive,
    approving.diff,
    approving.settle,
    describing.describe,
    attesting.attest,
    reviewing.desk,
    reviewing.review,
    styling.style,
    exchanging.export,
    exchanging.import_file,
    exchanging.restore,
    exchanging.shift,
    publishing.publish,
    publishing.withdraw,
    installing.models,
    shell.completion,
)


@click.group(cls=Anywhere, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="VEUS_ROOT",
    default=".",
    help="The folder that holds stories/ and output/ (or set VEUS_ROOT).",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="VEUS_LOG",
    metavar="FILE",
    help="Add to FILE what a maintainer needs when something goes wrong (or set VEUS_LOG).",
)
@click.option(
    "--ui",
    type=click.Choice(sorted(PAGE_LANGUAGES)),
    envvar="VEUS_UI",
    expose_value=False,  # read before anything is said: commands/ui_language.py
    help="The language of messages (or set VEUS_UI; else that of the system).",
)
@click.option("--quiet", is_flag=True, help="Show errors only.")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(__version__, prog_name="veus")
@click.pass_context
def veus(ctx: click.Context, root: Path, log: Path | None, quiet: bool, debug: bool) -> None:
    """Accessible video stories: footage in; captions, burned-in videos and pages out.

    Start with `veus doctor`, then `veus build`, then `veus preview`.
    """
    from pipeline.project.layout import Layout

    ctx.with_resource(terminal.guarded())
    if log:
        from pipeline.commands.logged import begin

        begin(ctx, log, Layout(root.absolute()), ctx.meta[WORDS])
    ctx.obj = {"layout": Layout(root.absolute()), "quiet": quiet, "debug": debug}


for verb in VERBS:
    veus.add_command(verb)


def guarded(run: Callable[[], Any], debug: bool) -> int:
    """Runs the command line; the one place where errors become messages and exit codes."""
    with terminal.guarded():
        return _guarded(run, debug)


def _guarded(run: Callable[[], Any], debug: bool) -> int:
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("veus: interrupted. What was finished is kept; run the same command to go on."), err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except VeusError as error:
        if debug:
            raise
        click.echo(tr("veus: {problem}", problem=error), err=True)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        terminal.plain_stream(stderr=True).close()
        return 0
    except OSError as error:
        if debug:
            raise
        click.echo(tr("veus: {problem}", problem=of_system(error)), err=True)
        return 1
    except Exception as error:  # nobody who runs this is helped by a traceback
        if debug:
            raise
        click.echo(
            tr(
                "veus: something unexpected went wrong ({kind}: {error}). Nothing half-written was left; "
                "run the command again with --debug and send us what it shows.",
                kind=type(error).__name__,
                error=error,
            ),
            err=True,
        )
        return 1


def main() -> None:
    """The console script `veus`."""
    terminal.guard()
    debug = "--debug" in sys.argv
    interrupts.guard()  # so that what we started ends with us
    sys.exit(guarded(lambda: veus.main(prog_name="veus", standalone_mode=False), debug))


if __name__ == "__main__":
    main()
