"""What `veus publish` did or would do, as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

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
    for heading in ("", "file", "size"):
        table.add_column(heading, justify="right" if heading == "size" else "left", overflow="fold")
    plan = delivery.plan
    for item in plan.send if plan else ():
        table.add_row("send", escape(item.name), size(item.bytes, "en"))
    for name in plan.remove if plan else ():
        table.add_row("remove", escape(name), "")
    return table


def _lines(delivery: Delivery, dry_run: bool) -> Iterator[str]:
    for slug, scope in delivery.scopes.items():
        yield f"{slug}: consent for “{scope}”"
    plan = delivery.plan
    if plan is None:
        yield f"Nothing was sent to {delivery.target}."
        return
    verbs = ("To send", "to remove") if dry_run else ("Sent", "removed")
    sent = f"{_files(len(plan.send))} ({size(plan.bytes, 'en')})"
    yield f"{delivery.target}: {verbs[0]} {sent}, {verbs[1]} {_files(len(plan.remove))}, {len(plan.same)} unchanged."
    if plan.resting:
        rest = _files(len(plan.resting))
        yield f"Replaced, and still there for cached pages and feeds: {rest}. `--prune` removes what was replaced."


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
