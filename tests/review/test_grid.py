"""Times of files that count in frames, hundredths or seconds: what is ours, rounded, is no change; all else is one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.review.grid import Grid, grid_of

FPS = Fraction(25)
Rounded = Callable[[int], int]

GRIDS: dict[str, Rounded] = {
    "hundredths": lambda ms: round(ms / 10) * 10,
    "hundredths, cut off": lambda ms: ms // 10 * 10,
    "25 frames": lambda ms: round(ms / 40) * 40,
    "25 frames, cut off": lambda ms: ms // 40 * 40,
    "24 frames": lambda ms: round(round(ms * 24 / 1000) * 1000 / 24),
    "23.976 frames": lambda ms: floor(floor(ms * Fraction(24, 1001)) * Fraction(1001, 24)),
    "30 frames in each second": lambda ms: ms // 1000 * 1000 + round(ceil(ms % 1000 * 3 / 100) * 100 / 3),
    "seconds": lambda ms: round(ms / 1000) * 1000,
    "seconds, cut off": lambda ms: ms // 1000 * 1000,
}


@st.composite
def tracks(draw: st.DrawFn, least: int = 8) -> tuple[Cue, ...]:
    """Captions of at least two and a half seconds, as the machine times them: on no grid."""
    cues, at = [], draw(st.integers(0, 5000))
    for number in range(draw(st.integers(least, 25))):
        end = at + draw(st.integers(2500, 7000))
        cues.append(Cue(at, end, f"Frase {number}"))
        at = end + draw(st.integers(1000, 4000))
    return tuple(cues)


def on(grid: Rounded, cues: tuple[Cue, ...]) -> list[Cue]:
    return [cue.moved(grid(cue.start), grid(cue.end)) for cue in cues]


def settled(file: list[Cue], *versions: tuple[Cue, ...]) -> tuple[Cue, ...]:
    grid = grid_of(file, versions, FPS)
    return grid.settled(file, *versions) if grid else tuple(file)


@pytest.mark.parametrize("name", GRIDS)
@given(cues=tracks())
def test_a_track_that_was_rounded_has_not_changed(name: str, cues: tuple[Cue, ...]) -> None:
    assert settled(on(GRIDS[name], cues), cues) == cues


@pytest.mark.parametrize("name", GRIDS)
@given(cues=tracks(12), number=st.integers(0, 11), frames=st.sampled_from([-50, -25, 25, 50]))
def test_what_was_moved_besides_is_the_one_change(name: str, cues: tuple[Cue, ...], number: int, frames: int) -> None:
    file = on(GRIDS[name], cues)
    if (moved := file[number].start + 40 * frames) < 0:
        return
    file[number] = file[number].moved(moved, file[number].end)
    if file[number].end <= moved:
        return
    if any(on(grid, cues) == file for grid in GRIDS.values()):  # on another grid, nothing was moved
        return
    after = settled(sorted(file, key=lambda cue: cue.start), cues)
    assert {cue.text: cue for cue in after} == {
        cue.text: cue.moved(moved, cue.end) if k == number else cue for k, cue in enumerate(cues)
    }


@given(cues=tracks(), by=st.sampled_from([-30, -7, 3, 12, 40]), number=st.integers(0, 7))
def test_a_file_to_the_millisecond_is_taken_at_its_word(cues: tuple[Cue, ...], by: int, number: int) -> None:
    file = list(cues)
    file[number] = file[number].moved(max(0, file[number].start + by), file[number].end)
    assert settled(file, cues) == tuple(file)


def test_a_few_whole_seconds_were_typed_by_somebody() -> None:
    cues = (Cue(3605, 7568, "un"), Cue(8110, 12_010, "dos"))
    assert grid_of([Cue(4000, 8000, "un"), Cue(8000, 12_000, "dos")], [cues], FPS) is None


def test_the_version_named_first_counts_and_none_loses_its_length() -> None:
    one, two = (Cue(1003, 2004, "a"), Cue(2998, 3999, "b")), (Cue(1001, 2001, "a"), Cue(0, 1002, "c"))
    grid = grid_of([Cue(1000, 2000, "a"), Cue(3000, 4000, "b")], [one, two], FPS)
    assert isinstance(grid, Grid)
    assert grid.settled([Cue(1000, 2000, "a")], one, two) == one[:1]
    assert grid.settled([Cue(1000, 2000, "a")], two, one) == two[:1]
    assert grid.settled([Cue(1000, 1000, "a")], one, two) == (Cue(1000, 1000, "a"),)
    assert grid.settled([Cue(1000, 2000, "a", top=True)], one, two) == (Cue(1000, 2000, "a", top=True),)
