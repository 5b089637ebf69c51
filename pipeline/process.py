"""The only place that starts another program.

Programs get a list of arguments (never a shell), no input unless given, a time limit, and are ended with us: an
interrupt or an error in the caller kills them before it goes on. Each is the head of its own process group, so that
a script that has started others (apertium is one) takes them along.
"""

from __future__ import annotations

import collections
import contextlib
import logging
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline import interrupts
from pipeline.ended_programs import Crew, having, kill

_log = logging.getLogger(__name__)

#: Exit code of a program that was killed, as subprocess has it: minus the number of the signal (SIGKILL).
KILLED = -9

#: Lines of a failed program's messages that are kept for the error.
LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that has ended: its exit code, what it printed, and the last lines of its messages."""

    code: int
    output: bytes
    messages: str


class TimeLimitExceeded(Exception):
    """The program did not end within its time limit and was killed."""


def run(
    args: Sequence[str],
    *,
    stdin: bytes | None = None,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    limit_s: float | None = None,
    on_line: Callable[[str], None] | None = None,
    crew: Crew | None = None,
) -> Finished:
    """Runs `args` to its end.

    on_line: called with each line of standard output as it comes, instead of collecting it. crew: who it belongs to; it
    may then be killed by another thread, and ends like any program that was killed.
    Raises FileNotFoundError when there is no such program, TimeLimitExceeded after `limit_s` seconds.
    """
    with _logged(args, has_words=stdin is not None) as ended:
        ended.append(_run(args, stdin, cwd, env, limit_s, on_line, crew))
    return ended[0]


def _run(
    args: Sequence[str],
    stdin: bytes | None,
    cwd: Path | None,
    env: dict[str, str] | None,
    limit_s: float | None,
    on_line: Callable[[str], None] | None,
    crew: Crew | None,
) -> Finished:
    child: subprocess.Popen[bytes] | None = None
    timer: _Killer | None = None
    tail: collections.deque[str] = collections.deque(maxlen=LAST_LINES)
    try:
        with interrupts.held_back():
            child = begin(args, stdin is not None, cwd, env)
        timer = _killer(child, limit_s)
        helpers = [threading.Thread(target=keep_tail, args=(child.stderr, tail), daemon=True)]
        if stdin is not None:
            helpers.append(threading.Thread(target=_feed, args=(child.stdin, stdin), daemon=True))
        for helper in helpers:
            helper.start()
        with having(child, crew):
            output = _collect(child.stdout, on_line)
            code = child.wait()
        for helper in helpers:
            helper.join()
    except BaseException:
        if child:
            kill(child)
            child.wait()
        raise
    finally:
        if timer:
            timer.cancel()
        if child:
            _close(child)
    if timer and timer.fired:
        raise TimeLimitExceeded(f"{args[0]} took longer than {limit_s:g} s")
    return Finished(code, output, "\n".join(tail))


def _close(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream:
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def begin(
    args: Sequence[str], fed: bool, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """`args`, running, with pipes to what it prints and, where it is `fed`, to what it reads. Whoever begins a program
    ends it. Raises FileNotFoundError."""
    return subprocess.Popen(
        list(args),
        stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=env,
        process_group=0,
    )


class Companion:
    """A program that runs beside us until it ends by itself, is told to stop, or we end.

    It is asked on its standard input: a first line says what to do, and when that stream ends it is to stop – also
    because we were killed, whatever killed us. Each line of its standard output goes to `on_line`, in a thread of its
    own; `on_end` is given its exit code and the last lines of its messages after that.
    """

    def __init__(
        self, args: Sequence[str], asked: bytes, on_line: Callable[[str], None], on_end: Callable[[int, str], None]
    ) -> None:
        self._child = begin(args, fed=True)
        self._on_line, self._on_end = on_line, on_end
        self._reader = threading.Thread(target=self._read, daemon=True)
        with contextlib.suppress(BrokenPipeError):  # it has ended already: `on_end` says so
            assert self._child.stdin is not None
            self._child.stdin.write(asked.rstrip(b"\n") + b"\n")
            self._child.stdin.flush()
        self._reader.start()

    def stop(self) -> None:
        """Asks it to stop; `on_end` is called when it has."""
        assert self._child.stdin is not None
        with contextlib.suppress(OSError):
            self._child.stdin.close()

    def end(self, patience_s: float) -> None:
        """Stops it, and kills it where it has not ended after `patience_s` seconds. It has ended then."""
        self.stop()
        self._reader.join(patience_s)
        if self._reader.is_alive():
            kill(self._child)
            self._reader.join()

    def _read(self) -> None:
        tail: collections.deque[str] = collections.deque(maxlen=LAST_LINES)
        helper = threading.Thread(target=keep_tail, args=(self._child.stderr, tail), daemon=True)
        helper.start()
        with self._child:
            _collect(self._child.stdout, self._on_line)
            helper.join()
        self._on_end(self._child.returncode, "\n".join(tail))


@contextlib.contextmanager
def _logged(args: Sequence[str], has_words: bool) -> Iterator[list[Finished]]:
    """A program that runs during the block stands in the log; it is to be put into the list when it has ended.

    has_words: whether it was given people's words. Then what it says may quote them, and only its length is logged.
    """
    if _log.isEnabledFor(logging.INFO):
        _log.info("begins: %s", shlex.join(map(str, args)))
    began, ended = time.monotonic(), list[Finished]()
    try:
        yield ended
    except BaseException as error:
        _log.warning("%s: broken off after %.2f s (%s)", args[0], time.monotonic() - began, type(error).__name__)
        raise
    done = ended[0]
    said = f"{len(done.messages)} characters of messages" if has_words else done.messages or "no messages"
    level = logging.WARNING if done.code else logging.INFO
    _log.log(level, "%s: exit code %d after %.2f s, %s", args[0], done.code, time.monotonic() - began, said)


class _Killer(threading.Timer):
    fired = False


def _killer(child: subprocess.Popen[bytes], limit_s: float | None) -> _Killer | None:
    if limit_s is None:
        return None

    def end() -> None:
        timer.fired = True
        kill(child)

    timer = _Killer(limit_s, end)
    timer.daemon = True
    timer.start()
    return timer


def _collect(stream: IO[bytes] | None, on_line: Callable[[str], None] | None) -> bytes:
    assert stream is not None
    if on_line is None:
        return stream.read()
    for line in stream:
        on_line(line.decode("utf-8", "replace").rstrip("\n"))
    return b""


def _feed(stream: IO[bytes] | None, data: bytes) -> None:
    assert stream is not None
    with contextlib.suppress(BrokenPipeError), stream:
        stream.write(data)


def keep_tail(stream: IO[bytes] | None, tail: collections.deque[str]) -> None:
    """Reads `stream` to its end, and keeps its last lines in `tail`."""
    assert stream is not None
    for line in stream:
        if text := line.decode("utf-8", "replace").strip():
            tail.append(text)
