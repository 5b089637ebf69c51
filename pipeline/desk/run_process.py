"""A run in a process of its own: `python -m pipeline.desk.run_process`.

Standard input: one line of JSON says what to do; when it ends, the run is interrupted, as by Ctrl-C: whoever asked
wants that, or is gone. Standard output: a line of JSON for each thing told (build/line_reporter.py), an "end" at last.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline import interrupts, logs
from pipeline import message_catalogues as message_catalogues  # what is told is told in every language
from pipeline.build.line_reporter import Line, LineReporter, error_texts, every_language, report_line
from pipeline.errors import BusyError, VeusError, for_people
from pipeline.messages import tr, tr_many
from pipeline.project.layout import Layout
from pipeline.publish.hindrances import Hindrance

_log = logging.getLogger(__name__)

Asked = Mapping[str, Any]

#: Seconds after an interrupt, after which the process ends, whatever it is doing: as long as a picture or a file takes.
PATIENCE_S = 20

#: Names of files that a result lists.
_LISTED = 200


def build(layout: Layout, asked: Asked, reporter: LineReporter) -> Line:
    """Builds the stories asked for, or all."""
    from pipeline.build.build import build as run
    from pipeline.build.jobs import jobs_here
    from pipeline.cluster.cluster_choice import helpers_of

    return report_line(run(layout, asked["slugs"], reporter, jobs=jobs_here(), helpers=helpers_of(layout)))


def publish(layout: Layout, asked: Asked, reporter: LineReporter) -> Line:
    """Sends what is ready to a destination, or only says what would be sent."""
    from pipeline.project.series import Series
    from pipeline.publish.delivery import publish as run
    from pipeline.publish.plan import Item, Plan

    today = datetime.now(ZoneInfo(Series.open(layout).settings.time_zone)).date()
    with contextlib.ExitStack() as steps:
        advance = steps.enter_context(reporter.step(tr("looking at what is ready, and at what is there"), None))
        done, files, planned = 0, 0, 0

        def begins(plan: Plan) -> None:
            nonlocal advance, planned
            steps.pop_all().close()
            planned = len(plan.send)
            what = tr_many("sending {count} file", "sending {count} files", planned)
            advance = steps.enter_context(reporter.step(what, plan.bytes))

        def sent(item: Item) -> None:
            nonlocal done, files
            done, files = done + item.bytes, files + 1
            advance(done, tr("{files} of {all}", files=files, all=planned))

        delivery = run(
            layout, asked["address"], asked["slugs"], today=today, dry_run=not asked["send"], begins=begins, sent=sent
        )
    told = delivery.as_dict()
    told["refused"] = {name: list(map(_reason, reasons)) for name, reasons in delivery.refused.items()}
    if told["plan"]:
        told["plan"] = _counted(told["plan"])
    # What stays was told of before anything was sent, and is no trouble of the run; that nothing went at all is.
    return {"ok": bool(delivery.published) or not (asked["send"] and delivery.refused), **told}


def _reason(one: Hindrance) -> Line:
    """In every language: text, with files and commands, and what a page says of it instead."""
    why, text = every_language(one.why), every_language(one.told)
    return {"kind": one.kind, "track": one.track, "count": one.count, "why": why, "text": text}


def _counted(plan: Line) -> Line:
    """How many files go where, and the names of the first of them."""
    send = [one["name"] for one in plan["send"]]
    counts = {name: len(plan[name]) for name in ("send", "remove", "same", "resting")}
    return counts | {"bytes": plan["bytes"], "sends": send[:_LISTED], "removes": plan["remove"][:_LISTED]}


def withdraw(layout: Layout, asked: Asked, reporter: LineReporter) -> Line:
    """Takes a story away from the public."""
    from pipeline.publish.withdraw import withdraw as run

    with reporter.step(tr("taking the story away"), None):
        done = run(layout, asked["slug"], reason=asked["reason"], by=asked["by"])
    told = done.as_dict()
    told["removed"] = {place: len(names) for place, names in done.removed.items()}
    told["problems"] = {place: error_texts(error) for place, error in done.problems.items()}
    return {"ok": not (done.problems or done.strange), **told}


RUNS: Mapping[str, Callable[[Layout, Asked, LineReporter], Line]] = {
    "build": build,
    "look": publish,
    "send": publish,
    "withdraw": withdraw,
}


def main() -> None:
    """Does what standard input asks for."""
    write = _lines_to(_own_output())
    interrupts.guard()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us may have had it ignored
    try:
        asked = json.loads(sys.stdin.buffer.readline())
        threading.Thread(target=_watch, daemon=True).start()
        with _logged(asked):
            result = RUNS[asked["kind"]](Layout(Path(asked["root"])), asked, LineReporter(write))
        write({"event": "end", "outcome": "done" if result["ok"] else "failed", "result": result})
    except KeyboardInterrupt:
        write({"event": "end", "outcome": "stopped", "result": None})
    except Exception as error:  # whatever it is, the page is told: nobody sees this process's own output
        told = _without_options(for_people(error, Path(asked["root"])))
        write({"event": "problem", "text": error_texts(told)})
        write({"event": "end", "outcome": "failed", "result": None})


def _without_options(error: VeusError) -> VeusError:
    """What went wrong, for whoever has a page and no command to add anything to."""
    if not isinstance(error, BusyError):
        return error
    return BusyError(error.what, where=error.where, remedy=tr("Wait until it ends, then start this again."))


@contextlib.contextmanager
def _logged(asked: Asked) -> Iterator[None]:
    """Adds the run to the log of the server that started it, if that writes one; of free text nothing. Raises
    OSError."""
    log, address = asked.get("log"), asked.get("address", "")
    with logs.writing(Path(log)) if log else contextlib.nullcontext():
        threading.current_thread().name = f"run-{asked['kind']}"  # its lines stand between those of the server
        logs.hide_in(address)
        stories = asked.get("slugs") or [asked.get("slug", "")]
        _log.info("process %d: %s %s", os.getpid(), " ".join(stories), address)
        yield


def _own_output() -> int:
    """Where lines go. What else writes to standard output – a library, a program – writes to standard error then."""
    own = os.dup(1)
    os.dup2(2, 1)
    return own


def _lines_to(handle: int) -> Callable[[Line], None]:
    stream = os.fdopen(handle, "w", encoding="utf-8")

    def write(line: Line) -> None:
        with contextlib.suppress(BrokenPipeError):  # nobody reads any more: standard input has ended, too
            print(json.dumps(line, ensure_ascii=False), file=stream, flush=True)

    return write


def _watch() -> None:
    """Interrupts the process when standard input ends. Not through `sys.stdin`: a thread that waits in it keeps the
    process from ending in order."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(PATIENCE_S)
    os._exit(1)


if __name__ == "__main__":
    main()
