"""The RIFF files in which programs give their speech."""

from __future__ import annotations

import io
import wave

from pipeline.voices.voices import VoiceError, VoiceSound


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
        said = (messages.strip().splitlines() or ["no messages"])[-1]
        raise VoiceError(f"{program} made no sound ({said}).", remedy=f"Is it all installed? {package}") from error
