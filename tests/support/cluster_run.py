"""A cluster for tests: a scheduler and workers, each a process of its own with a folder of its own, which can be
killed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sessions import in_session
from veus_job import REPO

from pipeline.build.side_by_side import FindHelpers
from pipeline.cluster.cluster_address import cluster_address
from pipeline.cluster.machine_likeness import machine_profile
from pipeline.project.layout import Layout

#: Seconds after which a test that waits for another process has failed.
LONG = 300

#: The command line, with the steps of tests/support/worker_tasks.py.
PROGRAM = "import sys, worker_tasks, cli; sys.exit(cli.main())"


def knowing() -> str:
    """Python by which a worker knows what this process has found out of the machine: it need not read all of ffmpeg,
    of our code and of what translates."""
    known = dict(machine_profile())
    return f"from pipeline.cluster import machine_likeness; machine_likeness.machine_profile = lambda: {known!r}"


def free_port() -> int:
    """One that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


class Member:
    """One of its processes. said: all lines that it wrote so far. before: a command that runs it. first: Python that it
    does before anything else."""

    def __init__(self, folder: Path, *args: str, before: Sequence[str] = (), first: str = "", **env: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = os.pathsep.join([str(REPO), str(REPO / "tests/support"), os.environ.get("PYTHONPATH", "")])
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", f"{first}\n{PROGRAM}", *args],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": path, "TMPDIR": str(folder)} | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.said.extend(line.rstrip() for line in self.process.stdout)

    def until_said(self, text: str) -> str:
        """The line that has it."""
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            if found := next((line for line in self.said if text in line), None):
                return found
            assert self.process.poll() is None or not self._reader.is_alive(), self.said
            time.sleep(0.05)
        raise AssertionError(self.said)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Its exit code after a polite kill."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(LONG)
        self._reader.join(LONG)
        return code

    @property
    def children(self) -> list[int]:
        """Processes that it has begun to do tasks, and their programs (Linux)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                rest = stat.read_text().rpartition(")")[2].split()
                if int(rest[1]) == self.process.pid and rest[0] != "Z":
                    found += in_session(int(stat.parent.name))
        return found


class ClusterRun:
    """A scheduler on loopback, and workers. store: the address that builds name. env: variables of the scheduler."""

    def __init__(self, folder: Path, store: str, workers: int = 2, **env: str) -> None:
        self.env = env
        self.folder, self.store, self.url = folder, store, f"tcp://127.0.0.1:{free_port()}"
        self.kills = self.begun = 0
        self.scheduler = self._schedule()
        self.workers = [self.work(number) for number in range(workers)]

    def _schedule(self) -> Member:
        member = Member(self.folder / "scheduler", "scheduler", self.url, **self.env)
        member.until_said("scheduler is at")
        return member

    def work(self, number: int, *args: str, url: str = "", **more: Any) -> Member:
        """A worker. url: its way to the scheduler. more: as of `Member`. The first of all finds out by itself what this
        machine is like, and so does one that `more` makes a special one; the others are told."""
        self.begun += 1
        if self.begun > 1 and not more:
            more = {"first": knowing()}
        called = ("--name", f"w{number}")
        return Member(self.folder / f"worker{number}", "worker", url or self.url, *called, *args, **more)

    def until_ready(self) -> None:
        for one in self.workers:
            one.until_said("works for")

    def helpers(self, patience_s: float = LONG, url: str = "") -> FindHelpers:
        """For `build`. url: its way to the scheduler."""

        def find(settings: Any, layout: Layout, note: Any) -> Any:
            from pipeline.cluster.cluster_hands import ClusterHands

            return ClusterHands(cluster_address(url or self.url), self.store, settings, layout, note, patience_s)

        return find

    def kill_one(self, chance: random.Random) -> None:
        """A worker – or, as where there is no memory, the process that does its task or a program of it –, which is
        begun again."""
        number = chance.randrange(len(self.workers))
        children = self.workers[number].children
        if children and chance.random() < 0.3:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(children), signal.SIGKILL)
        else:
            self.workers[number].kill()
            self.workers[number] = self.work(number)
        self.kills += 1

    def kill_scheduler(self) -> None:
        """It is begun again at the same place."""
        self.scheduler.kill()
        self.scheduler = self._schedule()

    def end(self) -> None:
        members = [*self.workers, self.scheduler]
        for one in members:
            if one.process.poll() is None:
                one.process.terminate()
        for one in members:
            one.end()


@contextlib.contextmanager
def cluster(folder: Path, store: str, workers: int = 2, **env: str) -> Iterator[ClusterRun]:
    """No process of it is left afterwards. env: of its scheduler."""
    run = ClusterRun(folder, store, workers, **env)
    try:
        yield run
    finally:
        run.end()
