"""Programs that stay open between questions, because what they load takes far longer than what they are asked.

Such a program reads parts that each end with a NUL and answers each with a part that ends with a NUL, whatever came
before: Apertium's `-z` is meant for that (https://wiki.apertium.org/wiki/NUL_flush). They end with us: when we are gone
in whatever way, their standard input ends. One that nobody has asked for `IDLE_S` is ended, for they hold memory.
"""

from __future__ import annotations

import atexit
import collections
import contextlib
import itertools
import os
import selectors
import threading
import time
from collections.abc import Callable, Sequence

from pipeline.ended_programs import kill
from pipeline.process import LAST_LINES, Finished, TimeLimitExceeded, begin, keep_tail

#: Seconds after which a program that nobody asks is ended, and how often that is looked at.
IDLE_S, _LOOK_S = 20.0, 5.0

_READ = 1 << 16
_numbers = itertools.count(1)


class _Ended(Exception):
    """The program has ended before it had answered."""


class KeptProgram:
    """One program that stays open. Several threads may ask it: one after the other."""

    def __init__(self, args: Sequence[str], env: dict[str, str]) -> None:
        """Raises FileNotFoundError when there is no such program."""
        self.last_used = time.monotonic()
        self._name = args[0]
        self._lock = threading.Lock()
        self._tail: collections.deque[str] = collections.deque(maxlen=LAST_LINES)
        self._child = begin(args, True, None, env)
        assert self._child.stdin and self._child.stdout
        self._into, self._out = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._into, False)
        self._listener = threading.Thread(target=keep_tail, args=(self._child.stderr, self._tail), daemon=True)
        self._listener.start()

    @property
    def busy(self) -> bool:
        return self._lock.locked()

    @property
    def ended(self) -> bool:
        return self._child.poll() is not None

    def ask(self, parts: bytes, limit_s: float) -> Finished:
        """What it answers to `parts`, each of which ends with a NUL. One that broke off in the midst, or answered out
        of step, has ended after that: nobody asks it again.

        Raises TimeLimitExceeded after `limit_s` seconds.
        """
        with self._lock:
            self.last_used = time.monotonic()
            try:
                answer = self._exchange(parts, f"[veus {next(_numbers)}]\0".encode(), limit_s)
            except _Ended:
                self.end()
                return Finished(self._child.returncode or 1, b"", "\n".join(self._tail))
            except BaseException:
                self.end()
                raise
            if answer.count(0) != parts.count(0):
                self.end()
            return Finished(0, answer, "")

    def end(self) -> None:
        """Kills it where it still runs, and takes leave of it."""
        if not self.ended:
            kill(self._child)
        self._child.wait()
        self._listener.join()
        for stream in (self._child.stdin, self._child.stdout, self._child.stderr):
            if stream:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def _exchange(self, parts: bytes, mark: bytes, limit_s: float) -> bytes:
        """Both ways at the same time, or two full pipes would wait for each other. mark: a part of its own that comes
        back as it is (the format's "blank"): the end of the answer, however many parts that has."""
        left, answer = memoryview(parts + mark), bytearray()
        until = time.monotonic() + limit_s
        with selectors.DefaultSelector() as ready:
            ready.register(self._out, selectors.EVENT_READ)
            ready.register(self._into, selectors.EVENT_WRITE)
            while not answer.endswith(mark):
                events = ready.select(max(0.0, until - time.monotonic()))
                if not events:
                    raise TimeLimitExceeded(f"{self._name} took longer than {limit_s:g} s")
                for key, _ in events:
                    if key.fd == self._out:
                        answer += self._read()
                    else:
                        left = self._write(left)
                        if not left:
                            ready.unregister(self._into)
        return bytes(answer[: -len(mark)])

    def _read(self) -> bytes:
        if not (read := os.read(self._out, _READ)):
            raise _Ended
        return read

    def _write(self, left: memoryview) -> memoryview:
        try:
            return left[os.write(self._into, left[:_READ]) :]
        except BlockingIOError:
            return left
        except BrokenPipeError as error:
            raise _Ended from error


class KeptPrograms:
    """Those of this process, by what they are. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[object, KeptProgram] = {}
        self._watching = False

    def ask(self, key: object, begun: Callable[[], KeptProgram], parts: bytes, limit_s: float) -> Finished:
        """What the program of `key` answers; `begun` begins it where it is not open. One that ended since, or on the
        way (somebody killed it), is begun again, once.

        Raises FileNotFoundError and TimeLimitExceeded, as `process.run` does.
        """
        done = self._one(key, begun).ask(parts, limit_s)
        return self._one(key, begun).ask(parts, limit_s) if done.code else done

    def end(self) -> None:
        """Ends all that nobody is asking."""
        self._end_where(lambda program: True)

    def open_now(self) -> list[KeptProgram]:
        """Those that are open."""
        with self._lock:
            return list(self._open.values())

    def _one(self, key: object, begun: Callable[[], KeptProgram]) -> KeptProgram:
        key = (os.getpid(), key)  # a process that was forked off has none of its own yet
        with self._lock:
            program = self._open.get(key)
            if program is not None and program.ended:
                program.end()
                program = None
            if program is None:
                program = self._open[key] = begun()
            program.last_used = time.monotonic()
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, daemon=True).start()
        return program

    def _watch(self) -> None:
        """Until none is open any more."""
        while self._watching:
            time.sleep(_LOOK_S)
            self._end_where(lambda program: time.monotonic() - program.last_used > IDLE_S)

    def _end_where(self, chosen: Callable[[KeptProgram], bool]) -> None:
        with self._lock:
            for key, program in list(self._open.items()):
                if not program.busy and chosen(program):
                    program.end()
                    del self._open[key]
            self._watching = bool(self._open)


#: The programs of this process.
KEPT = KeptPrograms()
atexit.register(KEPT.end)
