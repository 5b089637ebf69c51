"""Python's collector of garbage in cycles, which stops every thread while it looks at all objects there are.

What makes a hundred thousand objects at once, and no cycles, would be looked through again and again: a third of its
time, and a tenth of a second at a stretch in which nobody else is answered.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pausing = 0
_was_on = True


@contextmanager
def paused() -> Iterator[None]:
    """Without collections, in all threads, until the last who asked for that is done. Also a decorator."""
    global _pausing, _was_on
    with _lock:
        if not _pausing:
            _was_on = gc.isenabled()
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if not _pausing and _was_on:
                gc.enable()


def settle() -> None:
    """What there is by now (modules, templates, tables) stays for good, and is not looked at again."""
    gc.collect()
    gc.freeze()
