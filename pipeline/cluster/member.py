"""The processes of a cluster besides the build: a scheduler, and workers. Each is Dask's, set up as Veus needs it.

`python -m pipeline.cluster.member` is one for a cluster on this machine: standard input has one line of JSON that says
which (`MemberOrder`); when it ends, so does the process. Standard output: a line when it is ready, one when it is sent
away.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline import interrupts
from pipeline import message_catalogues as message_catalogues  # what it says is told in the reader's language
from pipeline.build.jobs import jobs_here
from pipeline.cluster import performer
from pipeline.cluster.cluster_address import (
    PORT,
    ClusterAddress,
    ClusterKeys,
    is_loopback,
    load_dask,
    refuse_plain,
    security_of,
)
from pipeline.cluster.cluster_words import MEMORY_MB, Say, SentAway
from pipeline.cluster.machine_likeness import resources_of, whole_profile
from pipeline.cluster.performer import Performer
from pipeline.cluster.worker_folder import worker_folder
from pipeline.errors import VeusError
from pipeline.messages import speak, tr
from pipeline.serving import port_trouble
from pipeline.typedjson import parse_json

#: Seconds after which it ends, whatever it is doing: as long as a picture or a file takes.
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class WorkerOrder:
    """name: for people. store: as of `Performer`. engines: those that it listens with."""

    name: str = ""
    memory_gb: float | None = None
    cache_gb: float = 20.0
    store: str = ""
    engines: tuple[str, ...] = ("faster-whisper",)

    @property
    def called(self) -> str:
        return self.name or socket.gethostname()


@dataclass(frozen=True, slots=True)
class MemberOrder:
    """One of the processes of a cluster on this machine. url: of its scheduler; for the scheduler itself, where to be:
    port 0 is any. worker: None for the scheduler. lang: of messages."""

    url: str
    lang: str
    worker: WorkerOrder | None = None


def run_scheduler(url: str, keys: ClusterKeys | None, ready: Say) -> None:
    """A scheduler at `url`, until it is ended. ready: told its address. Raises ConfigError for a place that others
    reach where there are no certificates, VeusError where the place is taken, or is none of this machine's."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", PORT if parts.port is None else parts.port
    if keys is None and not is_loopback(host):
        refuse_plain(url)
    security = security_of(keys)

    from pipeline.cluster.dask_parts import serve

    try:
        asyncio.run(serve(parts.scheme, host, port, security, ready))
    except RuntimeError as error:
        if cause := _of_system(error):
            raise _no_place(cause, url, port) from error
        raise


def _of_system(error: BaseException | None) -> OSError | None:
    """The system's complaint behind Dask's own, which only says that a scheduler did not begin."""
    while error is not None and not isinstance(error, OSError):
        error = error.__cause__
    return error


def _no_place(error: OSError, url: str, port: int) -> VeusError:
    busy = error.errno == errno.EADDRINUSE
    other = tr("Name an address of this computer, and a port from 1024 on, as in tls://0.0.0.0:8786.")
    remedy = tr("Stop the other one, or name another port.") if busy else other
    return VeusError(port_trouble(error, port), where=url, remedy=remedy)


def run_worker(address: ClusterAddress, order: WorkerOrder, say: Say) -> None:
    """A worker of the scheduler at `address`, until it is ended: whenever the scheduler goes, it waits for it to come
    back. say: told what happens. Raises SentAway once a build has other versions than this machine and nothing was
    done here before."""
    load_dask()
    from pipeline.cluster.dask_parts import work

    offered, jobs = whole_profile(order.engines), jobs_here(1, order.memory_gb)
    resources = {**dict.fromkeys(resources_of(offered), 1.0), MEMORY_MB: float(jobs.memory_mb)}
    with worker_folder() as folder:
        mine = Performer(order.called, folder, jobs.memory_mb, round(order.cache_gb * 1e9), order.store)
        performer.be(mine)
        try:
            asyncio.run(work(address, mine, dict(offered), resources, say))
        finally:
            performer.be(None)
            mine.end()


def main() -> None:
    """One for a cluster on this machine."""
    order = parse_json(sys.stdin.readline().encode(), MemberOrder)
    interrupts.guard()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends this process by its input
    speak(order.lang)
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        if order.worker is None:
            run_scheduler(order.url, None, _print)
        else:
            run_worker(ClusterAddress(order.url), order.worker, _print)
    except SentAway as away:
        _print(away.why)
        sys.exit(1)
    except VeusError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


def _print(text: str) -> None:
    print(text, flush=True)


def _end_with_input() -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os._exit(interrupts.TERMINATED)


if __name__ == "__main__":
    main()
