"""The plain data of the whole product: words, transcripts, cues, tracks.

All times are integer milliseconds from the first frame of the video. Nothing here reads or writes files.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

#: Pictures a second, where nobody has measured them.
USUAL_FPS = Fraction(25)

Lang = str  # an ISO 639-1 code of pipeline.languages.LANGUAGES, e.g. "ca"


@dataclass(frozen=True, slots=True)
class Word:
    """One written word as spoken: `text` has no spaces and keeps its punctuation ("l'hort," is one word).

    start, end: ms. probability: 0..1 from the recogniser, or None where nobody measured it.
    """

    start: int
    end: int
    text: str
    lang: Lang
    probability: float | None = None
    speaker: str | None = None

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


SoundKind = Literal["music", "singing", "sound"]


@dataclass(frozen=True, slots=True)
class Sound:
    """An audible stretch without speech (ms): proposed as a cue, for a person to name or to drop."""

    start: int
    end: int
    kind: SoundKind


@dataclass(frozen=True, slots=True)
class SuspectedHallucination:
    """Text that the recogniser wrote and nobody seems to have said: kept out of the track, shown to the reviewer.

    reason: the evidence, a code of speech/hallucinations.py.
    """

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, word by word, and by which engine, model and options it was heard.

    `options` holds only JSON values. `languages` are those the words are in, most spoken first. `unheard`: stretches
    (ms) in which somebody speaks and no hearing brought words that can be believed.
    """

    words: tuple[Word, ...]
    duration: int  # ms of audio listened to
    languages: tuple[Lang, ...]
    engine: str
    model: str
    model_sha256: str
    options: dict[str, Any] = field(default_factory=dict)
    speech: tuple[tuple[int, int], ...] = ()  # spans in ms in which somebody speaks
    sounds: tuple[Sound, ...] = ()
    doubts: tuple[SuspectedHallucination, ...] = ()
    unheard: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption on screen from `start` to `end` (ms); `text` is plain, its lines joined by "\\n".

    speaker: who says it, where known; None too where its lines are several people's (each with a dash).
    sound: a sound described, not words said. `top`: a reviewer asked for the top of the picture ({\\an8} in the
    SRT), because something is burned in below.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    top: bool = False
    sound: bool = False

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def duration(self) -> int:
        return self.end - self.start

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2

    @property
    def shown(self) -> tuple[int, int, str, bool]:
        """All that files say of it, and people see: who speaks and what is a sound follows from the text."""
        return self.start, self.end, self.text, self.top

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {"start": self.start, "end": self.end, "text": self.text, "top": self.top}

    def moved(self, start: int, end: int) -> Cue:
        return replace(self, start=start, end=end)


#: As HTML has them: what is said in the language it is said in, the same in another one, and what is seen.
TrackKind = Literal["captions", "subtitles", "descriptions"]

#: How far people have come with a track: nobody touched it, somebody edited it, somebody approved exactly it.
TrackStatus = Literal["draft", "edited", "approved"]


@dataclass(frozen=True, slots=True)
class Track:
    """The cues of one language, ordered by start.

    kind: "captions" when the track is in the language of the speech, "subtitles" when it is a translation,
    "descriptions" when it tells what is seen. provenance: how it came about – JSON values only.
    """

    lang: Lang
    cues: tuple[Cue, ...]
    kind: TrackKind = "captions"
    provenance: dict[str, Any] = field(default_factory=dict)
