"""Tasks for workers of tests: what a process of its own does."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from pipeline import files, process
from pipeline.build.outcome import Advance
from pipeline.build.task import Workbench
from pipeline.build.task_data import task_step
from pipeline.errors import MediaError
from pipeline.media import ffmpeg
from pipeline.messages import tr

#: A program that goes on for long.
LONG = (sys.executable, "-c", "import time; time.sleep(600)")


@task_step("test-twice")
def twice(number: int, bench: Workbench, advance: Advance) -> int:
    advance(1, tr("{made} of {all} pieces", made=1, all=2))
    advance(2)
    return 2 * number


def looks(film: Path, bench: Workbench, advance: Advance) -> int:
    """How many bytes ffmpeg makes of a picture."""
    return len(ffmpeg.grey(ffmpeg.picture(film), (16, 16), film, 0))


def process_number(bench: Workbench, advance: Advance) -> int:
    time.sleep(0.3)
    return os.getpid()


def cores(bench: Workbench, advance: Advance) -> str:
    return os.environ.get("OMP_NUM_THREADS", "")


@task_step("test-fails")
def fails(where: Path, bench: Workbench, advance: Advance) -> None:
    raise MediaError(
        tr("the footage has no audio track: built without transcription."), where=where, remedy="Give one."
    )


def fails_later(sign: Path, where: Path, bench: Workbench, advance: Advance) -> None:
    """Once the file `sign` is there."""
    while not sign.exists():
        time.sleep(0.02)
    fails(where, bench, advance)


class Strange(Exception):
    """An error that does not survive pickling."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def fails_strangely(bench: Workbench, advance: Advance) -> None:
    raise Strange(1, 2)


@task_step("test-leaves")
def leaves(bench: Workbench, advance: Advance) -> None:
    sys.exit(7)


def killed(times: int, notes: Path, bench: Workbench, advance: Advance) -> int:
    """Killed in the midst of writing a file, so many times; then how often it was begun."""
    begun = len(list(notes.iterdir()))
    (notes / f"{begun}-{os.getpid()}").touch()
    if begun < times:
        with files.replacing(notes.parent / "result", bench.temp) as half:
            half.write_text("half")
            os.kill(os.getpid(), signal.SIGKILL)
    files.write_text(notes.parent / "result", "whole", bench.temp)
    return begun + 1


def runs_long(notes: Path, bench: Workbench, advance: Advance) -> None:
    """A program that goes on for long, and a half file; says that it has begun."""
    with files.replacing(notes / "result", bench.temp) as half:
        half.write_text("half")
        advance(1)
        process.run(LONG)


def dies_beside_its_program(notes: Path, bench: Workbench, advance: Advance) -> None:
    """Killed from outside while a program of its goes on."""
    files.write_text(notes / "worker", str(os.getpid()), bench.temp)  # whoever sees it can read it
    runs_long(notes, bench, advance)


def hears_no_signal(notes: Path, bench: Workbench, advance: Advance) -> None:
    """As one in the midst of what a library computes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    dies_beside_its_program(notes, bench, advance)


@task_step("test-says")
def says(text: str, number: int, bench: Workbench, advance: Advance) -> str:
    return text * number


@task_step("test-copies")
def copies(source: Path, target: Path, text: str, bench: Workbench, advance: Advance) -> int:
    """What was read, and a text behind it; how many bytes that are."""
    data = source.read_bytes() + text.encode()
    files.write_bytes(target, data, bench.temp)
    return len(data)


@task_step("test-waits")
def waits(notes: str, bench: Workbench, advance: Advance) -> None:
    """Says which process does it, and goes on for long."""
    (Path(notes) / str(os.getpid())).touch()
    advance(1)
    process.run(LONG)


@task_step("test-computes-once")
def computes_once(notes: str, bench: Workbench, advance: Advance) -> str:
    """Says which process does it, and computes for ever the first time."""
    if any(Path(notes).iterdir()):
        return "done"
    (Path(notes) / str(os.getpid())).touch()
    while True:
        pass


@task_step("test-waits-once")
def waits_once(notes: str, bench: Workbench, advance: Advance) -> str:
    """Goes on for long the first time."""
    if any(Path(notes).iterdir()):
        return "done"
    waits(notes, bench, advance)
    return ""


@task_step("test-waits-for-file")
def waits_for_file(notes: str, bench: Workbench, advance: Advance) -> str:
    """Says which process does it, and goes on until there is a file."""
    (Path(notes) / str(os.getpid())).touch()
    while not (Path(notes) / "go on").exists():
        time.sleep(0.05)
    return "done"
