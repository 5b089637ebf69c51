"""How many stories are made side by side on this machine, and with how much of its memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.cores import cores
from pipeline.errors import VeusError
from pipeline.messages import tr

#: Cores, and MB of memory, for each story beside others. Listening and encoding keep several cores busy by themselves;
#: what a second story gains is the time in which one story alone keeps a single one busy (docs/archives.md).
CORES_A_JOB, MB_A_JOB = 4, 3000

#: What tasks may take of the memory that is free when a build begins.
SHARE = 0.75

#: MB of memory that are free where the system does not say.
_UNKNOWN_MB = 4000

#: Variables of the machine: how many jobs, and GB of memory.
JOBS, MEMORY = "VEUS_JOBS", "VEUS_MEMORY"


@dataclass(frozen=True, slots=True)
class Jobs:
    """number: of tasks that are done at the same time, and of stories that are made side by side. memory_mb: what tasks
    may take together. asked: whether somebody wants that many. Then they share one story alone, too; else it is made by
    this process, whose threads keep all cores busy as well."""

    number: int = 1
    memory_mb: int = _UNKNOWN_MB
    asked: bool = False


def jobs_here(
    number: int | None = None, memory_gb: float | None = None, environ: Mapping[str, str] = os.environ
) -> Jobs:
    """As asked for; else as the environment says; else what is right for this machine: a story for each four cores, as
    many as have room, at least one. Raises VeusError for a variable that is no such number."""
    named = _named(environ, JOBS) if number is None else number
    gigabytes = _named(environ, MEMORY) if memory_gb is None else memory_gb
    memory_mb = round(gigabytes * 1000) if gigabytes else round(free_mb() * SHARE)
    return Jobs(round(named) if named else usual(cores(), memory_mb), memory_mb, bool(named))


def usual(cores: int, memory_mb: int) -> int:
    """How many stories side by side are right for a machine."""
    return max(1, min(cores // CORES_A_JOB, memory_mb // MB_A_JOB))


def free_mb() -> int:
    """Memory that programs may still take on this machine, and in the group of processes that this one is in."""
    return min(_free(), default=_UNKNOWN_MB)


def _free() -> Iterator[int]:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        yield next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) // 1000
    except (OSError, StopIteration):
        if "SC_PHYS_PAGES" in os.sysconf_names:  # macOS: half of what it has
            yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2_000_000
    group = Path("/sys/fs/cgroup")
    try:
        most, taken = ((group / name).read_text("ascii").strip() for name in ("memory.max", "memory.current"))
        yield max(0, int(most) - int(taken)) // 1_000_000
    except (OSError, ValueError):  # no such group, or "max"
        pass


def _named(environ: Mapping[str, str], name: str) -> float:
    """0 where it is not set."""
    text = environ.get(name, "").strip()
    try:
        value = float(text or 0)
    except ValueError:
        value = -1
    if value < 0 or (text and not value) or (name == JOBS and value != int(value)):
        raise VeusError(
            tr('the environment says {name} = "{value}", which is no number of this kind.', name=name, value=text),
            remedy=tr("Set it to a number, as in {name}=2, or leave it out.", name=name),
        )
    return value
