"""Pieces follow from the footage alone: they cover it in order, at lengths that cost little."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from made_frames import any_frames, constant, made

from pipeline.media.frames import Frames
from pipeline.video.borders import LENGTH_MS, LONGEST_MS, SHORTEST_MS, Span, spans

cut_times = st.lists(st.integers(0, 90_000), max_size=60).map(sorted)


def film(seconds: int, keys: tuple[int, ...] = ()) -> Frames:
    """25 pictures a second; keys: in ms."""
    return made(range(0, seconds * 1_000, 40), keys=(0, *keys))


def starts(frames: Frames, cuts: tuple[int, ...] = ()) -> list[int]:
    """When each piece starts, in ms."""
    return [int(frames.ms(span.first)) for span in spans(frames, cuts)]


@given(any_frames, cut_times)
def test_every_picture_is_in_one_piece_in_order(frames: Frames, cuts: list[int]):
    found = spans(frames, cuts)
    assert [number for span in found for number in range(span.first, span.end)] == list(range(len(frames.times)))
    assert all(len(span) > 0 for span in found)


@given(any_frames, cut_times)
def test_pieces_are_neither_short_nor_long(frames: Frames, cuts: list[int]):
    """From one first picture to the next; where a picture stands for longer than that, it ends its piece."""
    for before, after in pairwise(spans(frames, cuts)):
        length = frames.ms(after.first) - frames.ms(before.first)
        assert length >= SHORTEST_MS
        assert length < LONGEST_MS or frames.ms(after.first - 1) - frames.ms(before.first) < LENGTH_MS
    last = spans(frames, cuts)[-1]
    assert frames.ms(last.end - 1) - frames.ms(last.first) <= LONGEST_MS


@given(constant(), cut_times)
def test_a_border_is_at_a_key_picture_wherever_one_is_near(frames: Frames, cuts: list[int]):
    for before, after in pairwise(spans(frames, cuts)):
        start = frames.ms(before.first)
        near = range(frames.at(start + SHORTEST_MS), frames.at(start + LONGEST_MS))
        if any(frames.is_key(number) for number in near):
            assert frames.is_key(after.first)


@given(any_frames, cut_times)
def test_footage_without_sure_times_is_one_piece(frames: Frames, cuts: list[int]):
    assert spans(replace(frames, exact=False), cuts) == [Span(0, len(frames.times))]


@given(any_frames, cut_times)
def test_what_comes_later_moves_no_border(frames: Frames, cuts: list[int]):
    """The first pieces of a film are those of the film with another end."""
    found = spans(frames, cuts)
    cut_short = replace(frames, times=frames.times[: found[-1].first + 1])
    early = [cut for cut in cuts if cut <= frames.ms(found[-1].first)]
    assert all(span in found for span in spans(cut_short, early)[:-1])


def test_of_several_key_pictures_the_one_nearest_to_the_wanted_length():
    assert starts(film(20, (5_000, 7_000, 10_000))) == [0, 7_000, 15_000]


def test_a_key_picture_at_a_picture_cut_may_be_farther_off():
    assert starts(film(20, (7_000, 9_960)), (9_960,)) == [0, 9_960]
    assert starts(film(18, (7_000, 11_040)), (11_040,)) == [0, 7_000]


def test_without_key_pictures_at_a_picture_cut_else_at_the_wanted_length():
    assert starts(film(30), (6_000, 11_000)) == [0, 6_000, 11_000, 19_000]


def test_short_films_are_one_piece():
    for seconds in (1, 5, 12):
        assert len(spans(film(seconds), ())) == 1
    assert len(spans(made([7]), ())) == 1
