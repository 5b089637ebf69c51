"""What had to be mended in a file, for people: one remark a kind, with its first place and a count."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: How remarks name a place, and what differs between two of one kind: numbers, and words quoted.
_PLACE = re.compile(r"^(?:cue \d+ \([^)]*\)|caption at [\d:.,]+|line \d+|row \d+|cell [A-Z]+\d+):? ")
_OWN = re.compile(r"“[^”]*”|\"[^\"]*\"|[\d:.,]*\d")


def once_a_kind(remarks: Iterable[str]) -> tuple[str, ...]:
    """The first remark of each kind, in order; where there are more, how many places they speak of."""
    first: dict[str, str] = {}
    more: dict[str, int] = {}
    for remark in remarks:
        kind = _OWN.sub("#", _PLACE.sub("", remark))
        if first.setdefault(kind, remark) is not remark:
            more[kind] = more.get(kind, 0) + 1
    return tuple(remark + _as_well(more.get(kind, 0)) for kind, remark in first.items())


def _as_well(count: int) -> str:
    return f" (So in {count} more {'place' if count == 1 else 'places'}.)" if count else ""
