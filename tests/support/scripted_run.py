"""The process of a run with the engines and routes of tests: the program of `DeskRuns` in tests. Its argument: a file
for which each step waits, so that a run can be looked at while it goes on."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fakes import ForGood, use_fakes

from pipeline.build import line_reporter
from pipeline.build.outcome import Advance
from pipeline.desk import run_process

#: How it is started: with the folders from which tests import.
PROGRAM = (
    sys.executable,
    "-c",
    f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]}; "
    "import scripted_run; scripted_run.main()",
)


def _wait_for(path: Path) -> None:
    step = line_reporter.LineReporter.step

    @contextlib.contextmanager
    def waiting(self: line_reporter.LineReporter, *told: Any, **more: Any) -> Iterator[Advance]:
        with step(self, *told, **more) as advance:
            while not path.exists():
                time.sleep(0.02)
            yield advance

    line_reporter.LineReporter.step = waiting  # type: ignore[method-assign]


def main() -> None:
    """A run, as `pipeline.desk.run_process` does it."""
    use_fakes(ForGood())
    if len(sys.argv) > 1:
        _wait_for(Path(sys.argv[1]))
    run_process.main()
