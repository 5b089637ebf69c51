from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.cue_timing import DesiredTiming, placed
from pipeline.captions.limits import frames, frames_within
from pipeline.captions.time_costs import TimingModel


def clock(**other) -> TimingModel:
    return TimingModel(
        **({"gap": 80, "tick": 40, "cps": 17.0, "min_ms": 1000, "max_ms": 7000, "end": None}
           | {"early": 80, "late": 120, "before_cut": 80} | other)
    )  # fmt: skip


@st.composite
def wishes(draw: st.DrawFn) -> list[DesiredTiming]:
    found, now = [], draw(st.integers(0, 500))
    for _ in range(draw(st.integers(1, 12))):
        spoken = now + draw(st.integers(600, 5000))
        found.append(DesiredTiming(now, spoken, draw(st.integers(1, 85))))
        now = spoken + draw(st.sampled_from([0, 0, 100, 400, 700, 3000]))
    return found


def haste(found: list[DesiredTiming], spans: list[tuple[int, int]]) -> float:
    return sum(clock().haste(wish.width, end - start) for wish, (start, end) in zip(found, spans, strict=True))


@given(wishes())
def test_moving_starts_never_makes_reading_harder(found):
    fixed = placed(found, clock(early=0, late=0))
    assert haste(found, placed(found, clock())) <= haste(found, fixed) + 1e-6


@given(wishes(), st.lists(st.integers(0, 40_000), max_size=20))
def test_times_keep_sync_and_gaps_whatever_the_cuts(found, cuts):
    spans = placed(found, clock(cuts=tuple(sorted(set(cuts)))))
    for wish, (start, end) in zip(found, spans, strict=True):
        assert (-120 if start in cuts else -80) <= start - wish.start <= 120
        assert 0 <= start < end <= start + 7000
    assert all(later - end >= 80 for (_, end), (later, _) in pairwise(spans))


@given(wishes())
def test_a_cue_stays_after_the_voice_only_for_a_reason(found):
    spans = placed(found, clock())
    for k, (wish, (start, end)) in enumerate(zip(found, spans, strict=True)):
        needed = max(1500, clock().reading(wish.width))
        closes = k + 1 < len(spans) and spans[k + 1][0] - end == 80
        assert end <= max(wish.spoken + 500, start + needed) or closes


def test_a_cue_that_needs_no_time_starts_on_its_word():
    assert placed([DesiredTiming(500, 3000, 20), DesiredTiming(4000, 6000, 20)], clock())[1][0] == 4000


def test_the_worst_cue_is_helped_first():
    found = [DesiredTiming(0, 1000, 25), DesiredTiming(1000, 2000, 18), DesiredTiming(2000, 6000, 10)]
    (_, first), (second, _), _ = placed(found, clock())
    assert second == 1120 and first == 1040


def test_frames_are_whole_milliseconds():
    assert (frames(2, 25), frames(2, 30000 / 1001), frames_within(2, 30000 / 1001)) == (80, 67, 66)
    assert frames(3, 5) == frames(3, 24) == frames_within(3, 12.5) == 125
    assert frames(2, 0) == frames(2, float("inf")) == 80
