"""What the public sees: publish, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import (
    chosen,
    filter_options,
    json_option,
    print_json,
    series_of,
    stories_argument,
    story_argument,
)
from pipeline.messages import tr, tr_many
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.publish.delivery import Delivery


@click.command()
@click.argument("destination", metavar="DEST")
@stories_argument
@filter_options
@click.option("--dry-run", is_flag=True, help="Only show what would be sent and removed.")
@click.option(
    "--grace",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="For how long replaced files stay there.",
)
@click.option("--take-over", is_flag=True, help="Even if another project publishes to DEST.")
@click.option("--prune", is_flag=True, help="Remove all replaced files now.")
@json_option
@click.pass_obj
def publish(
    obj: dict[str, Any],
    destination: str,
    stories: tuple[str, ...],
    dry_run: bool,
    grace: int,
    prune: bool,
    take_over: bool,
    as_json: bool,
) -> None:
    """Publish the stories named, or all, to DEST.

    DEST is a folder, or a URL such as s3://bucket/folder. Only what is approved, up to date and consented to is sent;
    of the rest every reason is told, and the exit code is 1. What was sent before and has not changed is not sent
    again; a run that was cut short is finished by the next one. Replaced files stay for a while, as cached pages and
    feeds still ask for them; files of withdrawn stories go at once.
    """
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from pipeline.publish.delivery import publish as run

    today = datetime.now(ZoneInfo(series_of(obj).settings.time_zone)).date()
    done = run(
        obj["layout"],
        destination,
        chosen(obj, stories),
        today=today,
        dry_run=dry_run,
        grace_days=0 if prune else grace,
        take_over=take_over,
    )
    if as_json:
        print_json(done.as_dict())
    elif not obj["quiet"]:
        from pipeline.commands.console import make_console
        from pipeline.commands.delivery_table import show

        show(done, make_console(), dry_run)
    _tell_refused(done)
    if done.refused:
        raise SystemExit(1)


def _tell_refused(done: Delivery) -> None:
    """What was not published and why, and what nobody would expect to find empty."""
    if done.emptied:
        click.echo(
            tr(
                "veus: {target}: nothing is there of what was sent there before ({stories}). All is sent "
                "anew. If it is a disk or a network folder, see that it is connected.",
                target=done.target,
                stories=", ".join(done.emptied),
            ),
            err=True,
        )
    for name, reasons in done.refused.items():
        click.echo(tr("veus: {story} is not published:", story=name), err=True)
        for reason in reasons:
            click.echo(f"  – {reason}", err=True)
        if name in done.kept:
            kept = tr("What was published of it earlier is still there; `veus withdraw` takes it away.")
            click.echo(f"  {kept}", err=True)


@click.command()
@story_argument
@click.option("--reason", required=True, metavar="TEXT", help="Why. It is noted, and never published.")
@click.option("--by", required=True, metavar="NAME", help="Who decided.")
@click.option("--from", "places", multiple=True, metavar="DEST", help="A place that is not remembered. Repeatable.")
@click.option("--at", metavar="TIME", help="When, as ISO 8601. Now, where it is left out.")
@json_option
@click.pass_obj
def withdraw(
    obj: dict[str, Any], story: str, reason: str, by: str, places: tuple[str, ...], at: str | None, as_json: bool
) -> None:
    """Take a story away from the public.

    From output/, from every place it was published to, and from stores of clusters: videos, captions, transcripts,
    pages. Where its page was embedded, a notice is shown. It is not built or published again until story.toml has a
    consent of a later day. The story's own folder in stories/ is left as it is. Lines of series.toml, of the site's
    own texts and of other stories in which its people are still named are listed: a person must change them.
    """
    from pipeline.publish.withdraw import withdraw as run

    done = run(obj["layout"], story, reason=reason, by=by, at=at, places=places)
    if as_json:
        print_json(done.as_dict())
    else:
        by, when = done.withdrawal.by, done.withdrawal.when
        if done.already:
            click.echo(tr("{story} was withdrawn already, by {by}, {when}.", story=story, by=by, when=when))
        else:
            click.echo(tr("{story} is withdrawn, by {by}, {when}.", story=story, by=by, when=when))
        for place, names in done.removed.items():
            gone = tr_many("{count} file removed.", "{count} files removed.", len(names))
            click.echo(f"{place}: {gone}")
    for place, names in done.strange.items():
        shown = one_line(", ".join(names))
        click.echo(
            tr("veus: {place}: these were not put there by Veus, look at them: {files}", place=place, files=shown),
            err=True,
        )
    if done.mentions:
        click.echo(
            tr(
                "veus: somebody of {story} is still named in these texts, unless another person of that "
                "name is meant. Only a person can change them; afterwards build, approve and publish the "
                "stories again:",
                story=story,
            ),
            err=True,
        )
        for mention in done.mentions:
            click.echo(f"  {mention}", err=True)
    for place, error in done.problems.items():
        click.echo(tr("veus: {place}: the story may still be there. {problem}", place=place, problem=error), err=True)
    if done.problems or done.strange:
        raise SystemExit(1)
