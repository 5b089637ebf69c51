"""What is seen, told to those who do not see it: describe."""

from __future__ import annotations

from typing import Any

import click

from pipeline.commands.common import json_option, print_json, story_argument, track_of


@click.command()
@story_argument
@click.option("--lang", default="ca", show_default=True, metavar="LANG", help="Language of the description.")
@click.option("--write", is_flag=True, help="Begin description.LANG.srt, with a place to write in for each pause.")
@json_option
@click.pass_obj
def describe(obj: dict[str, Any], story: str, lang: str, write: bool, as_json: bool) -> None:
    """Show where there is room to tell what is seen.

    Lists the pauses in speech and singing of two seconds and more, with the words that fit at 160 a minute, and what is
    told in them by now. What is told, people write, in description.LANG.srt; see docs/audio-description.md.
    """
    from pipeline.actions.describe import describe as run
    from pipeline.commands.console import make_console
    from pipeline.commands.describe_table import show_places

    report = run(track_of(obj, story, f"description.{lang}"), write=write)
    if as_json:
        print_json(report.as_dict())
    else:
        show_places(report, make_console())
