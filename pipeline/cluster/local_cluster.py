"""A cluster on this machine, for as long as a build takes: a scheduler that nobody else reaches, and workers. Each is a
process of its own, which ends when this one does; one that ended too early is begun again."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import time
from dataclasses import asdict
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType

from pipeline.cluster.cluster_words import TRY_JOBS, Say
from pipeline.cluster.member import MemberOrder, WorkerOrder
from pipeline.errors import VeusError
from pipeline.messages import spoken, tr
from pipeline.process import Companion

_log = logging.getLogger(__name__)

#: Seconds for a scheduler to begin, and for each process to end.
BEGIN_S, END_S = 60, 25

#: A process that ended sooner after its beginning than so many seconds is not begun again.
_TOO_SOON_S = 10


class LocalCluster:
    """A context. url: of its scheduler. Raises VeusError where that does not begin."""

    def __init__(self, workers: int, note: Say) -> None:
        self._note, self._ended, self._alone = note, False, Lock()
        self._running: dict[str, Companion] = {}
        said: SimpleQueue[str] = SimpleQueue()
        self.url = ""
        self._begin("", MemberOrder("tcp://127.0.0.1:0", spoken()), said)
        with contextlib.suppress(Empty):
            self.url = said.get(timeout=BEGIN_S)
        if not self.url:
            self.end()
            raise VeusError(tr("the scheduler of the cluster did not begin."), remedy=tr(TRY_JOBS))
        for number in range(1, workers + 1):
            order = WorkerOrder(tr("worker {number}", number=number))
            self._begin(order.name, MemberOrder(self.url, spoken(), order), SimpleQueue())

    def __enter__(self) -> LocalCluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """No process of it is left then."""
        with self._alone:
            self._ended = True
            running = list(self._running.values())
        for one in running:
            one.stop()
        for one in running:
            one.end(END_S)

    def _begin(self, name: str, order: MemberOrder, said: SimpleQueue[str]) -> None:
        began = time.monotonic()

        def ended(code: int, messages: str) -> None:
            if self._ended:
                return
            _log.warning("%s of the cluster ended, exit code %d: %s", name or "the scheduler", code, messages)
            if time.monotonic() - began < _TOO_SOON_S:
                called = name or tr("the scheduler")
                self._note(tr("{name} of the cluster ended: {messages}", name=called, messages=messages))
                said.put("")  # nobody is to wait for its address
            else:
                again = order if order.worker or not self.url else MemberOrder(self.url, order.lang)
                self._begin(name, again, said)

        command = [sys.executable, "-m", "pipeline.cluster.member"]
        with self._alone:
            if not self._ended:
                self._running[name] = Companion(command, json.dumps(asdict(order)).encode(), said.put, ended)
