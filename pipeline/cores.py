"""How many processors there are for us."""

from __future__ import annotations

import os


def cores() -> int:
    """Those that this process may use: fewer than the machine has where it is tied to some (`taskset`, a container's
    cpuset; Linux says which). Work for more of them than there are takes longer, for they get in each other's way."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
