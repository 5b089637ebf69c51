"""Which windows are heard, in each pass over all speech and in the holes that they leave."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.media.audio import BLOCK, SPEECH_RATE, clip, floats
from pipeline.spans import Span
from pipeline.speech.engines import WHOLE_MS, Options, RecognitionTask, Window
from pipeline.speech.vad_windows import MARGIN_MS, WINDOW_MS, make_windows, speech_spans, windows_from_end

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: How fast slower sound is played, its pitch sinking with it; and faster sound.
SLOWER, FASTER = 0.95, 1.05

#: ms of silence that must follow a window that is not seen whole: with 3 s sentences repeat or are lost.
SILENCE_MS = 8_000

#: ms to whose multiples windows are seen, so that windows of nearly one length are heard together.
SEEN_STEP_MS = 4_000


@dataclass(frozen=True, slots=True)
class Pass:
    """How all speech is heard once.

    longest: ms of a window. from_end: windows are filled backwards. speed: at which the sound is played. beam: the
    widest search. whole: whether each window is followed by silence up to WHOLE_MS.
    """

    longest: int = WINDOW_MS
    from_end: bool = False
    speed: float = 1.0
    beam: int = 10
    whole: bool = True


#: The first so many of them are heard. The first is the frame: its words are bettered by those of the others.
PASSES = (
    Pass(),
    Pass(longest=20_000, beam=3, whole=False),
    Pass(from_end=True, speed=SLOWER),
    Pass(longest=20_000, speed=FASTER, whole=False),
)

#: How a hole is heard, one way after the other until it has words.
UNCOVERED_PASSES = (Pass(longest=20_000), Pass(longest=8_000, speed=SLOWER), Pass(longest=5_000, whole=False))


@dataclass(frozen=True, slots=True)
class SpokenAudio:
    """What is listened to: the sound, where there is speech in it (ms), and in which language each stretch is."""

    audio: Audio
    spans: Sequence[Span]
    langs: Sequence[str]

    def lang_at(self, ms: float) -> str:
        """The language of the last stretch that has begun."""
        return self.langs[max(0, bisect([start for start, _ in self.spans], ms) - 1)]

    def at(self, speed: float) -> SpokenAudio:
        """The same, played at `speed`: the voice detector, too, hears another sound."""
        if speed == 1:
            return self
        audio = played(self.audio, speed)
        found = speech_spans(audio)
        return SpokenAudio(audio, found, [self.lang_at((a + b) / 2 * speed) for a, b in found])


@dataclass(frozen=True, slots=True)
class Planned:
    """A window to be heard, as plain data. beam, seen: as in a take. speed: of its sound. part: of the film (ms) that
    alone is played at that speed, its sound being all that the window is of; None: the whole film is."""

    window: Window
    beam: int
    seen: int = WHOLE_MS
    speed: float = 1.0
    part: Span | None = None

    @property
    def ms(self) -> int:
        """How much sound it is."""
        return self.window.end - self.window.start

    def in_film(self, words: Sequence[Word]) -> list[Word]:
        """`words` of the take with times of the film."""
        return [replace(word, start=self._time(word.start), end=self._time(word.end)) for word in words]

    def _time(self, ms: int) -> int:
        return (self.part[0] if self.part else 0) + round(ms * self.speed)


class PlayedAudio:
    """A sound at each of the speeds at which windows of it are heard."""

    def __init__(self, audio: Audio) -> None:
        self._at: dict[float, Audio] = {1.0: audio}

    def take(self, planned: Planned) -> RecognitionTask:
        """What an engine is asked for a window."""
        if planned.part:
            sound: Audio = played(clip(self._at[1.0], *planned.part), planned.speed)
        else:
            if planned.speed not in self._at:
                self._at[planned.speed] = played(self._at[1.0], planned.speed)
            sound = self._at[planned.speed]
        return RecognitionTask(sound, planned.window, planned.beam, planned.seen)


def plan_passes(spoken: SpokenAudio, options: Options) -> list[list[Planned]]:
    """All windows that are heard in any case, pass by pass."""
    return [plan(spoken, one, options.beam) for one in PASSES[: options.hearings]]


def plan(spoken: SpokenAudio, one: Pass, beam: int) -> list[Planned]:
    """All speech in the windows of one pass, no search wider than `beam`."""
    there = spoken.at(one.speed)
    make = windows_from_end if one.from_end else make_windows
    windows = make(there.spans, there.langs, one.longest)
    return [Planned(window, min(one.beam, beam), _seen(window, one), one.speed) for window in windows]


def _seen(window: Window, one: Pass) -> int:
    needed = -(-(window.end - window.start + SILENCE_MS) // SEEN_STEP_MS) * SEEN_STEP_MS
    return WHOLE_MS if one.whole else min(WHOLE_MS, needed)


def plan_over(spoken: SpokenAudio, hole: Span, one: Pass, beam: int) -> list[Planned]:
    """Windows over the speech of one hole, a little sound around it kept, played as `one` says."""
    low, high = hole[0] - MARGIN_MS, hole[1] + MARGIN_MS
    inside = [(max(a, low), min(b, high)) for a, b in spoken.spans if a < high and b > low]
    parts = [part for span in inside for part in _pieces(span, one.longest)]
    windows = make_windows(parts, [spoken.lang_at((a + b) / 2) for a, b in parts], one.longest)
    if one.speed == 1:
        return [Planned(window, min(one.beam, beam), _seen(window, one)) for window in windows]
    return [_at_speed(spoken.audio, window, one, beam) for window in windows]


def _at_speed(audio: Audio, window: Window, one: Pass, beam: int) -> Planned:
    """A window whose sound alone is played at another speed."""
    part = (window.start, window.end)
    length = _played_length(len(clip(audio, *part)), one.speed) * 1000 // SPEECH_RATE
    there = Window(0, length, window.lang)
    return Planned(there, min(one.beam, beam), _seen(there, one), one.speed, part)


def _pieces(span: Span, longest: int) -> list[Span]:
    """`span` in as many like parts as it takes for none to be longer than `longest` ms."""
    count = -(-(span[1] - span[0]) // longest)
    marks = [span[0] + (span[1] - span[0]) * k // count for k in range(count + 1)]
    return list(pairwise(marks))


def played(audio: Audio, speed: float) -> Audio:
    """`audio` at another speed, as a tape would play it."""
    import numpy as np

    slow = np.empty(_played_length(len(audio), speed), np.float32)
    for start in range(0, len(slow), BLOCK):
        at = np.arange(start, min(start + BLOCK, len(slow))) * speed
        low, high = int(at[0]), int(at[-1]) + 2
        slow[start : start + BLOCK] = np.interp(at, np.arange(low, min(high, len(audio))), floats(audio[low:high]))
    return slow


def _played_length(samples: int, speed: float) -> int:
    return int(samples / speed)
