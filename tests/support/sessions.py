"""What runs in the session of a process: a worker of a build begins one, and its programs are found by it."""

from __future__ import annotations

from pathlib import Path


def in_session(leader: int) -> list[int]:
    """The numbers of `leader` and its programs, as far as they run (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(rest[3]) == leader and rest[0] != "Z":
            found.append(int(stat.parent.name))
    return found
