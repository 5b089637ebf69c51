"""Files that count in frames, hundredths or whole seconds: a time that is one of ours, rounded, is ours. Pure.

What grid a file is on, the times tell: the one that explains most of them as times of known versions, rounded or cut
off. Coarse ones – a tenth and more – have to explain nearly all: somebody may have typed some round times by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from pipeline.cues import Cue

#: Frames a second that files are written in (and those of the footage).
RATES = (Fraction(24000, 1001), *map(Fraction, (24, 25)), Fraction(30000, 1001), *map(Fraction, (30, 50, 60)))
#: Steps (ms) of files that count in seconds, and from which on they are coarse.
STEPS, COARSE = (Fraction(10), Fraction(100), Fraction(500), Fraction(1000)), 100
#: How many times a coarse grid must explain, and their share; a fine one, its share.
LEAST, LEAST_SHARE, FINE_SHARE = 8, 0.9, 0.5

#: The times (ms) of known versions that one on the grid may stand for, the nearest first.
_Meant = Mapping[int, Sequence[int]]


class _Mode(Enum):
    """How a time between two steps is written."""

    NEAREST = "nearest"
    CUT_OFF = "cut off"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Grid:
    """How a file writes the times of known versions. starts, ends: the two may be rounded in different ways."""

    starts: _Meant
    ends: _Meant

    def settled(self, file: Sequence[Cue], *versions: Sequence[Cue]) -> tuple[Cue, ...]:
        """`file` with the times of `versions`, the first that fits, where its own are these on the grid. A cue that
        would lose its length by it stays."""
        starts = [{(cue.top, cue.start) for cue in version} for version in versions]
        ends = [{(cue.top, cue.end) for cue in version} for version in versions]
        settled = []
        for cue in file:
            new = cue.moved(
                _first(cue.top, cue.start, self.starts.get(cue.start, ()), starts),
                _first(cue.top, cue.end, self.ends.get(cue.end, ()), ends),
            )
            settled.append(new if new.end > new.start else cue)
        return tuple(sorted(settled, key=lambda cue: (cue.start, cue.end)))


def _first(top: bool, ms: int, meant: Sequence[int], versions: Sequence[set[tuple[bool, int]]]) -> int:
    """The time that the first of `versions` has for `ms`: the very same, or one that it may stand for."""
    for version in versions:
        for time in (ms, *meant):
            if (top, time) in version:
                return time
    return ms


def grid_of(file: Sequence[Cue], versions: Iterable[Sequence[Cue]], fps: Fraction) -> Grid | None:
    """The grid that the times of `file` are on, as far as those of `versions` tell; None where they are as they were.
    fps: of the footage."""
    known = list(versions)
    starts = {cue.start for cues in known for cue in cues}
    ends = {cue.end for cues in known for cue in cues}
    ours = [cue.start for cue in file], [cue.end for cue in file]
    total = 2 * len(file)
    best, most = None, sum(ms in starts for ms in ours[0]) + sum(ms in ends for ms in ours[1])
    for step, anew in _grids(fps) if most < total else ():
        (start, one), (end, two) = (_best(step, anew, *pair) for pair in zip(ours, (starts, ends), strict=True))
        least = max(LEAST, LEAST_SHARE * total) if step >= COARSE else FINE_SHARE * total
        if one + two > most and one + two >= least:
            best, most = Grid(start, end), one + two
    return best


def _grids(fps: Fraction) -> list[tuple[Fraction, bool]]:
    """Every grid, the finest first: its step (ms), and whether the steps begin anew each second, as frames of a clock
    do."""
    rates = dict.fromkeys([fps, *RATES])
    return sorted(
        [(step, False) for step in STEPS]
        + [(1000 / rate, anew) for rate in rates for anew in {False, rate.denominator > 1}]
    )


def _best(step: Fraction, anew: bool, ours: Sequence[int], known: set[int]) -> tuple[_Meant, int]:
    """The way to round that makes most of `ours` from `known`, and how many."""
    found = []
    for mode in _Mode:
        meant: dict[int, list[int]] = defaultdict(list)
        for time in known:
            for ms in _rounded(step, anew, mode, time):
                meant[ms].append(time)
        found.append((meant, sum(ms in meant for ms in ours)))
    best, count = max(found, key=lambda one: one[1])
    return {ms: sorted(times, key=lambda time: (abs(time - ms), time)) for ms, times in best.items()}, count


def _rounded(step: Fraction, anew: bool, mode: _Mode, ms: int) -> frozenset[int]:
    """`ms` on a grid, in whole ms, rounded or cut off; two steps where it is as near to both. Integers alone: there are
    many."""
    long, parts = step.numerator, step.denominator  # the step is long/parts ms
    second = ms - ms % 1000 if anew else 0
    before, rest = divmod((ms - second) * parts, long)
    lower = mode is _Mode.CUT_OFF or rest == 0 or (mode is _Mode.NEAREST and 2 * rest <= long)
    upper = rest > 0 and (mode is _Mode.NEXT or (mode is _Mode.NEAREST and 2 * rest >= long))
    counts = [before] * lower + [before + 1] * upper
    return frozenset(second + (2 * at * long + parts * half) // (2 * parts) for at in counts for half in (0, 1))
