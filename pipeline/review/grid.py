"""Files that count in frames, hundredths or whole seconds: a time that is one of ours, rounded, is ours. Pure.

What grid a file is on, the times tell: the one that explains most of them as times of known versions, rounded or cut
off. Coarse ones – a tenth and more – have to explain nearly all: somebody may have typed some round times by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil, floor

from pipeline.cues import Cue

#: Frames a second that files are written in (and those of the footage).
RATES = (Fraction(24000, 1001), *map(Fraction, (24, 25)), Fraction(30000, 1001), *map(Fraction, (30, 50, 60)))
#: Steps (ms) of files that count in seconds, and from which on they are coarse.
STEPS, COARSE = (Fraction(10), Fraction(100), Fraction(500), Fraction(1000)), 100
#: How many times a coarse grid must explain, and their share; a fine one, its share.
LEAST, LEAST_SHARE, FINE_SHARE = 8, 0.9, 0.5

#: From a time (ms) to those that it may be written as.
_Rounding = Callable[[int], Iterable[int]]
#: From a share of a step to the whole steps that it may become.
_Mode = Callable[[Fraction], Iterable[int]]


def _nearest(steps: Fraction) -> Iterable[int]:
    return {floor(steps + Fraction(1, 2)), ceil(steps - Fraction(1, 2))}


_MODES: tuple[_Mode, ...] = (_nearest, lambda steps: (floor(steps),), lambda steps: (ceil(steps),))


@dataclass(frozen=True, slots=True)
class Grid:
    """How a file writes times. starts, ends: the two may be rounded in different ways."""

    starts: _Rounding
    ends: _Rounding

    def settled(self, file: Sequence[Cue], *versions: Sequence[Cue]) -> tuple[Cue, ...]:
        """`file` with the times of `versions`, the first that fits, where its own are these on the grid. A cue that
        would lose its length by it stays."""
        starts, ends = self._known(versions)
        new = (
            (cue, cue.moved(starts.get((cue.top, cue.start), cue.start), ends.get((cue.top, cue.end), cue.end)))
            for cue in file
        )
        settled = [two if two.end > two.start else one for one, two in new]
        return tuple(sorted(settled, key=lambda cue: (cue.start, cue.end)))

    def _known(self, versions: Sequence[Sequence[Cue]]) -> tuple[dict[tuple[bool, int], int], ...]:
        starts: dict[tuple[bool, int], int] = {}
        ends: dict[tuple[bool, int], int] = {}
        for version in versions:
            for rounding, found, times in (
                (self.starts, starts, [(cue.top, cue.start) for cue in version]),
                (self.ends, ends, [(cue.top, cue.end) for cue in version]),
            ):
                here = {(top, there): ms for top, ms in times for there in rounding(ms)}
                here |= {time: time[1] for time in times}  # what is the very time is no other, rounded
                for time, ms in here.items():
                    found.setdefault(time, ms)
        return starts, ends


def grid_of(file: Sequence[Cue], versions: Iterable[Sequence[Cue]], fps: Fraction) -> Grid | None:
    """The grid that the times of `file` are on, as far as those of `versions` tell; None where they are as they were.
    fps: of the footage."""
    known = list(versions)
    starts = {cue.start for cues in known for cue in cues}
    ends = {cue.end for cues in known for cue in cues}
    ours = [cue.start for cue in file], [cue.end for cue in file]
    total = 2 * len(file)
    best, most = None, sum(ms in starts for ms in ours[0]) + sum(ms in ends for ms in ours[1])
    for coarse, roundings in _grids(fps):
        (start, one), (end, two) = (_best(roundings, *pair) for pair in zip(ours, (starts, ends), strict=True))
        least = max(LEAST, LEAST_SHARE * total) if coarse else FINE_SHARE * total
        if one + two > most and one + two >= least:
            best, most = Grid(start, end), one + two
    return best


def _best(roundings: Sequence[_Rounding], ours: Sequence[int], known: set[int]) -> tuple[_Rounding, int]:
    """The rounding that makes most of `ours` from `known`, and how many."""
    found = []
    for rounding in roundings:
        image = {ms for time in known for ms in rounding(time)}
        found.append((rounding, sum(ms in image for ms in ours)))
    return max(found, key=lambda one: one[1])


def _grids(fps: Fraction) -> Iterator[tuple[bool, list[_Rounding]]]:
    """Every grid, the finest first, with its ways to round, and whether it is coarse."""
    rates = dict.fromkeys([fps, *RATES])
    grids: list[tuple[Fraction, bool]] = [(step, False) for step in STEPS]
    grids += [(1000 / rate, within) for rate in rates for within in {False, rate.denominator > 1}]
    for step, within in sorted(grids):
        yield step >= COARSE, [partial(_written, step, within, mode) for mode in _MODES]


def _written(step: Fraction, within: bool, mode: _Mode, ms: int) -> set[int]:
    """`ms` on a grid of `step` (ms), in whole ms, rounded or cut off. within: the steps begin anew each second, as
    frames of a clock do."""
    second = ms - ms % 1000 if within else 0
    whole = [second + count * step for count in mode((ms - second) / step)]
    return {here for at in whole for here in (round(at), floor(at))}
