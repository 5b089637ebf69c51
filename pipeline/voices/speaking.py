"""Text of one language → speech, by the voices of `voices.VOICES`; to fit a pause, spoken faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cues import Lang
from pipeline.messages import tr
from pipeline.voices.reading import as_read
from pipeline.voices.voice_sound import RATE, finished
from pipeline.voices.voices import Voice, VoiceError, make_voice

if TYPE_CHECKING:
    from pipeline.voices.voices import Samples

#: To be raised when the same voice says the same text otherwise than before: reading, trimming, loudness, the fitting.
RULES_VERSION = 4

#: How often a text is spoken at most to find the pace that fits; how near to the wanted pace is near enough; what a
#: voice is asked for at most; and what difference of that is worth a try.
TRIES, NEAR, MOST_ASKED, STEP = 9, 0.97, 2.0, 0.004

#: ms that a letter takes at least and at most: what is out of these is no speech of that text, whatever the program
#: says. A syllable of two letters takes 80 to 300 ms; letters that are spelled, up to half a second.
LEAST_LETTER_MS, MOST_LETTER_MS, MORE_MS = 15, 500, 1_500


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """samples: float32, mono, 48 000 Hz, −1..1, without silence at both ends, −23 LUFS. rate: how much faster than the
    voice's own pace, as measured (1.0: its own). voice: name and version of voice and engine, for provenance."""

    samples: Samples
    rate: float
    voice: str

    @property
    def ms(self) -> int:
        return round(len(self.samples) * 1000 / RATE)


def speak(
    text: str, lang: Lang, *, fit_ms: int | None = None, most_rate: float = 1.25, voice: str | None = None
) -> Spoken:
    """`text` spoken. voice: a name of `voices.VOICES`; None: the first that speaks `lang`.

    fit_ms: the time it should take. What takes longer at the voice's own pace is spoken again faster, but not faster
    than `most_rate`: it may still be longer. The same bytes each time. Raises VoiceError: no such voice, or none
    installed; a text without a letter or digit; no sound, or not one of that text.
    """
    given = as_read(text, lang)
    if not any(map(str.isalnum, given)):
        raise VoiceError(
            tr("there is nothing to say: the text has no word."), remedy=tr("Write what is to be heard in words.")
        )
    speaker = make_voice(lang, voice)
    own = _said(speaker, given, 1.0)
    if fit_ms is None or _ms(own) <= fit_ms or most_rate <= 1:
        return Spoken(own, 1.0, speaker.version())
    samples = _fitted(speaker, given, own, fit_ms, most_rate)
    return Spoken(samples, round(len(own) / len(samples), 3), speaker.version())


def voice_version(lang: Lang, voice: str | None = None) -> str:
    """Name and version of the voice that would speak, and of our rules around it: all that decides a text's sound, for
    keys. Cheap: nothing is spoken. Raises VoiceError."""
    return f"{make_voice(lang, voice).version()}, rules {RULES_VERSION}"


def available(lang: Lang) -> str | None:
    """The name of the voice that would speak `lang`; None where none is installed."""
    try:
        return make_voice(lang).name
    except VoiceError:
        return None


def _ms(samples: Samples) -> float:
    return len(samples) * 1000 / RATE


def _said(speaker: Voice, text: str, rate: float) -> Samples:
    samples = finished(speaker.say(text, rate))
    letters = sum(map(str.isalnum, text))
    if not LEAST_LETTER_MS * letters <= _ms(samples) <= MOST_LETTER_MS * letters + MORE_MS:
        raise VoiceError(
            tr(
                "the voice {speaker} did not say the whole of a text: {ms:.0f} ms for {letters} letters.",
                speaker=speaker.name,
                ms=_ms(samples),
                letters=letters,
            ),
            remedy=tr("Write it in other words, or record it yourself."),
        )
    return samples


def _fitted(speaker: Voice, text: str, own: Samples, fit_ms: int, most_rate: float) -> Samples:
    """`text` as slow as it fits; where nothing that fits is within `most_rate`, the fastest that is.

    What a voice makes of a rate it is asked for goes in steps of its own (the English one: 1.17 times as fast when
    asked for 1.3, 1.54 times when asked for 1.4), so each try is measured.
    """
    fit = fit_ms * RATE // 1000
    wanted = len(own) / max(1, fit)
    least, most = (wanted, min(most_rate, wanted / NEAR)) if wanted <= most_rate else (most_rate * NEAR, most_rate)
    usable, low, asked = [own], 1.0, (least + most) / 2
    high: float | None = None
    for _ in range(TRIES):
        tried = _said(speaker, text, round(asked, 3))
        rate = len(own) / len(tried)
        if least <= rate <= most:
            return tried
        if rate <= most_rate:
            usable.append(tried)
        low, high = (asked, high) if rate < least else (low, asked)
        if low >= MOST_ASKED or (high is not None and high - low < STEP):
            break
        asked = (low + high) / 2 if high is not None else _more(asked, rate, least)
    fitting = [each for each in usable if len(each) <= fit]
    return max(fitting, key=len) if fitting else min(usable, key=len)


def _more(asked: float, rate: float, wanted: float) -> float:
    """What to ask for next where `asked` made a voice no more than `rate` times as fast."""
    factor = (wanted - 1) / (rate - 1) * 1.05 if rate > 1 else MOST_ASKED
    return min(MOST_ASKED, 1 + (asked - 1) * min(4.0, max(1.2, factor)))
