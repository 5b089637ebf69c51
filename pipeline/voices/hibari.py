"""Heart, the English voice in PyPI's `hibari-tts` (Apache-2.0, 14 MB with its weights; distilled from Kokoro-82M).

Its other voices would be fetched from a hub; this one is in the package. Its own reading of numbers and titles is left
out: `reading` has done that, and it makes "King the zerothCharles" of "King Charles". With one thread and a seed for
its noise it gives the same bytes each time.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.cues import Lang
from pipeline.messages import tr
from pipeline.packaged import check_packaged
from pipeline.voices.voices import VoiceError, VoiceSound

_PACKAGES = ("hibari-tts", "onnxruntime", "numpy")
_SEED = 19


class Heart:
    """American English, female (1.6 % of the words heard again wrong by Whisper base)."""

    name = "heart"
    lang: Lang = "en"

    def missing(self) -> str:
        there = find_spec("hibari") and find_spec("onnxruntime")
        return "" if there else "pip install hibari-tts"

    def version(self) -> str:
        try:
            packages = " ".join(f"{package} {metadata.version(package)}" for package in _PACKAGES)
        except metadata.PackageNotFoundError as error:
            raise VoiceError(tr("hibari-tts is not installed."), remedy=tr("pip install hibari-tts")) from error
        # It takes scipy's Fourier transform where there is one, which rounds otherwise than numpy's.
        return f"{self.name} {packages}{' scipy' if find_spec('scipy') else ''}"

    def say(self, text: str, rate: float) -> VoiceSound:
        voice = _voice()
        return VoiceSound(voice(text, speed=rate, seed=_SEED), voice.sample_rate)


@cache
def _voice() -> Any:
    """The model, loaded once in the life of the program (160 MB). Raises VoiceError."""
    try:
        from hibari import Hibari
        from hibari.g2p import G2P
        from hibari.tts import ASSETS
    except ImportError as error:
        raise VoiceError(
            tr("hibari-tts cannot be used ({error}).", error=error), remedy=tr("pip install hibari-tts")
        ) from error
    for weights in ("hibari.onnx", "oov.onnx"):
        check_packaged(Path(ASSETS) / weights, VoiceError)
    phonemes = G2P()
    return Hibari(threads=1, g2p=lambda sentence: phonemes(sentence, normalize_text=False))
