"""An interrupt that nothing swallows.

Python raises KeyboardInterrupt wherever the main thread is. Inside a finalizer or a callback of a weak reference – the
import system has one for each module – what is raised goes nowhere: "Exception ignored in", and the work goes on as if
nobody had asked it to stop.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

#: Exit code after a polite kill (128 + SIGTERM), as shells have it.
TERMINATED = 143

#: Seconds after which a signal that came to nothing is sent again: the callback it fell into has ended by then.
AGAIN_S = 0.05


def guard() -> None:
    """From now on a polite kill (SIGTERM) raises SystemExit(143) as Ctrl-C raises KeyboardInterrupt, and what is raised
    where nobody can catch it is raised again. For the main thread of a program, once."""
    signal.signal(signal.SIGTERM, _terminate)
    former = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs, /) -> None:
        number = _signal_of(lost.exc_value)
        if number is None:
            former(lost)
            return
        with contextlib.suppress(RuntimeError):  # the interpreter ends anyway: it begins no thread any more
            again = threading.Timer(AGAIN_S, os.kill, (os.getpid(), number))
            again.daemon = True
            again.start()

    sys.unraisablehook = hook


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Ctrl-C and a polite kill wait until the block has ended, and are raised then: what the block begins is in the
    hands of its caller by that time. Python interrupts the main thread alone: in others, nothing is done."""
    came: list[int] = []
    former = _handlers() if threading.current_thread() is threading.main_thread() else {}
    for number in former:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(signal.Signals(came[0]))


def _handlers() -> dict[signal.Signals, Callable[[int, FrameType | None], Any]]:
    """What raises something where we are: what is ignored, or ends us at once, is left as programs inherit it."""
    found = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    return {number: handler for number, handler in found.items() if callable(handler)}


def _terminate(number: int, frame: FrameType | None) -> None:
    sys.exit(TERMINATED)


def _signal_of(raised: BaseException | None) -> signal.Signals | None:
    if isinstance(raised, KeyboardInterrupt):
        return signal.SIGINT
    if isinstance(raised, SystemExit) and raised.code == TERMINATED:
        return signal.SIGTERM
    return None
