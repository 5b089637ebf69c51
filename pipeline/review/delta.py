"""What one version of a text adds to another: the lines that both have are copied, the others written out.

A list of steps as JSON, compressed: [lines passed over since the last copy (may be negative), lines copied], or the
text of new lines, a character for each byte. One changed caption of an hour takes some fifty bytes, all captions
numbered anew a few thousand. Linear in the length of both. Pure.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left

_Step = list[int] | str


def delta(old: bytes, new: bytes) -> bytes:
    """What `patched` makes `new` of, given `old`: any bytes."""
    lines = old.splitlines(keepends=True)
    places: dict[bytes, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line, []).append(number)
    steps: list[_Step] = []
    at = 0  # the line of `old` that should come next
    for line in new.splitlines(keepends=True):
        found = _place(places.get(line), at)
        if found is None:
            _write_out(steps, line)
        else:
            _copy(steps, found - at)
            at = found + 1
    return zlib.compress(json.dumps(steps, separators=(",", ":")).encode("ascii"), 9)


def patched(old: bytes, delta: bytes) -> bytes:
    """`old` with a `delta` laid over it. Raises ValueError for what is no delta of it."""
    lines = old.splitlines(keepends=True)
    found: list[bytes] = []
    at = 0
    try:
        for step in json.loads(zlib.decompress(delta)):
            if isinstance(step, str):
                found.append(step.encode("latin-1"))
            else:
                passed, copied = step
                start, at = at + passed, at + passed + copied
                if not 0 <= start <= at <= len(lines):
                    raise ValueError("lines that are not there")
                found += lines[start:at]
    except (zlib.error, TypeError) as error:
        raise ValueError(str(error)) from error
    return b"".join(found)


def _place(places: list[int] | None, at: int) -> int | None:
    """Where a line stands that is in `places`: the first from `at` on, else the last before."""
    if not places:
        return None
    return places[min(bisect_left(places, at), len(places) - 1)]


def _copy(steps: list[_Step], passed: int) -> None:
    last = steps[-1] if steps else None
    if passed == 0 and isinstance(last, list):
        last[1] += 1
    else:
        steps.append([passed, 1])


def _write_out(steps: list[_Step], line: bytes) -> None:
    text = line.decode("latin-1")
    if steps and isinstance(steps[-1], str):
        steps[-1] += text
    else:
        steps.append(text)
