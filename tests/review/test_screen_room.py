"""Room on the screen: who gives way, who is trimmed, and what stands where there is no room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.limits import READABLE_MS
from pipeline.cues import Cue
from pipeline.review.screen_room import PlaceWish, moved, trimmed, with_room

A = Cue(1000, 3000, "Bon dia a tothom.")


@pytest.mark.parametrize(
    ("beside", "left"),
    [
        ([], (1000, 3000)),
        ([Cue(0, 1500, "x")], (1500, 3000)),
        ([Cue(2000, 5000, "x")], (1000, 2000)),
        ([Cue(0, 1200, "x"), Cue(2900, 5000, "y")], (1200, 2900)),
        ([Cue(0, 2700, "x")], None),
        ([Cue(0, 9000, "x")], None),
    ],
)
def test_trimming(beside: list[Cue], left: tuple[int, int] | None) -> None:
    found = trimmed(A, beside)
    assert (found and (found.start, found.end)) == left


def test_what_is_at_the_other_place_takes_no_room() -> None:
    assert trimmed(A, [replace(Cue(0, 9000, "FARMÀCIA"), top=True)]) == A


def test_times_that_leave_too_little_to_read_are_not_taken() -> None:
    assert moved(A, 1500, 1500 + READABLE_MS) == A.moved(1500, 1500 + READABLE_MS)
    assert moved(A, 1500, 1500 + READABLE_MS - 1) == A
    short = Cue(0, 300, "Sí.")
    assert moved(short, 100, 400) == short.moved(100, 400), "no shorter than it was"


def stands(*cues: Cue) -> PlaceWish:
    return PlaceWish(cues, cues, cues[0].start, cues[-1].end)


def wish(*cues: Cue, otherwise: tuple[Cue, ...] = (), trims: bool = False) -> PlaceWish:
    return PlaceWish(cues, otherwise, cues[0].start, cues[-1].end, trims)


def test_a_wish_that_trims_gives_way_and_one_that_does_not_is_taken_back() -> None:
    mine, its = stands(Cue(2000, 4000, "meu")), (Cue(0, 2600, "seu"),)
    assert with_room([wish(*its, trims=True), mine])[0].cues == (Cue(0, 2000, "seu"),)
    before = (Cue(0, 1900, "abans"),)
    back = with_room([wish(*its, otherwise=before), mine])[0]
    assert (back.cues, back.granted) == (before, False)


def test_one_taken_back_may_leave_no_room_for_its_neighbour() -> None:
    first = wish(Cue(0, 1000, "a"), otherwise=(Cue(0, 2000, "a"),))
    second = wish(Cue(1000, 2000, "b"), otherwise=(Cue(2000, 3000, "b"),))
    third = stands(Cue(500, 900, "x"))
    assert [one.granted for one in with_room([first, second, third])] == [False, False, True]
    assert [one.granted for one in with_room([first, second])] == [True, True]


@st.composite
def wishes(draw: st.DrawFn) -> list[PlaceWish]:
    """What stands is a row without overlaps; what is wished for is anywhere about it."""
    found, at = [], 0
    for number in range(draw(st.integers(1, 8))):
        start = at + draw(st.integers(0, 1500))
        at = start + draw(st.integers(100, 3000))
        cue = Cue(start, at, f"p{number}", top=draw(st.integers(0, 4)) == 0)
        other = cue.moved(max(0, start + draw(st.integers(-1500, 1500))), at + draw(st.integers(1600, 3000)))
        kind = draw(st.sampled_from(["stands", "instead", "trims"]))
        found.append(stands(cue) if kind == "stands" else wish(other, otherwise=(cue,), trims=kind == "trims"))
    return found


@given(wishes())
def test_afterwards_no_two_of_them_are_at_one_place_at_once(wished: list[PlaceWish]) -> None:
    after = with_room(wished)
    firm = [(n, cue) for n, one in enumerate(after) if not one.trims for cue in one.cues]
    for n, cue in ((n, cue) for n, one in enumerate(after) for cue in one.cues):
        beside = [other for m, other in firm if m != n and other.top == cue.top]
        assert not any(other.start < cue.end and cue.start < other.end for other in beside)


@given(wishes())
def test_what_is_taken_back_is_what_stood_there_and_what_is_trimmed_can_be_read(wished: list[PlaceWish]) -> None:
    for before, one in zip(wished, with_room(wished), strict=True):
        if not one.granted:
            assert one.cues == before.otherwise
        elif not before.trims:
            assert one == before
        else:
            for cue, old in zip(one.cues, before.cues, strict=True):
                assert old.start <= cue.start and cue.end <= old.end
                assert cue.duration >= min(READABLE_MS, old.duration)


def test_a_wish_takes_no_room_from_itself_and_its_cues_go_round_one_that_stands_between() -> None:
    own = wish(Cue(0, 1000, "a"), Cue(500, 3000, "b"), Cue(600, 4000, "c"), trims=True)
    (own,) = with_room([own])
    assert [(cue.start, cue.end) for cue in own.cues] == [(0, 1000), (500, 3000), (600, 4000)]
    firm = PlaceWish((Cue(0, 1000, "a"), Cue(2000, 3000, "b")), (), 0, 3000)
    between = wish(Cue(900, 2100, "x"), trims=True)
    assert with_room([firm, between])[1].cues == (Cue(1000, 2000, "x"),)
    assert with_room([firm, stands(Cue(1500, 1900, "y"))])[0] == firm


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 12)), max_size=8), st.integers(0, 20), st.integers(1, 20))
def test_a_cue_is_trimmed_to_the_first_stretch_in_which_nothing_else_is_there(
    others: list[tuple[int, int]], start: int, length: int
) -> None:
    """Against every moment of it, one by one; in seconds, so that a second can be read."""
    cue = Cue(1000 * start, 1000 * (start + length), "x")
    found = trimmed(cue, [Cue(1000 * at, 1000 * (at + long), "y") for at, long in others])
    free = [s for s in range(start, start + length) if not any(at <= s < at + long for at, long in others)]
    stretch = [s for n, s in enumerate(free) if s == free[0] + n]
    assert (found and (found.start, found.end)) == ((1000 * stretch[0], 1000 * (stretch[-1] + 1)) if stretch else None)


def test_a_long_row_that_has_no_room_is_taken_back_and_nothing_else() -> None:
    """Each leaves no room for the next, so that one at a time would take as many rounds as there are."""
    row = [
        wish(Cue(1000 * n, 1000 * n + 1000, f"{n}"), otherwise=(Cue(1000 * n + 500, 1000 * n + 1500, f"{n}"),))
        for n in range(80)
    ]
    far = wish(Cue(200_000, 201_000, "lluny"))
    first = stands(Cue(-500, 500, "x"))
    after = with_room([first, *row, far])
    assert [one.granted for one in after[1:]] == [*[False] * 80, True] and after[0].cues == first.cues
