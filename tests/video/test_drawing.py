"""Captions in a segment are seen in the pictures of their time, to the picture, and change no segment without them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_frames import RATES, any_frames, constant, made, variable

from pipeline.cues import Cue
from pipeline.media.frames import Frames
from pipeline.project.style import StyleSettings
from pipeline.video.drawing import script
from pipeline.video.segment_borders import FrameSpan

STYLE = StyleSettings()
SIZE = (320, 180)
_EVENT = re.compile(r"Dialogue: 0,(\d):(\d\d):(\d\d)\.(\d\d),(\d):(\d\d):(\d\d)\.(\d\d),.*,,(.*)")

#: What ffmpeg tells libass of a picture's time is cut to whole ms, after it may have become a hair (ms) too small.
HAIR = Fraction(1, 10**9)

few_frames = st.one_of(constant(most=60), variable(most=30, longest_ms=500))


def shown(text: str | None, frames: Frames, span: FrameSpan) -> dict[str, list[int]]:
    """The pictures of `span` in which libass draws each text of a script."""
    found: dict[str, list[int]] = {}
    for match in _EVENT.finditer(text or ""):
        h, m, s, cs, *rest, words = match.groups()
        start, end = (
            ((int(h) * 60 + int(m)) * 60 + int(s)) * 1_000 + int(cs) * 10 for h, m, s, cs in [(h, m, s, cs), rest]
        )
        told = {n: frames.ms(n) - frames.ms(span.first) for n in range(span.first, span.end)}
        exactly = [n for n, ms in told.items() if start <= int(ms) < end]
        hair_less = [n for n, ms in told.items() if start <= max(0, int(ms - HAIR)) < end]
        assert exactly == hair_less, "not at the mercy of rounding"
        found[words] = exactly
    return found


def wanted(cue: Cue, frames: Frames, span: FrameSpan) -> list[int]:
    return [n for n in range(span.first, span.end) if cue.start <= frames.ms(n) < cue.end]


@st.composite
def parts(draw: st.DrawFn) -> tuple[Frames, FrameSpan]:
    frames = draw(few_frames)
    first = draw(st.integers(0, len(frames.times) - 1))
    return frames, FrameSpan(first, draw(st.integers(first + 1, len(frames.times))))


def cue_times(frames: Frames, draw: st.DrawFn) -> tuple[int, int]:
    """Often exactly those of a picture, or a ms beside it."""
    near = st.integers(0, len(frames.times) - 1).flatmap(
        lambda n: st.integers(-1, 1).map(lambda off: max(0, int(frames.ms(n)) + off))
    )
    start, end = sorted((draw(near), draw(near)))
    return start, end + 1


@given(parts(), st.data())
def test_a_cue_is_seen_in_exactly_the_pictures_of_its_time(part: tuple[Frames, FrameSpan], data: st.DataObject):
    frames, span = part
    cue = Cue(*cue_times(frames, data.draw), "Hola")
    expected = wanted(cue, frames, span)
    assert shown(script([cue], frames, span, SIZE, STYLE), frames, span) == ({"Hola": expected} if expected else {})


@pytest.mark.parametrize("rate", sorted(RATES))
def test_a_cue_that_starts_with_a_picture_is_seen_in_it(rate: str):
    """All pictures of an hour's last minute: whole ms are where rounding would show."""
    ticks, step = RATES[rate]
    count = 3_600 * ticks // step
    frames = made(range(0, count * step, step), ticks)
    span = FrameSpan(count - 240, count)
    for number in range(span.first + 1, span.end - 1, 7):
        start, end = frames.ms(number), frames.ms(number + 1)
        if start.denominator == end.denominator == 1:
            cue = Cue(int(start), int(end), "Hola")
            assert shown(script([cue], frames, span, SIZE, STYLE), frames, span) == {"Hola": [number]}


@given(parts(), st.data())
def test_a_cue_over_a_border_is_seen_in_both_segments(part: tuple[Frames, FrameSpan], data: st.DataObject):
    frames, span = part
    assume(len(span) > 1)
    border = data.draw(st.integers(span.first + 1, span.end - 1))
    cue = Cue(int(frames.ms(span.first)), int(frames.ms(span.end - 1)) + 1_000, "Hola")
    assume(cue.start <= frames.ms(border - 1) and cue.end > frames.ms(border))
    for half in (FrameSpan(span.first, border), FrameSpan(border, span.end)):
        seen = shown(script([cue], frames, half, SIZE, STYLE), frames, half)
        assert seen == {"Hola": wanted(cue, frames, half)}


@given(parts(), st.data())
def test_times_between_two_pictures_are_all_the_same(part: tuple[Frames, FrameSpan], data: st.DataObject):
    frames, span = part
    cue = Cue(*cue_times(frames, data.draw), "Hola")
    moved = Cue(_latest(frames, cue.start), _latest(frames, cue.end), "Hola")
    assert script([cue], frames, span, SIZE, STYLE) == script([moved], frames, span, SIZE, STYLE)


def _latest(frames: Frames, ms: int) -> int:
    """The latest whole ms that the same picture is the first at or after of."""
    number = frames.at(ms)
    return ms + 5_000 if number == len(frames.times) else int(frames.ms(number))


@given(parts(), st.data())
def test_what_is_elsewhere_changes_nothing(part: tuple[Frames, FrameSpan], data: st.DataObject):
    """Cues before and after, however many: they only give other numbers to those in the segment."""
    frames, span = part
    inside = Cue(*cue_times(frames, data.draw), "Hola")
    others = [Cue(*cue_times(frames, data.draw), "Adeu") for _ in range(3)]
    elsewhere = sorted((cue for cue in others if not wanted(cue, frames, span)), key=lambda cue: cue.start)
    together = sorted([inside, *elsewhere], key=lambda cue: cue.start)
    assert script(together, frames, span, SIZE, STYLE) == script([inside], frames, span, SIZE, STYLE)


@given(any_frames)
def test_a_segment_without_captions_has_no_script(frames: Frames):
    assert script([], frames, FrameSpan(0, len(frames.times)), SIZE, STYLE) is None


def test_text_and_place_change_the_script():
    frames, cue = made(range(0, 4_000, 40)), Cue(400, 1_000, "Hola")
    scripts = {
        script([one], frames, FrameSpan(0, 100), SIZE, STYLE)
        for one in (cue, replace(cue, text="Bona"), replace(cue, top=True), replace(cue, end=1_040))
    }
    assert len(scripts) == 4
