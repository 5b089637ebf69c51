"""Memory that a recogniser asks for again and again stays with the process.

CTranslate2 takes and frees tens of megabytes for every word it looks for. glibc gives such blocks back to the system
at once and has them cleared page by page when they are asked for again: over 473 s of speech four million page faults,
10 of 36 processor seconds. One heap that is never given back has a tenth of the faults and takes 26.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools

#: glibc's numbers (malloc.h) of: blocks in mappings of their own, free memory kept at the top, heaps.
M_MMAP_MAX, M_TRIM_THRESHOLD, M_ARENA_MAX = -4, -1, -8


@functools.cache
def one_heap() -> bool:
    """Has all threads that are started from now on share one heap; whether the system's C library could be told."""
    return _tell(M_ARENA_MAX, 1)


@functools.cache
def keep_heap() -> bool:
    """Has this process keep the memory it frees from now on; whether the system's C library could be told. Nothing but
    speed hangs on it. To be called when the model is loaded: what loading frees lies scattered between its weights, too
    small for what is asked for afterwards (150 MB with Whisper base)."""
    return _tell(M_TRIM_THRESHOLD, 2**31 - 1) and _tell(M_MMAP_MAX, 0)


def trim_heap() -> None:
    """Gives memory that is free back to the system, also what lies between blocks that are in use. A kept heap grows by
    a fifth over an hour of speech: what is asked for next never quite fits where something was. The pages have to be
    asked for and cleared again, a twentieth of the time, so this is for long recordings."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _tell(what: int, value: int) -> bool:
    try:
        return bool(ctypes.CDLL(None).mallopt(what, value))
    except (AttributeError, OSError, TypeError):  # macOS, musl, Windows: theirs is another
        return False
