"""Times of pictures that no file has: of every usual rate, and irregular ones."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from fractions import Fraction

from hypothesis import strategies as st

from pipeline.media.frames import Frames

#: Rate → (ticks a second, ticks between two pictures), as cameras write them.
RATES = {
    "23.976": (24_000, 1_001),
    "25": (12_800, 512),
    "29.97": (30_000, 1_001),
    "50": (90_000, 1_800),
    "59.94": (60_000, 1_001),
    "25 in ms": (1_000, 40),
}


def made(times: Iterable[int], ticks: int = 1_000, keys: Iterable[int] = (), exact: bool = True) -> Frames:
    """times, keys: in ticks, `ticks` a second."""
    return Frames(Fraction(1, ticks), array("q", times), array("q", sorted(keys)), exact)


@st.composite
def constant(draw: st.DrawFn, least: int = 1, most: int = 1_000) -> Frames:
    ticks, step = RATES[draw(st.sampled_from(sorted(RATES)))]
    first, count = draw(st.integers(0, 100_000)), draw(st.integers(least, most))
    times = range(first, first + count * step, step)
    return made(times, ticks, times[:: draw(st.integers(1, 400))])


@st.composite
def variable(draw: st.DrawFn, least: int = 1, most: int = 40, longest_ms: int = 3_000) -> Frames:
    """Pictures from 11 ms apart on, some of them standing for long."""
    ticks = draw(st.sampled_from([1_000, 90_000, 600]))
    gaps = st.one_of(st.integers(11, 60), st.integers(11, longest_ms))
    times = [draw(st.integers(0, 5_000))]
    for gap in draw(st.lists(gaps, min_size=least - 1, max_size=most - 1)):
        times.append(times[-1] + -(-gap * ticks // 1_000))
    keys = draw(st.sets(st.sampled_from(times), max_size=20))
    return made(times, ticks, {times[0], *keys})


any_frames = st.one_of(constant(), variable())
