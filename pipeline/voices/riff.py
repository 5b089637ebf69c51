"""The RIFF files in which programs give their speech."""

from __future__ import annotations

import io
import wave

from pipeline.messages import tr
from pipeline.voices.voices import VoiceError, VoiceSound


def last_words(messages: str) -> str:
    """What a program said last, for the message about its failure."""
    return (messages.strip().splitlines() or [tr("it said nothing")])[-1]


def samples_of(wav: bytes, program: str, messages: str, package: str) -> VoiceSound:
    """The mono 16-bit samples of a RIFF file, also of one whose header has no length because it was written to a pipe.
    Raises VoiceError where there is none: the exit codes of such programs say nothing of that."""
    import numpy as np

    try:
        with wave.open(io.BytesIO(wav)) as file:
            frames = file.readframes(len(wav))
            samples = np.frombuffer(frames[: len(frames) // 2 * 2], dtype="<i2").astype(np.float32)
            return VoiceSound(samples / np.float32(32768), file.getframerate())
    except (wave.Error, EOFError) as error:
        raise VoiceError(
            tr("{program} made no sound ({said}).", program=program, said=last_words(messages)),
            remedy=tr("Is it all installed? {package}", package=package),
        ) from error
