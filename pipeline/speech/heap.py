"""Memory that a recogniser asks for again and again stays with the process.

CTranslate2 takes and frees tens of megabytes for every word it looks for. glibc gives such blocks back to the system
at once and has them cleared page by page when they are asked for again: over 473 s of speech four million page faults,
10 of 36 processor seconds. One heap that is never given back has a tenth of the faults and takes 26.
"""

from __future__ import annotations

import ctypes
import functools

#: glibc's numbers (malloc.h) of: blocks in mappings of their own, free memory kept at the top, heaps.
M_MMAP_MAX, M_TRIM_THRESHOLD, M_ARENA_MAX = -4, -1, -8


@functools.cache
def keep_heap() -> bool:
    """Has this process keep the memory it frees, in one heap for all threads; whether the system's C library could be
    told. Nothing but speed hangs on it. To be called before threads are started that take much memory."""
    try:
        tell = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # macOS, musl, Windows: theirs is another
        return False
    return all([tell(M_ARENA_MAX, 1), tell(M_TRIM_THRESHOLD, 2**31 - 1), tell(M_MMAP_MAX, 0)])
