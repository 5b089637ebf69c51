"""When the film begins and ends, and which picture stands at each moment of it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from fractions import Fraction

import pytest
from footage_clips import AAC, X264, Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.film_extent import FASTEST, SLOWEST, Extent, held, holding_rate, stand_too_long
from pipeline.media.frames import Frames
from pipeline.media.probe import examine, probe

MS = Fraction(1, 1000)


def frames(*times: int) -> Frames:
    return Frames(MS, array("q", times), array("q", times[:1]), exact=True)


@pytest.mark.parametrize(
    ("times", "end", "held_up"),
    [
        (range(0, 4_000, 40), 4_000, False),
        (range(0, 4_000, 33), 4_000, False),
        ([*range(0, 4_000, 33), 4_033], 4_100, False),  # a telephone drops a picture now and then
        (range(0, 4_000, 66), 4_000, True),  # fifteen a second
        ([0, 40, 80, 5_000], 5_040, True),
        ([0, 40, 80], 5_000, True),
        ([0], 9_000, True),
    ],
)
def test_pictures_that_keep_a_caption_waiting_are_held(times: list[int], end: int, held_up: bool):
    assert stand_too_long(frames(*times), end) == held_up


@given(st.fractions(Fraction(1, 600), 400))
def test_held_pictures_are_as_many_as_a_film_has(rate: Fraction):
    assert SLOWEST <= holding_rate(rate) <= FASTEST
    if SLOWEST <= rate <= FASTEST:
        assert holding_rate(rate) == rate


@given(
    st.lists(st.integers(0, 20_000), min_size=1, max_size=40, unique=True).map(sorted),
    st.integers(0, 3_000),
    st.integers(100, 5_000),
    st.sampled_from([Fraction(25), Fraction(30000, 1001), Fraction(60)]),
)
def test_each_picture_stands_until_the_next_one_comes(times: list[int], lead: int, tail: int, rate: Fraction):
    whole = Extent(times[0] - lead, times[-1] + tail)
    made = held(frames(*times), whole, rate)
    assert abs(len(made.times) * 1000 / rate - (whole.end - whole.start)) <= 1000 / rate
    for number, source in enumerate(made.sources):
        at = whole.start + number * 1000 / rate
        shown = times[max(0, bisect_right(times, at) - 1)]
        near = times[max(0, bisect_right(times, at + 500 / rate) - 1)]
        assert source in (shown, near)
    assert made.sources[0] <= made.sources[-1]


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov"])
def test_sound_before_and_after_the_pictures_makes_the_film_longer(clips: Clips, suffix: str):
    tone = lavfi("sine=f=440:r=48000:d=6")
    path = clips.make(f"around{suffix}", "-itsoffset", "2", *lavfi("testsrc2=s=64x36:r=25:d=2"), *tone, *X264, *AAC)
    facts, made = examine(path)
    assert facts.held
    assert facts.duration_ms == pytest.approx(6_000, abs=60)
    assert len(made.times) == pytest.approx(150, abs=2)
    assert made.came(0) == made.came(49) == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])  # a fine clock, and one in whole ms
def test_a_screen_recording_keeps_the_rate_at_which_it_moves(clips: Clips, suffix: str):
    moving = lavfi("testsrc2=s=64x36:r=30000/1001:d=6")
    path = clips.make(f"screen{suffix}", *moving, "-vf", "select='lt(t,2)+gt(t,5)'", "-fps_mode", "vfr", *X264)
    facts = probe(path)
    assert facts.held
    assert facts.fps == Fraction(30000, 1001)


def test_silence_around_the_pictures_does_not(clips: Clips):
    quiet = lavfi("anullsrc=r=48000:cl=mono:d=6")
    path = clips.make("quiet-around.mp4", *lavfi("testsrc2=s=64x36:r=25:d=2"), *quiet, *X264, *AAC)
    facts = probe(path)
    assert not facts.held
    assert facts.duration_ms == 2_000
