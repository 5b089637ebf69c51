"""Text that the recogniser wrote and nobody said: found by evidence, set aside, never deleted without a trace.

Whisper invents over silence, music and noise, repeats itself, and signs with phrases of the subtitles it was trained
on. No single mark is enough to take a word out: somebody may well say "thank you for watching".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.cues import SuspectedHallucination, Word
from pipeline.spans import Span
from pipeline.speech.diarization import utterances
from pipeline.speech.sound_events import Events

#: Phrases Whisper signs with (Catalan, Spanish, English): matched on a whole utterance, lower case.
STOCK_PHRASES = re.compile(
    r"^\W*(subt[íi]tols? (realitzats|fets|creats|per)|subt[íi]tulos? (realizados|por|creados)|subtitles? by|"
    r"gr[àa]cies per (veure|mirar)|gracias por (ver|su atenci[óo]n)|thank(s| you) for watching|"
    r"(please )?(like and )?subscribe|subscriu-te|suscr[íi]bete|amara\.org|m[úu]sica\W*$|www\.)",
    re.IGNORECASE,
)

#: Mean probability below which a stock phrase, or text that only one detector calls speech, is not believed.
DOUBTFUL = 0.6

#: A phrase of so many words (at least) said so many times in a row is a loop. Single words are often repeated on
#: purpose ("no, no, no"), so they need more.
LOOPS = ((3, 3), (2, 4), (1, 7))

#: Letters and digits a second, over so many words and more, that nobody can say. Fast speakers reach 8 syllables a
#: second (Pellegrino et al. 2011), some 20 letters.
TOO_FAST = 35
FAST_WORDS = 8

#: ms by which a word may lie outside the detected speech: detectors are late, word times early.
MARGIN_MS = 300


def broken(words: Sequence[Word]) -> dict[int, str]:
    """Words (index → reason) that no voice can account for: a phrase said over and over, or more words than anyone can
    say in the time. Where the recogniser breaks so, something else may well have been said."""
    return dict.fromkeys(_too_fast(words), "too-fast") | dict.fromkeys(_loops(words), "loop")


def _too_fast(words: Sequence[Word]) -> list[int]:
    """Indices of words in a run of FAST_WORDS that has more letters than TOO_FAST allows."""
    letters = [sum(map(str.isalnum, word.text)) for word in words]
    found: set[int] = set()
    for first in range(len(words) - FAST_WORDS + 1):
        stop = first + FAST_WORDS
        if sum(letters[first:stop]) * 1000 > TOO_FAST * (words[stop - 1].end - words[first].start):
            found.update(range(first, stop))
    return sorted(found)


def sort_out_hallucinations(
    words: Sequence[Word], speech: Sequence[Span], events: Events | None
) -> tuple[list[Word], list[SuspectedHallucination]]:
    """(words to believe, doubts): every word is in exactly one of them.

    speech: spans (ms) of the voice detector. events: of the event detector, or None.
    """
    reasons: dict[int, str] = {}
    for first, stop in utterances(words):
        reason = _reason(words[first:stop], speech, events)
        if reason:
            reasons |= dict.fromkeys(range(first, stop), reason)
    for index, reason in broken(words).items():
        reasons.setdefault(index, reason)
    kept = [word for index, word in enumerate(words) if index not in reasons]
    return kept, gathered(words, reasons)


def _reason(said: Sequence[Word], speech: Sequence[Span], events: Events | None) -> str:
    """Why this utterance is not believed, or ""."""
    probability = sum(word.probability or 0.0 for word in said) / len(said)
    heard = _share(said, speech)
    if heard == 0:
        return "no-speech"
    agreed = _share(said, events.speech) if events else heard
    if STOCK_PHRASES.search(" ".join(word.text for word in said)) and (probability < DOUBTFUL or agreed < 0.5):
        return "stock-phrase"
    if events and agreed == 0 and _share(said, [*events.music, *events.singing]) > 0.5:
        return "music"
    if events and agreed == 0 and probability < DOUBTFUL:
        return "no-speech"
    return ""


def _share(said: Sequence[Word], spans: Sequence[Span]) -> float:
    """Share of the words whose middle lies in one of `spans`, give or take MARGIN_MS."""
    middles = [(word.start + word.end) / 2 for word in said]
    inside = [any(a - MARGIN_MS <= middle <= b + MARGIN_MS for a, b in spans) for middle in middles]
    return sum(inside) / len(inside)


def _loops(words: Sequence[Word]) -> list[int]:
    """Indices of words that only repeat the phrase before them; the first saying of the phrase is believed."""
    keys = ["".join(c for c in word.text.lower() if c.isalnum()) for word in words]
    found: list[int] = []
    index = 0
    while index < len(keys):
        length, times = _repeats(keys, index)
        if times:
            found += range(index + length, index + length * times)
            index += length * times
        else:
            index += 1
    return found


def _repeats(keys: Sequence[str], at: int) -> tuple[int, int]:
    """(words, times) of the loop that begins at `at`; (0, 0) when none does."""
    for length in range(1, 13):
        needed = next(times for least, times in LOOPS if length >= least)
        phrase = list(keys[at : at + length])
        times = 1
        while list(keys[at + times * length : at + (times + 1) * length]) == phrase:
            times += 1
        if times >= needed and any(phrase):
            return length, times
    return 0, 0


def gathered(words: Sequence[Word], reasons: Mapping[int, str]) -> list[SuspectedHallucination]:
    """Doubted words joined to stretches of one reason."""
    doubts: list[SuspectedHallucination] = []
    before = -2
    for index, reason in sorted(reasons.items()):
        word = words[index]
        if doubts and before == index - 1 and doubts[-1].reason == reason:
            last = doubts[-1]
            doubts[-1] = SuspectedHallucination(last.start, max(last.end, word.end), f"{last.text} {word.text}", reason)
        else:
            doubts.append(SuspectedHallucination(word.start, word.end, word.text, reason))
        before = index
    return doubts
