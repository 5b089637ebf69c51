"""A plan carried out, so that it may be cut short anywhere and taken up again."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.deliver.plan import INDEX, Entry, Item, Plan, Stage
from pipeline.deliver.targets import Target


def carry_out(plan: Plan, target: Target, sent: Callable[[Item], None] = lambda item: None) -> None:
    """Sends, then removes. sent: told of each file that has arrived. Raises VeusError.

    Before anything is sent, the index names it as "may hold anything": whatever is left of a run that was cut short is
    known to the next one. Media are noted one by one, as they are what takes long to send.
    """
    if plan.nothing_to_do:
        return
    index = plan.before.with_files({item.name: Entry(bytes=item.bytes, sha256=None) for item in plan.send})
    target.write(INDEX, index.to_bytes())
    for item in plan.send:
        target.send(item.source, item.name)
        if item.stage is Stage.MEDIA:
            index = index.with_files({item.name: plan.after.files[item.name]})
            target.write(INDEX, index.to_bytes())
        sent(item)
    if plan.remove:
        target.write(INDEX, index.with_files(plan.after.files).to_bytes())
    for name in plan.remove:
        target.remove(name)
    target.write(INDEX, plan.after.to_bytes())
