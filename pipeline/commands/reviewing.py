"""The page for reviewers: review."""

from __future__ import annotations

import os
from typing import Any

import click

from pipeline.commands.common import complete_story

#: The environment, not an option: options are seen by every user of the computer.
PASSWORD = "VEUS_REVIEW_PASSWORD"


@click.command()
@click.argument("story", required=False, metavar="[STORY]", shell_complete=complete_story)
@click.option("--port", type=click.IntRange(0, 65535), default=8766, show_default=True, help="Port on this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others need a proxy.")
@click.option(
    "--behind-tls-proxy", "behind", metavar="ADDRESS", help="How reviewers reach the proxy: https://review.example.org"
)
@click.pass_obj
def review(
    obj: dict[str, Any],
    story: str | None,
    port: int,
    open_browser: bool,
    host: str,
    behind: str | None,
) -> None:
    """Review captions in the browser, on this machine.

    Prints an address that lets you in. To serve others, put a proxy that speaks TLS in front, say so with
    --behind-tls-proxy, and give a password in VEUS_REVIEW_PASSWORD.
    """
    from pipeline.desk.serve import Address, review

    review(obj["layout"], story, Address(host, port, behind, os.environ.get(PASSWORD)), open_browser, click.echo)
