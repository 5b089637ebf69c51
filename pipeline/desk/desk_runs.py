"""Runs that somebody starts from a page: one at a time, each in a process of its own, which ends with the server."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline import logs
from pipeline.build.line_reporter import Line
from pipeline.desk.desk_words import titles_of
from pipeline.desk.run_state import RunState
from pipeline.errors import BusyError
from pipeline.messages import tr
from pipeline.process import Companion
from pipeline.project.layout import Layout
from pipeline.project.series import Series

_log = logging.getLogger(__name__)

#: The program of a run.
PROGRAM: Sequence[str] = (sys.executable, "-m", "pipeline.desk.run_process")

#: Seconds that a run is given to end in order when the server ends.
END_S = 10.0


class DeskRuns:
    """The run that goes on, if any, and the last one of each kind. tell: given what is known of it, whenever that
    changes. program: what a run is started with."""

    def __init__(self, layout: Layout, tell: Callable[[Line], None], program: Sequence[str] = PROGRAM) -> None:
        self.layout = layout
        self._tell, self._program = tell, program
        self._lock = threading.RLock()
        self._last: dict[str, RunState] = {}
        self._now: RunState | None = None
        self._companion: Companion | None = None
        self._count = 0

    def start(self, kind: str, **asked: Any) -> RunState:
        """Starts a run. Raises BusyError while another one goes on, ConfigError for the series, OSError."""
        titles = self._titles()
        with self._lock:
            if self._now and self._now.going:
                raise BusyError(
                    tr("another run that was started from these pages is still going on."),
                    remedy=tr("Wait until it ends, or stop it."),
                )
            self._count += 1
            state = self._now = self._last[kind] = RunState(self._count, kind, asked, titles)
            log = logs.written_to()
            told = {"kind": kind, "root": str(self.layout.root.absolute()), "log": str(log) if log else None, **asked}
            self._companion = Companion(
                self._program, json.dumps(told).encode(), lambda line: self._hear(state, line), self._ender(state)
            )
            self._changed(state)
        return state

    def stop(self) -> None:
        """Asks the run that goes on to stop, as Ctrl-C does: what is finished is kept. Nothing, where none goes on."""
        with self._lock:
            if self._now and self._now.going and self._companion:
                self._now.stopping = True
                self._companion.stop()
                self._changed(self._now)

    def close(self) -> None:
        """Ends whatever goes on."""
        with self._lock:
            companion, going = self._companion, self._now is not None and self._now.going
        if companion and going:
            self.stop()
            companion.end(END_S)

    def now(self) -> Line | None:
        """What is known of the run that goes on or was the last; None where there was none."""
        with self._lock:
            return self._now.view() if self._now else None

    def last(self, *kinds: str) -> RunState | None:
        """The last run of one of these kinds."""
        with self._lock:
            found = [self._last[kind] for kind in kinds if kind in self._last]
            return max(found, key=lambda one: one.number, default=None)

    def _titles(self) -> dict[str, dict[str, str]]:
        return titles_of(Series.open(self.layout).stories().loaded)

    def _hear(self, state: RunState, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            _log.warning("a run said what is no JSON: %d characters", len(line))
            return
        with self._lock:
            state.hear(told, time.monotonic())
            self._changed(state)

    def _ender(self, state: RunState) -> Callable[[int, str], None]:
        def ended(code: int, said: str) -> None:
            level = logging.INFO if state.outcome in ("done", "stopped") else logging.WARNING
            _log.log(level, "run %d (%s): exit code %d, %s", state.number, state.kind, code, said or "no messages")
            with self._lock:
                state.ended(said, time.monotonic())
                self._changed(state)

        return ended

    def _changed(self, state: RunState) -> None:
        self._tell(state.view())


def folder_of(layout: Layout, address: str) -> str:
    """A destination as it was typed, for `open_target`: a folder counts from the folder of the series."""
    return address if "://" in address else str(layout.root / Path(address).expanduser())
