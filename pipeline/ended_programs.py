"""How programs that we have begun are ended: one and all that it has started, all of a session, all of a crew."""

from __future__ import annotations

import contextlib
import contextvars
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

#: Seconds within which what was killed has ended.
KILLED_S = 5.0


def kill(child: subprocess.Popen[bytes]) -> None:
    """Kills `child` and all that it has started; whoever began it still has to wait for it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def kill_session(leader: int) -> None:
    """Kills all that belongs to the session of a process of ours that led one (`os.setsid`), where the system lists
    processes in /proc. The leader itself may be gone. None of it runs then, but for what the system itself holds up
    (a disk that does not answer): for that, nobody waits longer than `KILLED_S`."""
    until = time.monotonic() + KILLED_S
    while (running := [number for number, facts in _session(leader) if facts[0] != "Z"]) and time.monotonic() < until:
        for number in running:
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.01)


def session_ticks(leader: int) -> dict[int, int]:
    """What each process of such a session has computed, in the system's ticks; nothing where there is no /proc."""
    return {number: sum(map(int, facts[11:15])) for number, facts in _session(leader)}


def _session(leader: int) -> Iterator[tuple[int, list[str]]]:
    """Numbers of its processes, the leader also before it is one, and what the system tells of each behind its name:
    proc_pid_stat(5), from its third field."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            facts = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if leader in (int(stat.parent.name), int(facts[3])):
                yield int(stat.parent.name), facts


class Crew:
    """Programs that several threads run at the same time, and that are ended together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._children: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    @property
    def ended(self) -> bool:
        return self._ended

    def end(self) -> None:
        """Kills all of them, and each that is still to come."""
        with self._lock:
            self._ended = True
            for child in self._children:
                kill(child)

    @contextlib.contextmanager
    def having(self, child: subprocess.Popen[bytes]) -> Iterator[None]:
        """`child` belongs to the crew for the time of the block."""
        with self._lock:
            self._children.add(child)
            if self._ended:
                kill(child)
        try:
            yield
        finally:
            with self._lock:
                self._children.discard(child)


class CrewEnded(BaseException):
    """Whatever this thread does, nobody waits for it any more. Nothing that mends trouble may take it for such."""


#: To which the programs of a thread belong, besides that which `run` is told.
_crew_here: contextvars.ContextVar[Crew | None] = contextvars.ContextVar("crew", default=None)


@contextlib.contextmanager
def belonging_to(crew: Crew) -> Iterator[None]:
    """Whatever this thread runs in the block belongs to `crew`: Ctrl-C breaks nothing off but in the main thread."""
    before = _crew_here.set(crew)
    try:
        yield
    finally:
        _crew_here.reset(before)


@contextlib.contextmanager
def having(child: subprocess.Popen[bytes], crew: Crew | None) -> Iterator[None]:
    """`child` belongs to `crew`, and to the crew of this thread, for the time of the block. Raises CrewEnded where the
    latter has ended: what a program has said until it was killed is no result."""
    here = _crew_here.get()
    with contextlib.ExitStack() as crews:
        for one in filter(None, (crew, here)):
            crews.enter_context(one.having(child))
        yield
    if here and here.ended:
        raise CrewEnded
