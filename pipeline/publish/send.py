"""A plan carried out, so that it may be cut short anywhere and taken up again."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pipeline.errors import BusyError
from pipeline.file_stores import Target
from pipeline.messages import tr
from pipeline.publish.lease import Lease, forget, leased, lost
from pipeline.publish.plan import INDEX, MANIFEST, Entry, Index, Item, Plan, Stage, read_index

_log = logging.getLogger(__name__)


def carry_out(plan: Plan, target: Target, owner: str, sent: Callable[[Item], None] = lambda item: None) -> None:
    """Sends, then removes. owner: who publishes (`leased`). sent: told of each file that has arrived.

    Raises BusyError where somebody else is at work there, or was since the plan was made; VeusError, also where the
    place is not what was made of it: a manifest never goes up before all that it names is seen there.
    """
    if plan.nothing_to_do:
        forget(target, owner)
        return
    with leased(target, owner) as lease:
        if read_index(target.read(INDEX), target.address) != plan.before:
            raise BusyError(
                tr("somebody else has published here since this run looked at what there is."),
                where=target.address,
                remedy=tr("Run the same command again."),
            )
        _carry_out(plan, target, lease, sent)


def _carry_out(plan: Plan, target: Target, lease: Lease, sent: Callable[[Item], None]) -> None:
    """Before anything is sent, the index names it as "may hold anything": whatever is left of a run that was cut short
    is known to the next one. Media are noted one by one, as they are what takes long to send. The lease is looked at
    before every change: it is gone where the place is gone.
    """

    def note(index: Index) -> None:
        lease.keep()
        target.write(INDEX, index.to_bytes())

    index = plan.before.with_files({item.name: Entry(bytes=item.bytes, sha256=None) for item in plan.send})
    note(index)
    for item in plan.send:
        if item.stage is Stage.MANIFEST:
            _see(plan, target, but=MANIFEST)
        lease.keep()
        target.send(item.source, item.name)
        _log.info("%s: sent %s, %d bytes", target.address, item.name, item.bytes)
        if item.stage is Stage.MEDIA:
            index = index.with_files({item.name: plan.after.files[item.name]})
            note(index)
        sent(item)
    if plan.remove:
        note(index.with_files(plan.after.files))
    for name in plan.remove:
        lease.keep()
        target.remove(name)
        _log.info("%s: removed %s", target.address, name)
    note(plan.after)
    _see(plan, target)
    lease.keep()


def _see(plan: Plan, target: Target, but: str | None = None) -> None:
    """Raises VeusError unless all that the plan ends with is seen there, whole where this run vouches for it."""
    listing = target.listing()
    vouched = {item.name: item.bytes for item in (*plan.send, *plan.same)}
    for name in plan.after.files:
        there = listing.get(name)
        if name != but and (there is None or there != vouched.get(name, there)):
            raise lost(target, name)
