"""Where speech is, and how it is cut for the engine."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from footage_clips import Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st
from real_speech import Said

from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.probe import probe
from pipeline.speech import vad_windows as windows_module
from pipeline.speech.vad_windows import LONG_SILENCE_MS, WINDOW_MS, make_windows, speech_spans, windows_from_end


@st.composite
def spans_with_langs(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[str]]:
    at, spans = 0, []
    for _ in range(draw(st.integers(0, 40))):
        at += draw(st.integers(0, 6_000))
        length = draw(st.integers(1, WINDOW_MS))
        spans.append((at, at + length))
        at += length
    return spans, [draw(st.sampled_from(["ca", "es"])) for _ in spans]


@given(spans_with_langs())
def test_windows(drawn: tuple[list[tuple[int, int]], list[str]]):
    spans, langs = drawn
    windows = make_windows(spans, langs)
    holders = [[w for w in windows if w.start <= start and end <= w.end] for start, end in spans]
    assert all(len(found) == 1 for found in holders), "every span lies in exactly one window"
    assert [found[0].lang for found in holders] == langs, "no window mixes languages"
    for window in windows:
        inside = [span for span in spans if window.start <= span[0] and span[1] <= window.end]
        assert (window.start, window.end) == (inside[0][0], inside[-1][1])
        assert window.end - window.start <= WINDOW_MS or len(inside) == 1
        assert all(after[0] - before[1] < LONG_SILENCE_MS for before, after in pairwise(inside))
    assert all(before.end <= after.start for before, after in pairwise(windows))


@given(spans_with_langs())
def test_windows_are_filled_as_far_as_they_go(drawn: tuple[list[tuple[int, int]], list[str]]):
    for before, after in pairwise(make_windows(*drawn)):
        apart = before.lang != after.lang or after.start - before.end >= LONG_SILENCE_MS
        assert apart or after.end - before.start > WINDOW_MS


@given(spans_with_langs())
def test_windows_from_the_end_are_those_of_the_speech_in_a_mirror(drawn: tuple[list[tuple[int, int]], list[str]]):
    spans, langs = drawn
    windows = windows_from_end(spans, langs)
    covered = [(s, lang) for w in windows for s, lang in zip(spans, langs, strict=True) if w.start <= s[0] < w.end]
    assert covered == list(zip(spans, langs, strict=True))
    assert all(lang == w.lang for w in windows for s, lang in covered if w.start <= s[0] < w.end)
    for before, after in pairwise(windows):
        apart = before.lang != after.lang or after.start - before.end >= LONG_SILENCE_MS
        last_of_before = max(span for span in spans if span[1] <= before.end)
        assert apart or after.end - last_of_before[0] > WINDOW_MS


@given(spans_with_langs(), st.integers(1_000, WINDOW_MS), st.sampled_from([make_windows, windows_from_end]))
def test_windows_may_be_shorter(drawn: tuple[list[tuple[int, int]], list[str]], longest: int, make):
    """A span that is longer than they may be stays whole: an engine takes it too."""
    spans, langs = drawn
    windows = make(spans, langs, longest)
    held = [[span for span in spans if window.start <= span[0] and span[1] <= window.end] for window in windows]
    assert [span for inside in held for span in inside] == spans
    assert all(w.end - w.start <= longest or len(inside) == 1 for w, inside in zip(windows, held, strict=True))
    assert make(spans, langs, WINDOW_MS) == make(spans, langs)
    assert len(windows) >= len(make(spans, langs))


def tone(seconds: float, pitch: float = 440.0) -> np.ndarray:
    at = np.arange(round(seconds * SPEECH_RATE)) / SPEECH_RATE
    return (0.3 * np.sin(2 * np.pi * pitch * at)).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(1, np.float32),
        np.zeros(5 * SPEECH_RATE, np.float32),
        np.random.default_rng(1).normal(0, 0.1, 5 * SPEECH_RATE).astype(np.float32),
        tone(5),
        tone(5, 110) + tone(5, 220) + tone(5, 331),
    ],
    ids=["nothing", "one sample", "silence", "noise", "a tone", "a chord"],
)
def test_what_is_no_speech(sound: np.ndarray):
    spans = speech_spans(sound)
    assert sum(end - start for start, end in spans) < 600  # ms of 5 s


def test_most_of_real_speech_is_found(said: Said):
    spans = speech_spans(said.joel)
    length = len(said.joel) * 1000 // SPEECH_RATE
    assert sum(end - start for start, end in spans) > 0.8 * length
    assert all(0 <= start < end <= length for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_long_stretch_without_a_pause_still_fits_the_engine(said: Said):
    spans = speech_spans(np.tile(said.joel[SPEECH_RATE : 3 * SPEECH_RATE], 20))
    assert spans
    assert max(end - start for start, end in spans) <= 30_000


def test_speech_is_found_where_it_is(said: Said):
    quiet = np.zeros(4 * SPEECH_RATE, np.float32)
    spans = speech_spans(np.concatenate([quiet, said.joel, quiet]))
    assert 3_500 < spans[0][0] < 4_600
    assert spans[-1][1] <= 4_000 + len(said.joel) * 1000 // SPEECH_RATE + 500


def test_the_sound_of_a_film_is_cut_too(clips: Clips):
    noise = clips.make("noise.mp4", *lavfi("color=gray:s=64x64:r=25:d=2"), *lavfi("anoisesrc=d=2:a=0.1"))
    assert sum(end - start for start, end in speech_spans(speech_audio(noise, probe(noise)))) < 300


def test_a_long_recording_is_looked_at_in_parts_and_nothing_is_lost_at_their_borders(
    said: Said, monkeypatch: pytest.MonkeyPatch
):
    whole = speech_spans(said.joel)
    for seconds in (7, 12, 31):
        monkeypatch.setattr(windows_module, "PART", seconds * SPEECH_RATE)
        spans = speech_spans(said.joel)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        found, expected = np.zeros(len(said.joel) // 16 + 1, bool), np.zeros(len(said.joel) // 16 + 1, bool)
        for marks, times in ((found, spans), (expected, whole)):
            for start, end in times:
                marks[start:end] = True
        assert (found != expected).mean() < 0.02, f"parts of {seconds} s"


def test_sound_without_a_pause_is_looked_at_in_parts_too(said: Said, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(windows_module, "PART", 2 * SPEECH_RATE)
    spans = speech_spans(np.tile(said.joel[SPEECH_RATE : 3 * SPEECH_RATE], 5))
    assert sum(end - start for start, end in spans) > 8_000
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
