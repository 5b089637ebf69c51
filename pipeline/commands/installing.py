"""Speech and translation models: models list, get, where."""

from __future__ import annotations

from typing import Any

import click

from pipeline.commands.common import json_option, print_json
from pipeline.messages import tr


@click.group()
def models() -> None:
    """See and fetch speech and translation models."""


@models.command("list")
@json_option
@click.pass_obj
def models_list(obj: dict[str, Any], as_json: bool) -> None:
    """Show the models there are, and which are on this machine."""
    from pipeline.setup.models import listing

    rows = listing()
    if as_json:
        print_json([row.as_dict() for row in rows])
    else:
        from pipeline.commands.console import show_models

        show_models(rows)


@models.command("get")
@click.argument("name", metavar="NAME")
@click.pass_obj
def models_get(obj: dict[str, Any], name: str) -> None:
    """Fetch a model: a NAME of the list, a hub name (owner/model), or "translation" for all that translate. Needs a
    network."""
    from pipeline.setup.models import get

    click.echo(tr("Fetching {name} …", name=name), err=True)
    click.echo(tr("It lies in {folder}.", folder=get(name)))


@models.command("where")
@click.argument("name", required=False, metavar="[NAME]")
def models_where(name: str | None) -> None:
    """Show the folder of a model, or the folder that holds all speech models."""
    from pipeline.setup.models import where

    click.echo(where(name))
