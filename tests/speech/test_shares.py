"""How the windows of a recording are dealt to the cores."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.speech.engines import WHOLE_MS, RecognitionTask, Window
from pipeline.speech.faster_whisper import _batches, _done_after, _seconds

SOUND = np.zeros(0, np.float32)


@st.composite
def takes(draw: st.DrawFn) -> list[RecognitionTask]:
    count = draw(st.integers(1, 30))
    lengths = draw(st.lists(st.integers(100, 29_500), min_size=count, max_size=count))
    kinds = st.tuples(st.sampled_from(["ca", "es"]), st.sampled_from([3, 4]), st.sampled_from([20_000, WHOLE_MS]))
    return [
        RecognitionTask(SOUND, Window(0, length, lang), beam, seen)
        for length, (lang, beam, seen) in zip(
            lengths, draw(st.lists(kinds, min_size=count, max_size=count)), strict=True
        )
    ]


@given(takes(), st.integers(1, 4), st.integers(1, 4))
def test_every_take_is_in_one_batch_of_its_like(drawn: list[RecognitionTask], most: int, workers: int):
    batches = _batches(drawn, most, workers)
    assert sorted(k for batch in batches for k in batch) == list(range(len(drawn)))
    for batch in batches:
        assert 0 < len(batch) <= most
        assert len({(drawn[k].window.lang, drawn[k].beam, drawn[k].seen) for k in batch}) == 1


@given(takes(), st.integers(1, 4), st.integers(1, 4))
def test_no_cut_into_equal_batches_would_be_done_sooner(drawn: list[RecognitionTask], most: int, workers: int):
    chosen = _done_after([[drawn[k] for k in batch] for batch in _batches(drawn, most, workers)], workers)
    singly = sorted(([take] for take in drawn), key=_seconds, reverse=True)
    assert chosen <= _done_after(singly, workers) + 1e-9


def test_two_cores_share_six_windows_rather_than_one_hearing_the_last_two():
    lengths = (29_300, 28_700, 27_600, 28_700, 25_600, 3_000)
    drawn = [RecognitionTask(SOUND, Window(0, length, "ca"), 4) for length in lengths]
    batches = _batches(drawn, 2, 2)
    assert [len(batch) for batch in batches] == [2, 2, 1, 1]
