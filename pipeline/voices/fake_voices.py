"""Voices for fast tests of the rooms that use one: a tone whose length follows the number of letters."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.cues import Lang
from pipeline.messages import tr
from pipeline.voices.voices import VoiceError, VoiceSound

#: ms that a letter takes at its own pace.
LETTER_MS = 60

#: What stands in a test in the place of VOICES and SPEAKERS (`monkeypatch.setattr(voices, "VOICES", dict(FAKES))`).
FAKES: Mapping[str, str] = {
    "tone-ca": f"{__name__}:CatalanTone",
    "tone-en": f"{__name__}:EnglishTone",
    "tone-es": f"{__name__}:SpanishTone",
}
FAKE_SPEAKERS: Mapping[Lang, tuple[str, ...]] = {"ca": ("tone-ca",), "en": ("tone-en",), "es": ("tone-es",)}


class CatalanTone:
    """220 Hz for LETTER_MS a letter or digit, with a tenth of a second of silence before and after."""

    name = "tone-ca"
    lang: Lang = "ca"
    hz = 16_000

    def missing(self) -> str:
        return ""

    def version(self) -> str:
        return f"{self.name} 1"

    def say(self, text: str, rate: float) -> VoiceSound:
        import numpy as np

        letters = sum(map(str.isalnum, text))
        if not letters:
            raise VoiceError(tr("there is nothing to say."), remedy=tr("Write what is seen in words."))
        at = np.arange(round(letters * LETTER_MS / rate) * self.hz // 1000) / self.hz
        silence = np.zeros(self.hz // 10, dtype=np.float32)
        tone = (0.3 * np.sin(2 * np.pi * 220 * at)).astype(np.float32)
        return VoiceSound(np.concatenate([silence, tone, silence]), self.hz)


class EnglishTone(CatalanTone):
    """The same for English."""

    name = "tone-en"
    lang = "en"


class SpanishTone(CatalanTone):
    """The same for Spanish."""

    name = "tone-es"
    lang = "es"


class MuteVoice(CatalanTone):
    """Says that all went well and gives no sound, as real ones do."""

    name = "mute"

    def say(self, text: str, rate: float) -> VoiceSound:
        import numpy as np

        return VoiceSound(np.zeros(self.hz, dtype=np.float32), self.hz)


class AbsentVoice(CatalanTone):
    """Is not installed."""

    name = "absent"

    def missing(self) -> str:
        return "sudo apt install absent"
