"""One publisher at a time: while somebody changes what is public at a destination, a small file there says so.

Not every store can lock. So the file is made only where there is none – at once, in folders and in stores that know
such a thing –, it is looked at again before every note in the index, and it gives way when whoever made it has not
renewed it for a while. What a run leaves behind that was cut off, its own next run takes up immediately.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pipeline.errors import BusyError, VeusError
from pipeline.file_stores import Target
from pipeline.files import to_json
from pipeline.messages import tr

#: The file at a destination. It names nobody and no computer.
LEASE = ".veus.lock.json"
#: Nobody is at work any more who has not renewed it for so long: longer than a large video takes to be sent, and than
#: the clocks of two computers differ.
STALE = timedelta(minutes=30)
RENEWED = timedelta(minutes=1)


class _Note(BaseModel):
    """owner: of a run, the same for all runs in one folder. run: this one. at: the last sign of life."""

    model_config = ConfigDict(frozen=True)

    owner: str
    run: str
    at: AwareDatetime

    def to_bytes(self) -> bytes:
        return to_json(self.model_dump(mode="json")).encode()


@dataclass(slots=True)
class Lease:
    """The right to change a destination."""

    target: Target
    note: _Note

    def keep(self) -> None:
        """Renews the lease now and then. Raises BusyError where somebody else has it now, VeusError where it is gone
        (a disk that was unplugged, a folder that was emptied or put in its place), or for the destination."""
        there, now = _read(self.target), _now()
        if there is None:
            raise lost(self.target)
        if there.run != self.note.run:
            raise BusyError(
                tr(
                    "somebody else publishes here now: this run gave no sign of life for too long, or "
                    "another place took the place of the one it began with."
                ),
                where=self.target.address,
                remedy=tr("When that has ended, run the same command again."),
            )
        if now - there.at > RENEWED:
            self.note = self.note.model_copy(update={"at": now})
            self.target.write(LEASE, self.note.to_bytes())


@contextlib.contextmanager
def leased(target: Target, owner: str) -> Iterator[Lease]:
    """The lease of a destination, for as long as the block lasts.

    owner: who publishes, the same after a run was cut off; two of one owner never run at once. Raises BusyError where
    somebody else has it, VeusError (destination).
    """
    lease = Lease(target, _Note(owner=owner, run=secrets.token_hex(8), at=_now()))
    if not target.create(LEASE, lease.note.to_bytes()):
        _refuse_while_in_use(target, owner)
        target.write(LEASE, lease.note.to_bytes())
    try:
        yield lease
    finally:
        with contextlib.suppress(VeusError):  # a lease that stays behind is in nobody's way for long
            if (there := _read(target)) and there.run == lease.note.run:
                target.remove(LEASE)


def lost(target: Target, missing: str = LEASE) -> VeusError:
    """The error for a place that is no more what this run has made of it. missing: a file that is not there, or not as
    it was sent."""
    return VeusError(
        tr(
            "{missing}, which this run put there or saw there, is gone or changed: the place was "
            "emptied or replaced while it was published to, or the connection to it was lost. What "
            "was sent is not complete.",
            missing=missing,
        ),
        where=target.address,
        remedy=tr(
            "See that it is the right place and stays there, then run the same command again: it sends what is missing."
        ),
    )


def forget(target: Target, owner: str) -> None:
    """Takes away what a run of `owner` that was cut off left at a destination. Raises VeusError."""
    if (there := _read(target)) and there.owner == owner:
        target.remove(LEASE)


def _refuse_while_in_use(target: Target, owner: str) -> None:
    there = _read(target)
    if there is None or there.owner == owner or _now() - there.at > STALE:
        return
    until = (there.at + STALE).astimezone()
    raise BusyError(
        tr(
            "somebody else is publishing here; the last sign of it is of {astimezone:%H:%M}.",
            astimezone=there.at.astimezone(),
        ),
        where=target.address,
        remedy=tr(
            "Wait until that has ended, then run the same command again. If it was cut off, run it "
            "again where it was begun, or here after {until:%H:%M}.",
            until=until,
        ),
    )


def _read(target: Target) -> _Note | None:
    """What the file there says; None where there is none, or one that was cut off while it was made."""
    try:
        return _Note.model_validate_json(target.read(LEASE) or b"")
    except ValidationError:
        return None


def _now() -> datetime:
    return datetime.now(UTC)
