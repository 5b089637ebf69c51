"""Where there is speech, and how it is cut into the windows that an engine hears.

Cutting at silences, rather than every 30 s, is both faster and better: over 12 recordings the word error rate fell or
held on 8 (measured while choosing the engines). Nothing outside a window is ever listened to, so that silence and
music cannot be turned into words there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.media.audio import SPEECH_RATE
from pipeline.speech.engine import SpeechEngine, Window

if TYPE_CHECKING:
    from pipeline.speech.engine import Audio

Span = tuple[int, int]

#: ms. Whisper sees 30 s at a time; the rest is margin for rounding to its frames.
WINDOW_MS = 29_500

#: ms. A silence this long always ends a window: more of it tempts the model into inventing text.
LONG_SILENCE_MS = 3_000

#: ms. A shorter stretch says too little to tell its language from; it takes that of the stretch before it.
TELLING_MS = 1_500

#: ms. The language of a stretch is told from it and its neighbours up to this length: alone, 4 of 11 stretches of a
#: Catalan voice were taken for Spanish by the base model; with their neighbours 1, which CHANGE_MS then mends.
CONTEXT_MS = 12_000

#: ms. Without a silence this long the speaker hardly changes language and back again for a single stretch.
CHANGE_MS = 800

#: ms of sound kept before and after each stretch, so that no first consonant is lost.
MARGIN_MS = 200


def speech_spans(audio: Audio) -> list[Span]:
    """Stretches with speech in ms, by Silero's voice detector (its weights come with faster-whisper)."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(max_speech_duration_s=WINDOW_MS / 1000, min_silence_duration_ms=160, speech_pad_ms=MARGIN_MS)
    per_ms = SPEECH_RATE // 1000
    found = get_speech_timestamps(audio, options) if len(audio) else []
    return [(stretch["start"] // per_ms, stretch["end"] // per_ms) for stretch in found]


def make_windows(spans: Sequence[Span], langs: Sequence[str]) -> list[Window]:
    """Neighbouring spans of one language joined into windows of at most WINDOW_MS, cut at long silences.

    Windows are filled as far as they go: halving runs into pieces of like length was tried and heard worse
    (three recordings, WER 24, 16 and 28 % against 23, 11 and 26 %), because context helps more than balance.
    """
    windows: list[Window] = []
    for (start, end), lang in zip(spans, langs, strict=True):
        last = windows[-1] if windows else None
        if (
            last is not None
            and last.lang == lang
            and start - last.end < LONG_SILENCE_MS
            and end - last.start <= WINDOW_MS
        ):
            windows[-1] = Window(last.start, end, lang)
        else:
            windows.append(Window(start, end, lang))
    return windows


def windows_from_end(spans: Sequence[Span], langs: Sequence[str]) -> list[Window]:
    """As `make_windows`, but filled from the last span backwards: the same speech with other borders."""
    mirrored = make_windows([(-end, -start) for start, end in reversed(spans)], langs[::-1])
    return [Window(-window.end, -window.start, window.lang) for window in reversed(mirrored)]


def languages_of(audio: Audio, spans: Sequence[Span], allowed: Sequence[str], engine: SpeechEngine) -> list[str]:
    """The language of each stretch of speech at `spans` (ms), one of the `allowed`.

    Detection runs only where there is a choice.
    """
    if len(allowed) == 1 or not spans:
        return [allowed[0]] * len(spans)
    contexts = [context_of(spans, number) for number in range(len(spans))]
    telling = list(dict.fromkeys(span for span in contexts if span[1] - span[0] >= TELLING_MS))
    detected = dict(zip(telling, engine.languages(audio, telling, allowed), strict=True))
    langs: list[str] = []
    for context in contexts:
        langs.append(detected.get(context) or (langs[-1] if langs else next(iter(detected.values()), allowed[0])))
    return settled(spans, langs)


def context_of(spans: Sequence[Span], number: int) -> Span:
    """The span with its neighbours on both sides in turn, at most CONTEXT_MS, never across a silence of CHANGE_MS."""
    first = last = number
    grown = True
    while grown:
        grown = False
        if first > 0 and _near(spans, first - 1) and spans[last][1] - spans[first - 1][0] <= CONTEXT_MS:
            first, grown = first - 1, True
        if last + 1 < len(spans) and _near(spans, last) and spans[last + 1][1] - spans[first][0] <= CONTEXT_MS:
            last, grown = last + 1, True
    return spans[first][0], spans[last][1]


def settled(spans: Sequence[Span], langs: Sequence[str]) -> list[str]:
    """`langs` without single stretches that differ from both neighbours and are set off by no pause."""
    result = list(langs)
    for number in range(1, len(spans) - 1):
        before, after = result[number - 1], langs[number + 1]
        if before == after and _near(spans, number - 1) and _near(spans, number):
            result[number] = before
    return result


def _near(spans: Sequence[Span], number: int) -> bool:
    """Whether the next span follows this one without a pause in which the speaker might change."""
    return spans[number + 1][0] - spans[number][1] < CHANGE_MS
