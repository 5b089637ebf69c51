"""Pico, the Spanish voice of SVOX (Apache-2.0), in PyPI's `py-nanotts`: 5 MB with its voices, for Linux."""

from __future__ import annotations

import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from pipeline import process
from pipeline.cues import Lang
from pipeline.messages import tr
from pipeline.packaged import check_packaged
from pipeline.voices import pico_program
from pipeline.voices.riff import last_words
from pipeline.voices.voices import VoiceError, VoiceSound

_PACKAGE = "pip install py-nanotts"
_HZ = 16_000

#: Seconds allowed to start and for each letter: there are texts with which it never ends.
_START_S, _LETTER_S = 20.0, 0.1


class Pico:
    """Spanish of Spain, female (Whisper base heard 3.6 % of the words of eight sentences wrong; of espeak-ng, 45 %)."""

    name = "pico"
    lang: Lang = "es"

    def missing(self) -> str:
        return "" if find_spec("py_nanotts") else _PACKAGE

    def version(self) -> str:
        try:
            return f"{self.name} py-nanotts {metadata.version('py-nanotts')}"
        except metadata.PackageNotFoundError as error:
            raise VoiceError(tr("py-nanotts is not installed."), remedy=_PACKAGE) from error

    def say(self, text: str, rate: float) -> VoiceSound:
        import numpy as np

        self._check()
        command = [sys.executable, "-I", str(Path(pico_program.__file__)), f"{rate:.3f}"]
        try:
            done = process.run(command, stdin=text.encode(), limit_s=_START_S + _LETTER_S * len(text))
        except process.TimeLimitExceeded as error:
            raise VoiceError(
                tr("Pico did not finish: {error}.", error=error), remedy=tr("Write it in other words.")
            ) from error
        if done.code:
            raise VoiceError(tr("Pico failed ({said}).", said=last_words(done.messages)), remedy=_PACKAGE)
        samples = np.frombuffer(done.output[: len(done.output) // 2 * 2], dtype="<i2").astype(np.float32)
        return VoiceSound(samples / np.float32(32768), _HZ)

    def _check(self) -> None:
        """Raises VoiceError for a package that is not here, or whose data are not those it was tested with."""
        found = find_spec("py_nanotts")
        if found is None or found.origin is None:
            raise VoiceError(tr("py-nanotts is not installed."), remedy=_PACKAGE)
        for data in ("es-ES_ta.bin", "es-ES_zl0_sg.bin"):
            check_packaged(Path(found.origin).parent / "lang" / data, VoiceError)
