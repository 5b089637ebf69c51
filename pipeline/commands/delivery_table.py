"""What `veus publish` did or would do, as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.messages import spoken, tr, tr_many
from pipeline.publish.delivery import Delivery
from pipeline.site.page_words import size


def show(delivery: Delivery, console: Console, dry_run: bool) -> None:
    """Prints the files of a plan, or what was done, in a line."""
    if dry_run and delivery.plan:
        console.print(_table(delivery))
    for line in _lines(delivery, dry_run):
        console.print(escape(line), soft_wrap=True)


def _table(delivery: Delivery) -> Table:
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(("", tr("file"), tr("size"))):
        table.add_column(heading, justify="right" if place == 2 else "left", overflow="fold")
    plan = delivery.plan
    for item in plan.send if plan else ():
        table.add_row(tr("send"), escape(item.name), size(item.bytes, spoken()))
    for name in plan.remove if plan else ():
        table.add_row(tr("remove"), escape(name), "")
    return table


def _lines(delivery: Delivery, dry_run: bool) -> Iterator[str]:
    for slug, scope in delivery.scopes.items():
        yield tr("{story}: consent for “{scope}”", story=slug, scope=scope)
    plan = delivery.plan
    if plan is None:
        yield tr("Nothing was sent to {target}.", target=delivery.target)
        return
    sent, removed, same = _files(len(plan.send)), _files(len(plan.remove)), len(plan.same)
    told = {"sent": sent, "bytes": size(plan.bytes, spoken()), "removed": removed, "same": same}
    if dry_run:
        said = tr("To send {sent} ({bytes}), to remove {removed}, {same} unchanged.", **told)
    else:
        said = tr("Sent {sent} ({bytes}), removed {removed}, {same} unchanged.", **told)
    yield f"{delivery.target}: {said}"
    if plan.resting:
        yield tr(
            "Replaced, and still there for cached pages and feeds: {files}. `--prune` removes what was replaced.",
            files=_files(len(plan.resting)),
        )


def _files(count: int) -> str:
    return tr_many("{count} file", "{count} files", count)
