"""What a voice is, and the table of those there are.

To add one: write a module with a class that keeps this protocol, add a line to VOICES, and the contract test in
tests/voices/test_voices.py runs against it. All of them speak offline, from packages: nothing is fetched on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from pipeline.cues import Lang
from pipeline.errors import EngineError
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.project.story import nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Mono, −1..1.
    Samples = NDArray[np.float32]


class VoiceError(EngineError):
    """A voice that is not installed, or that made no speech of a text."""

    about_words = True


@dataclass(frozen=True, slots=True, eq=False)
class VoiceSound:
    """What a voice gave, as it gave it: mono samples, −1..1, `hz` of them a second."""

    samples: Samples
    hz: int


class Voice(Protocol):
    """A synthetic voice of one language. It gives the same bytes for the same text and rate."""

    name: str
    lang: Lang

    def missing(self) -> str:
        """What to do to have it; "" where it is installed. Cheap."""

    def version(self) -> str:
        """Name and version of all that decides its bytes. Cheap – nothing is spoken. Raises VoiceError."""

    def say(self, text: str, rate: float) -> VoiceSound:
        """`text`, which `reading.as_read` has made, spoken. The text is data, whatever is in it.

        rate: about how much faster than its own pace, from 1.0; what comes of it is to be measured. Raises VoiceError.
        """


#: The visible table: name → "module:Class", imported when used. The first one of a language speaks it by default.
VOICES: dict[str, str] = {
    "ona": "pipeline.voices.festival:Ona",
    "heart": "pipeline.voices.hibari:Heart",
    "pico": "pipeline.voices.pico:Pico",
    "espeak-ng": "pipeline.voices.espeak:Espeak",
}

#: Language → names in VOICES, the best first.
SPEAKERS: dict[Lang, tuple[str, ...]] = {"ca": ("ona",), "en": ("heart",), "es": ("pico", "espeak-ng")}


def make_voice(lang: Lang, name: str | None = None) -> Voice:
    """The voice `name`, or the first one of `lang` that is installed. Raises VoiceError where there is none."""
    names = SPEAKERS.get(lang, ())
    spoken = tr(LANGUAGES[lang].english) if lang in LANGUAGES else lang
    if name is not None and name not in names:
        known, own = ", ".join(names), tr("Record it yourself.")
        raise VoiceError(
            tr('there is no voice "{name}" for {spoken}.', name=name, spoken=spoken),
            remedy=nearest(name, list(names)) or (tr("Known voices: {known}.", known=known) if known else own),
        )
    if not names:
        known = ", ".join(tr(LANGUAGES[code].english) for code in SPEAKERS)
        raise VoiceError(
            tr("no synthetic voice speaks {spoken}.", spoken=spoken),
            remedy=tr("Record it yourself; there are voices for {known}.", known=known),
        )
    voices = [_load(each) for each in ((name,) if name else names)]
    for voice in voices:
        if not voice.missing():
            return voice
    raise VoiceError(tr("no voice that speaks {spoken} is installed.", spoken=spoken), remedy=voices[0].missing())


def _load(name: str) -> Voice:
    module, _, kind = VOICES[name].partition(":")
    voice: Voice = getattr(import_module(module), kind)()
    return voice
