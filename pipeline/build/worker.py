"""A process that does tasks for a build, one after the other. It ends when it is told to, by SIGTERM, and when nobody
is there any more to ask it for anything: whatever it is doing is broken off, as Ctrl-C breaks off a build."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import threading
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pipeline import interrupts, logs
from pipeline import message_catalogues as message_catalogues  # what it says may be put into other sentences
from pipeline.build.recognizer import Recognizer
from pipeline.build.task import Task, Workbench
from pipeline.kept_programs import KEPT
from pipeline.messages import speak
from pipeline.project.settings import SpeechSettings
from pipeline.speech.heap import trim_heap

_log = logging.getLogger(__name__)

#: Seconds after which it ends, whatever it is doing: as long as a picture or a file takes.
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """speech: of series.toml. lang: of messages. log: where to add lines, if anywhere. root: as of `Recognizer`."""

    speech: SpeechSettings
    lang: str
    log: Path | None
    root: Path | None = None


def serve(pipe: Connection, setup: WorkerSetup, temp: Path) -> None:
    """Does what comes through `pipe`, and answers there: ("advance", done, detail) …, then ("done", result) or
    ("raised", error, where it came from). None: nothing more will come. temp: a folder for half files."""
    os.setsid()  # its programs can be found by it, and the terminal's Ctrl-C is for the build alone
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.guard()
    speak(setup.lang)
    threading.current_thread().name = f"worker-{os.getpid()}"
    tasks: SimpleQueue[Task[Any] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    with (
        logs.writing(setup.log) if setup.log else contextlib.nullcontext(),
        contextlib.closing(Recognizer(setup.speech, root=setup.root)) as recognizer,
    ):
        while (task := tasks.get()) is not None:
            _do(pipe, task, Workbench(recognizer, temp))


def _receive(pipe: Connection, tasks: SimpleQueue[Task[Any] | None]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            tasks.put(task := pipe.recv())
            if task is None:
                return
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os._exit(interrupts.TERMINATED)


def _do(pipe: Connection, task: Task[Any], bench: Workbench) -> None:
    alone = threading.Lock()  # renditions are encoded by several threads

    def advance(done: int, detail: str = "") -> None:
        with alone:
            pipe.send(("advance", done, detail))

    try:
        answer = pickle.dumps(("done", task.work(bench, advance)))
    except BaseException as error:
        if isinstance(error, SystemExit) and error.code == interrupts.TERMINATED:
            raise
        answer = pickle.dumps(("raised", _as_sent(error), traceback.format_exc()))
    bench.recognizer.close()  # the memory is others' from now on
    KEPT.end()
    trim_heap()
    pipe.send_bytes(answer)


def _as_sent(error: BaseException) -> Exception:
    """What was raised, if it survives the way; a wish to end the process is an error like others."""
    try:
        sent = pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its class does
        sent = None
    return sent if isinstance(sent, Exception) else RuntimeError(f"{type(error).__name__}: {error}")
