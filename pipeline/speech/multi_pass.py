"""The same speech heard in several passes: through other windows, shorter or slower. Where they disagree, words in the
dictionary count, and the surer ones; where one has no words, another's; and what none has is heard once more.

What a recogniser hears in a hard word hangs on where its window happens to begin and on how fast it is spoken: the same
sentences, cut otherwise, come back with other errors. Over eight recordings, as they are, out of footage and played 5 %
slower and faster (32 in all, 5008 words), one pass had 862 words wrong, two (PASSES below) 810, four 766 – four whole
passes through two borders at two speeds, as Veus heard before, 770. Of two passes the better words are chosen nearly as
well as anybody could who knows what was said. No better, each a few words this way or that: other measures of sureness
(geometric mean, least sure word, dictionary as a share or as a bonus), windows of 18 or 22 s, a wider second search.
Worse: windows of 10, 12 and 15 s, the first pass in a narrower search or without the silence after its windows.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.cues import SuspectedHallucination, Word
from pipeline.media.audio import BLOCK, SPEECH_RATE, clip, floats
from pipeline.spans import Span, apart
from pipeline.speech.engines import WHOLE_MS, Options, Progress, RecognitionTask, SpeechEngine, Window
from pipeline.speech.fusion import Knows, filled, fused
from pipeline.speech.hallucinations import STOCK_PHRASES, broken, gathered
from pipeline.speech.speech_coverage import stands, uncovered_spans
from pipeline.speech.vad_windows import MARGIN_MS, WINDOW_MS, make_windows, speech_spans, windows_from_end

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: How fast slower sound is played, its pitch sinking with it; and faster sound.
SLOWER, FASTER = 0.95, 1.05

#: ms of silence that must follow a window that is not seen whole: with 3 s sentences repeat or are lost.
SILENCE_MS = 8_000

#: ms to whose multiples windows are seen, so that windows of nearly one length are heard together.
SEEN_STEP_MS = 4_000

#: Mean probability from which words are believed in a hole, where nothing else speaks for them.
BELIEVED = 0.35


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
class Recognition:
    """words: in order. unheard: stretches (ms) of speech that have none. doubts: what was written there instead and
    cannot have been said."""

    words: tuple[Word, ...] = ()
    unheard: tuple[Span, ...] = ()
    doubts: tuple[SuspectedHallucination, ...] = ()


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
    """A take, the speed of its sound, and where that sound begins in the film (ms)."""

    take: RecognitionTask
    speed: float = 1.0
    begins: int = 0

    def in_film(self, words: Sequence[Word]) -> list[Word]:
        """`words` of the take with times of the film."""
        return [replace(word, start=self._time(word.start), end=self._time(word.end)) for word in words]

    def _time(self, ms: int) -> int:
        return self.begins + round(ms * self.speed)


def recognize_in_passes(
    spoken: SpokenAudio,
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
    knows: Knows = lambda text, lang: True,
) -> Recognition:
    """Words of an open `engine` for all speech: after `options.hearings` passes, and a look at each hole they leave.

    `on_progress` gets ms of sound, at most the end of the speech.
    """
    if not spoken.spans:
        return Recognition()
    plans = [plan(spoken, one, options.beam) for one in PASSES[: options.hearings]]
    heard = _hear([one for each in plans for one in each], engine, options, on_progress, spoken.spans[-1][1])
    versions, left_out = [], list[SuspectedHallucination]()
    for each in plans:
        kept, doubts = _believable([next(heard) for _ in each])
        versions.append(kept)
        left_out += doubts
    words = fused(versions, [one.take.window for one in plans[0]], knows)
    for version in versions:
        words = filled(words, uncovered_spans(spoken.spans, filter(stands, words)), version)
    return _without_holes(spoken, engine, options, words, left_out)


def plan(spoken: SpokenAudio, one: Pass, beam: int) -> list[Planned]:
    """All speech in the windows of one pass, no search wider than `beam`."""
    there = spoken.at(one.speed)
    make = windows_from_end if one.from_end else make_windows
    windows = make(there.spans, there.langs, one.longest)
    return [Planned(_take(there.audio, window, one, beam), one.speed) for window in windows]


def _take(audio: Audio, window: Window, one: Pass, beam: int) -> RecognitionTask:
    needed = -(-(window.end - window.start + SILENCE_MS) // SEEN_STEP_MS) * SEEN_STEP_MS
    return RecognitionTask(audio, window, min(one.beam, beam), WHOLE_MS if one.whole else min(WHOLE_MS, needed))


def _hear(
    planned: Sequence[Planned],
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
    whole: int = 0,
) -> Iterator[list[Word]]:
    """The words of each, with times of the film; `on_progress` gets parts of `whole` ms.

    One call of the engine, so that it has much to do at once.
    """
    takes = [one.take for one in planned]
    total = max(1, sum(take.window.end - take.window.start for take in takes))
    told: Progress | None = (lambda ms: on_progress(whole * ms // total)) if on_progress else None
    heard = engine.hear(takes, options, told)
    return (one.in_film(words) for one, words in zip(planned, heard, strict=True))


def _believable(heard: Sequence[Sequence[Word]]) -> tuple[list[Word], list[SuspectedHallucination]]:
    """The words of all windows, in order, without those that no voice can account for; and those."""
    kept, doubts = list[Word](), list[SuspectedHallucination]()
    for words in heard:
        reasons = broken(words)
        kept += [word for index, word in enumerate(words) if index not in reasons]
        doubts += gathered(words, reasons)
    return sorted(kept, key=lambda word: word.start), doubts


def _without_holes(
    spoken: SpokenAudio,
    engine: SpeechEngine,
    options: Options,
    words: list[Word],
    left_out: Sequence[SuspectedHallucination],
) -> Recognition:
    """What is still without words is heard by itself, in each of UNCOVERED_PASSES until it has some. What was
    `left_out` is doubted where nothing else was heard in its place."""
    for one in UNCOVERED_PASSES:
        empty = uncovered_spans(spoken.spans, filter(stands, words))
        planned = [each for hole in empty for each in _over(spoken, hole, one, options.beam)]
        if not planned:
            break
        heard = list(_hear(planned, engine, options))
        left_out = [*left_out, *_believable(heard)[1]]
        words = filled(words, empty, _believable([said for said in heard if _is_sure(said)])[0])
    unheard = uncovered_spans(spoken.spans, words)
    doubts = [doubt for doubt in left_out if not _replaced(doubt, words, unheard)]
    return Recognition(tuple(words), tuple(unheard), tuple(apart(doubts)))  # of several about one place, the first


def _replaced(doubt: SuspectedHallucination, words: Sequence[Word], unheard: Sequence[Span]) -> bool:
    """Whether something else was heard in the place of what is doubted, and all of it."""
    if any(start < doubt.end and end > doubt.start for start, end in unheard):
        return False
    return any(doubt.start <= word.start < doubt.end for word in words)


def _over(spoken: SpokenAudio, hole: Span, one: Pass, beam: int) -> list[Planned]:
    """Windows over the speech of one hole, a little sound around it kept, played as `one` says."""
    low, high = hole[0] - MARGIN_MS, hole[1] + MARGIN_MS
    inside = [(max(a, low), min(b, high)) for a, b in spoken.spans if a < high and b > low]
    parts = [part for span in inside for part in _pieces(span, one.longest)]
    windows = make_windows(parts, [spoken.lang_at((a + b) / 2) for a, b in parts], one.longest)
    if one.speed == 1:
        return [Planned(_take(spoken.audio, window, one, beam)) for window in windows]
    return [_at_speed(spoken.audio, window, one, beam) for window in windows]


def _at_speed(audio: Audio, window: Window, one: Pass, beam: int) -> Planned:
    """A window whose sound alone is played at another speed."""
    sound = played(clip(audio, window.start, window.end), one.speed)
    length = len(sound) * 1000 // SPEECH_RATE
    return Planned(_take(sound, Window(0, length, window.lang), one, beam), one.speed, window.start)


def _pieces(span: Span, longest: int) -> list[Span]:
    """`span` in as many like parts as it takes for none to be longer than `longest` ms."""
    count = -(-(span[1] - span[0]) // longest)
    marks = [span[0] + (span[1] - span[0]) * k // count for k in range(count + 1)]
    return list(pairwise(marks))


def _is_sure(said: Sequence[Word]) -> bool:
    """Whether words that nothing else speaks for can be believed: not where the recogniser mostly broke."""
    if not said or 2 * len(broken(said)) >= len(said) or STOCK_PHRASES.search(" ".join(word.text for word in said)):
        return False
    return sum(word.probability or 0.0 for word in said) / len(said) >= BELIEVED


def played(audio: Audio, speed: float) -> Audio:
    """`audio` at another speed, as a tape would play it."""
    import numpy as np

    slow = np.empty(int(len(audio) / speed), np.float32)
    for start in range(0, len(slow), BLOCK):
        at = np.arange(start, min(start + BLOCK, len(slow))) * speed
        low, high = int(at[0]), int(at[-1]) + 2
        slow[start : start + BLOCK] = np.interp(at, np.arange(low, min(high, len(audio))), floats(audio[low:high]))
    return slow
