"""By how much footage has moved, told by its sound; and cues moved with it."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest
from footage_clips import AAC, X264, Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from small_series import REPO

from pipeline.captions.moves import Move
from pipeline.cues import Cue
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.probe import probe
from pipeline.review.footage_shift import envelope, moved, offset

JOEL = str(REPO / "stories/joel/joel.mp4")
SCREEN = lavfi("color=size=64x36:rate=25")
ONE = ("-map", "0:v", "-map", "1:a", "-shortest", *X264)
#: What was done to the footage, and by how much later (ms) its sound then comes; None: it cannot be told.
CHANGES: dict[str, tuple[tuple[str, ...], int | None]] = {
    "trimmed.mp4": ((*SCREEN, "-ss", "2.4", "-i", JOEL, *ONE, *AAC), -2400),
    "padded.mp4": ((*SCREEN, "-i", JOEL, *ONE, "-af", "adelay=1200:all=1", *AAC), 1200),
    "worse.mkv": (
        (*SCREEN, "-i", JOEL, *ONE, "-af", "volume=0.4,lowpass=3000", "-c:a", "libmp3lame", "-b:a", "32k"),
        0,
    ),
    "end-gone.mp4": ((*SCREEN, "-t", "20", "-i", JOEL, *ONE, *AAC), 0),
    "a-piece.mp4": ((*SCREEN, "-ss", "10.4", "-t", "8", "-i", JOEL, *ONE, *AAC), -10400),
    "other.mp4": ((*SCREEN, "-i", str(REPO / "stories/laura/laura.mp4"), *ONE, *AAC), None),
}


def of(path: str) -> str:
    return envelope(speech_audio(Path(path), probe(Path(path))), SPEECH_RATE)


@pytest.fixture(scope="module")
def joel() -> str:
    return of(JOEL)


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_to_footage_is_heard(clips: Clips, joel: str, name: str) -> None:
    args, expected = CHANGES[name]
    found = offset(joel, of(str(clips.make(f"shift-{name}", *args))))
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert abs(found.ms - expected) <= 20
        assert expected != 0 or found.ms == 0


def test_there_and_back(joel: str) -> None:
    later = envelope(np.concatenate([np.zeros(12_345, np.float32), speech_of(joel)]), SPEECH_RATE)
    there, back = offset(joel, later), offset(later, joel)
    assert there and back
    assert abs(there.ms + back.ms) <= 1


def speech_of(text: str) -> NDArray[np.float32]:
    """A sound with the loudness of an envelope."""
    levels = np.frombuffer(base64.b64decode(text), np.uint8) / 255 * 60 - 60
    return np.repeat(10 ** (levels / 20), 160).astype(np.float32)


SILENCE = np.zeros(160_000, np.float32)
TONE = np.sin(np.arange(160_000) / 5).astype(np.float32)
SHORT = np.random.default_rng(0).random(16_000).astype(np.float32)
BEATS = np.tile(np.r_[np.ones(4000), np.zeros(4000)], 20).astype(np.float32)


@pytest.mark.parametrize(
    "sound", [SILENCE, TONE, SHORT, BEATS, SILENCE[:0]], ids=["silence", "tone", "short", "beats", "none"]
)
def test_what_cannot_tell_an_offset(sound: NDArray[np.float32], joel: str) -> None:
    text = envelope(sound, SPEECH_RATE)
    assert offset(text, text) is None
    assert offset(joel, text) is None
    assert offset(text, joel) is None


def test_cues_move_and_what_is_outside_is_told() -> None:
    cues = (Cue(0, 1000, "a"), Cue(1500, 2500, "b"), Cue(3000, 4000, "c"), Cue(4900, 5900, "d"), Cue(8000, 9000, "e"))
    kept, outside = moved(cues, Move(-2000), 3600)
    assert kept == (Cue(0, 500, "b"), Cue(1000, 2000, "c"), Cue(2900, 3600, "d"))
    assert outside == (cues[0], cues[4])


@given(st.lists(st.integers(0, 100_000), max_size=20), st.integers(-50_000, 50_000))
def test_no_cue_is_forgotten(starts: list[int], ms: int) -> None:
    cues = [Cue(start, start + 900, str(start)) for start in sorted(starts)]
    kept, outside = moved(cues, Move(ms), 90_000)
    assert sorted([*(cue.text for cue in kept), *(cue.text for cue in outside)]) == sorted(cue.text for cue in cues)
    assert all(0 <= cue.start < cue.end <= 90_000 for cue in kept)
