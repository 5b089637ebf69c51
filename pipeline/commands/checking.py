"""Captions against the rules: check."""

from __future__ import annotations

from typing import Any

import click

from pipeline.commands.common import (
    chosen,
    filter_options_but_language,
    json_option,
    print_json,
    series_of,
    speak_plainly,
    stories_argument,
)


@click.command()
@stories_argument
@filter_options_but_language
@click.option(
    "--lang", "langs", multiple=True, metavar="LANG", help="Only this language: ca, en, es… Repeat for several."
)
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
    from pipeline.actions import report_formats
    from pipeline.actions.check_tracks import check as run

    if form != "table":
        speak_plainly()
    report = run(series_of(obj), chosen(obj, stories), langs, fix)
    if as_json or form == "json":
        print_json(report.as_dict())
    elif form == "sarif":
        print_json(report_formats.sarif(report))
    elif form == "github":
        click.echo(report_formats.github(report), nl=False)
    else:
        from pipeline.commands.console import make_console

        report_formats.show(report, make_console())
    if report.has_errors:
        raise SystemExit(1)
