"""How captions look: style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import json_option, print_json, series_of, story_argument
from pipeline.messages import tr

if TYPE_CHECKING:
    from pipeline.actions.contact_sheet import StyleReport


@click.command()
@story_argument
@click.option("--lang", metavar="LANG", help="Language of the captions shown: ca, en. [default: the series' first]")
@click.option("--open", "open_sheets", is_flag=True, help="Open the sheets.")
@json_option
@click.pass_obj
def style(obj: dict[str, Any], story: str, lang: str | None, open_sheets: bool, as_json: bool) -> None:
    """Show how captions look over the hardest pictures of STORY.

    Makes a contact sheet for each shape of picture: the longest lines, two speakers, sounds, accents, over the
    lightest, darkest and busiest pictures, with the contrast measured in each. Exit code 1 when something cannot be
    read.
    """
    from pipeline.actions.contact_sheet import style as run
    from pipeline.build.outcome import Silent

    if as_json or obj["quiet"]:
        report = run(series_of(obj), story, lang, Silent())
        if as_json:
            print_json(report.as_dict())
        else:
            _tell_what_fails(report)
    else:
        from pipeline.commands.console import Terminal, show_style

        report = run(series_of(obj), story, lang, Terminal())
        show_style(report)
    if open_sheets:
        for sheet in report.sheets:
            click.launch(str(sheet))
    if report.failed:
        raise SystemExit(1)


def _tell_what_fails(report: StyleReport) -> None:
    """Errors alone, for --quiet: each reason why the exit code is 1."""
    for fault in report.faults:
        click.echo(tr("veus: {problem}", problem=fault), err=True)
    for row in report.rows:
        if row.verdict == "fails":
            about = {"shape": row.shape, "captions": row.sample, "picture": row.over, "why": row.why}
            click.echo(tr("veus: {shape}, {captions} (picture: {picture}): {why}", **about), err=True)
