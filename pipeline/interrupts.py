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
from types import FrameType

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


def _terminate(number: int, frame: FrameType | None) -> None:
    sys.exit(TERMINATED)


def _signal_of(raised: BaseException | None) -> signal.Signals | None:
    if isinstance(raised, KeyboardInterrupt):
        return signal.SIGINT
    if isinstance(raised, SystemExit) and raised.code == TERMINATED:
        return signal.SIGTERM
    return None
