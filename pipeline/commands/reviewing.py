"""The pages in the browser: desk, and review, which is a part of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import complete_story

if TYPE_CHECKING:
    from pipeline.project.layout import Layout

#: The environment, not an option: options are seen by every user of the computer.
PASSWORD = "VEUS_REVIEW_PASSWORD"


#: GB of the largest file of footage where nobody says otherwise: three hours from a camera.
LARGEST_GB = 100

_OPTIONS = (
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8766,
        show_default=True,
        metavar="N",
        help="Port on this machine.",
    ),
    click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser."),
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        metavar="ADDRESS",
        help="Address to listen on; others need a proxy.",
    ),
    click.option(
        "--behind-tls-proxy",
        "behind",
        metavar="ADDRESS",
        help="How reviewers reach the proxy: https://review.example.org",
    ),
    click.option(
        "--largest-upload",
        "largest",
        type=click.FloatRange(0, min_open=True),
        default=LARGEST_GB,
        show_default=True,
        metavar="GB",
        help="GB of the largest film that the browser may send.",
    ),
)


def _served(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the options of a server."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@_served
@click.pass_obj
def desk(obj: dict[str, Any], /, **options: Any) -> None:
    """Do all the work in the browser, from a film to its page.

    Shows the stories and what waits for whom; begins a series in an empty folder, and new stories from a film that
    you choose; leads to their texts, to the review of captions, to building, publishing and withdrawing.

    Prints an address that lets you in. To serve others, put a proxy that speaks TLS in front, say so with
    --behind-tls-proxy, and give a password in VEUS_REVIEW_PASSWORD.
    """
    _serve(obj["layout"], None, True, **options)


@click.command()
@click.argument("story", required=False, metavar="[STORY]", shell_complete=complete_story)
@_served
@click.pass_obj
def review(obj: dict[str, Any], /, story: str | None, **options: Any) -> None:
    """Review captions in the browser, on this machine.

    Prints an address that lets you in. To serve others, put a proxy that speaks TLS in front, say so with
    --behind-tls-proxy, and give a password in VEUS_REVIEW_PASSWORD.
    """
    _serve(obj["layout"], story, False, **options)


def _serve(
    layout: Layout,
    story: str | None,
    may_begin: bool,
    *,
    host: str,
    port: int,
    behind: str | None,
    open_browser: bool,
    largest: float,
) -> None:
    from pipeline.desk.serve import Address, Opening, serve

    opening = Opening(story, may_begin, round(largest * 1e9))
    serve(layout, opening, Address(host, port, behind, os.environ.get(PASSWORD)), open_browser, click.echo)
