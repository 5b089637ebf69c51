"""Segments follow from the footage alone: they cover it in order, at lengths that cost little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st
from made_frames import any_frames, constant, made

from pipeline.media.frames import Frames
from pipeline.media.pauses import Pause
from pipeline.video.segment_borders import LENGTH_MS, LONG_PAUSE_MS, LONGEST_MS, SHORTEST_MS, SYNC_MS, FrameSpan, spans

cut_times = st.lists(st.integers(0, 90_000), max_size=60).map(sorted)


def in_order(lengths: list[tuple[int, int]]) -> list[Pause]:
    """Pauses: (ms of voice before, ms of pause), one after the other."""
    ends = list(accumulate(voice + silence for voice, silence in lengths))
    return [Pause(end - silence, end) for end, (_, silence) in zip(ends, lengths, strict=True)]


any_pauses = st.lists(st.tuples(st.integers(50, 20_000), st.integers(120, 3_000)), max_size=60).map(in_order)


@st.composite
def captioned(draw: st.DrawFn) -> tuple[list[Pause], list[tuple[int, int]]]:
    """Sentences with pauses between them, and a caption for each that stands until two pictures before the next."""
    sentence = st.tuples(st.integers(300, 3_000), st.integers(500, 800))
    pauses = in_order(draw(st.lists(sentence, min_size=2, max_size=40)))
    return pauses, [(before.end, after.end - 80) for before, after in pairwise(pauses)]


def film(seconds: int, keys: tuple[int, ...] = ()) -> Frames:
    """25 pictures a second; keys: in ms."""
    return made(range(0, seconds * 1_000, 40), keys=(0, *keys))


def starts(frames: Frames, cuts: tuple[int, ...] = (), pauses: Sequence[Pause] = ()) -> list[int]:
    """When each segment starts, in ms."""
    return [int(frames.ms(span.first)) for span in spans(frames, cuts, pauses)]


@given(any_frames, cut_times, any_pauses)
def test_every_picture_is_in_one_segment_in_order(frames: Frames, cuts: list[int], pauses: list[Pause]):
    found = spans(frames, cuts, pauses)
    assert [number for span in found for number in range(span.first, span.end)] == list(range(len(frames.times)))
    assert all(len(span) > 0 for span in found)


@given(any_frames, cut_times, any_pauses)
def test_segments_are_neither_short_nor_long(frames: Frames, cuts: list[int], pauses: list[Pause]):
    """From one first picture to the next; where a picture stands for longer than that, it ends its segment."""
    for before, after in pairwise(spans(frames, cuts, pauses)):
        length = frames.ms(after.first) - frames.ms(before.first)
        assert length >= SHORTEST_MS
        assert length < LONGEST_MS or frames.ms(after.first - 1) - frames.ms(before.first) < LENGTH_MS
    last = spans(frames, cuts, pauses)[-1]
    assert frames.ms(last.end - 1) - frames.ms(last.first) <= LONGEST_MS


@given(constant(), cut_times, any_pauses)
def test_a_border_is_in_a_pause_wherever_a_long_one_is_near(frames: Frames, cuts: list[int], pauses: list[Pause]):
    for before, after in pairwise(spans(frames, cuts, pauses)):
        start, border = frames.ms(before.first), frames.ms(after.first)
        near = [p for p in pauses if p.end - p.start >= LONG_PAUSE_MS and start + SHORTEST_MS <= p.start]
        if any(p.end + SYNC_MS < start + LONGEST_MS for p in near):
            assert any(p.start <= border <= p.end + SYNC_MS for p in pauses)


@given(captioned())
def test_a_caption_between_two_pauses_lies_across_no_border(voice: tuple[list[Pause], list[tuple[int, int]]]):
    pauses, captions = voice
    frames = film(captions[-1][1] // 1_000 + 1)
    found = spans(frames, (), pauses)
    for start, end in captions:
        seen = [s for s in found if s.first < frames.at(end) and frames.at(start) < s.end]
        assert len(seen) == 1, f"{start}–{end} ms"


@given(any_frames, cut_times)
def test_footage_without_sure_times_is_one_segment(frames: Frames, cuts: list[int]):
    assert spans(replace(frames, exact=False), cuts) == [FrameSpan(0, len(frames.times))]


@given(any_frames, cut_times, any_pauses)
def test_what_comes_later_moves_no_border(frames: Frames, cuts: list[int], pauses: list[Pause]):
    """The first segments of a film are those of the film with another end."""
    found = spans(frames, cuts, pauses)
    cut_short = replace(frames, times=frames.times[: found[-1].first + 1])
    assert all(span in found for span in spans(cut_short, cuts, pauses)[:-1])


def test_a_border_is_just_before_the_voice_begins_again():
    assert starts(film(9), (), [Pause(3_000, 4_520)]) == [0, 4_440]
    assert starts(film(9), (), [Pause(3_000, 3_500), Pause(5_100, 5_300)]) == [0, 3_440], "the longer pause"


def test_a_border_is_at_the_cut_that_captions_begin_with():
    assert starts(film(9), (3_400,), [Pause(3_000, 3_600)]) == [0, 3_400]
    assert starts(film(9), (3_680,), [Pause(3_000, 3_600)]) == [0, 3_680], "the voice begins shortly before it"
    assert starts(film(9), (3_760,), [Pause(3_000, 3_600)]) == [0, 3_520]


def test_without_pauses_at_a_picture_cut_or_a_key_picture_else_at_the_wanted_length():
    assert starts(film(9)) == [0, 4_000]
    assert starts(film(9), (4_800,)) == [0, 4_800]
    assert starts(film(9), (5_080,)) == [0, 4_000]
    assert starts(film(9, (4_200,))) == [0, 4_200]
    assert starts(film(9, (4_400,))) == [0, 4_000]


def test_short_films_are_one_segment():
    for seconds in (1, 5, 6):
        assert len(spans(film(seconds), ())) == 1
    assert len(spans(made([7]), ())) == 1
