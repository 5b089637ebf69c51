"""A person who listens understands what the voices say. The recognizer stands for the person."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from pipeline.media.audio import SPEECH_RATE
from pipeline.speech.engines import Options, RecognitionTask, Window, make_engine
from pipeline.voices.speaking import Spoken, available, speak
from pipeline.voices.voice_sound import RATE, resampled
from pipeline.voices.voices import VoiceSound

#: What is said, and the words that must be heard in it.
SENTENCES = {
    "ca": ("2 homes caminen pel parc & parlen amb una noia.", {"homes", "caminen", "parc", "noia"}),
    "en": ("King Charles III opens the door of 2 houses.", {"king", "charles", "door", "houses"}),
    "es": ("El 2 de mayo, una mujer abre la puerta de la casa.", {"mayo", "puerta", "casa"}),
}


def take(spoken: Spoken, lang: str) -> RecognitionTask:
    """The whole of it, with half a second of silence around."""
    sound = np.pad(resampled(VoiceSound(spoken.samples, RATE), SPEECH_RATE), SPEECH_RATE // 2)
    return RecognitionTask(sound, Window(0, spoken.ms + 1_000, lang), beam=2)


@pytest.mark.engines
def test_the_words_that_matter_are_heard_again(models_home: Path) -> None:
    spoken = {lang: speak(text, lang) for lang, (text, _) in SENTENCES.items() if available(lang)}
    if not spoken:
        pytest.skip("no voice is installed")
    engine = make_engine("faster-whisper")
    engine.open(models_home / "whisper" / "base")
    takes = [take(each, lang) for lang, each in spoken.items()]
    for lang, words in zip(spoken, engine.hear(takes, Options()), strict=True):
        heard = set(re.findall(r"\w+", " ".join(word.text for word in words).lower()))
        assert SENTENCES[lang][1] <= heard, (lang, heard)
    engine.close()
