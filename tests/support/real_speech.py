"""Real speech from the stories of this repository, for tests of the engines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.media.audio import clip, speech_audio
from pipeline.media.probe import probe
from pipeline.speech.vad_windows import speech_spans

STORIES = Path(__file__).parents[2] / "stories"


@dataclass(frozen=True)
class Said:
    """About 12 s of each voice, from the first word on: Joel speaks Catalan, Cynthia Spanish."""

    joel: np.ndarray
    cynthia: np.ndarray


def beginning(slug: str, seconds: float = 12.0) -> np.ndarray:
    footage = STORIES / slug / f"{slug}.mp4"
    audio = speech_audio(footage, probe(footage))
    spans = speech_spans(audio)
    first = spans[0][0]
    last = max(end for _, end in spans if end - first <= seconds * 1000)
    return clip(audio, first, last)
