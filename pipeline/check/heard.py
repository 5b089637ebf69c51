"""Which heard words stand in which cue: the measure of every rule about sync, speakers and cutting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.captions.align import NEAR_MS, timed_words
from pipeline.check.context import Context
from pipeline.check.limits import NEVER_MS
from pipeline.check.marks import words_before_speech
from pipeline.cues import Cue, Word


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the speech of one cue.

    words: every written word, with heard or (between heard ones) shared times in ms. first, last: the first and the
    last word as heard, or None where it was not heard as it is written. In a translation, the first and the last word
    of the speech that goes with the cue.
    """

    words: tuple[Word, ...]
    first: Word | None = None
    last: Word | None = None


def listen(cues: Sequence[Cue], context: Context) -> tuple[Said, ...]:
    """What was said in each of `cues` (ordered by start)."""
    if context.kind == "subtitles":
        shared = _grouped(cues, timed_words(cues, (), context.lang))
        return tuple(Said(words, *_speech_of(cue, context.words)) for cue, words in zip(cues, shared, strict=True))
    near = _grouped(cues, timed_words(cues, context.words, context.lang))
    heard = {(word.start, word.end) for word in context.words}
    found = [_said(cue, words, heard) for cue, words in zip(cues, near, strict=True)]
    return tuple(
        said if said.first or not heard or not said.words else _astray(cue, said, context, heard)
        for cue, said in zip(cues, found, strict=True)
    )


def listen_to(cue: Cue, context: Context) -> Said:
    """What was said in one cue, its neighbours aside."""
    words = _around(context.words, cue.start - NEVER_MS - NEAR_MS, cue.end + NEVER_MS + NEAR_MS)
    return listen((cue,), replace(context, words=words))[0]


def _around(words: tuple[Word, ...], low: int, high: int) -> tuple[Word, ...]:
    """The words that begin from `low` to `high` (ms)."""
    return words[bisect_left(words, low, key=_start) : bisect_left(words, high, key=_start)]


def _start(word: Word) -> int:
    return word.start


def _grouped(cues: Sequence[Cue], words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """`words`, one for each written word of `cues`, by cue."""
    result, done = [], 0
    for cue in cues:
        count = len(cue.text.split())
        result.append(tuple(words[done : done + count]))
        done += count
    return result


def _said(cue: Cue, words: tuple[Word, ...], heard: set[tuple[int, int]]) -> Said:
    """The words of a cue; its first is that of its speech, not of a name or a sound written before it."""
    speech = words[words_before_speech(cue.text) :]
    if not speech:
        return Said(words)
    first, last = speech[0], speech[-1]
    return Said(words, first if _is_heard(first, heard) else None, last if _is_heard(last, heard) else None)


def _is_heard(word: Word, heard: set[tuple[int, int]]) -> bool:
    """Aligned words that nobody heard have no probability; an engine without probabilities still gives the times."""
    return word.probability is not None or (word.start, word.end) in heard


def _astray(cue: Cue, said: Said, context: Context, heard: set[tuple[int, int]]) -> Said:
    """`said` with its first word looked for further away: a cue far from its words is what sync is about.

    Two words in a row must agree there: a lone "de" is no evidence.
    """
    low, high = cue.start - NEVER_MS - NEAR_MS, cue.end + NEVER_MS + NEAR_MS
    around = _around(context.words, low, high)
    wide = timed_words([cue.moved(low, high)], around, context.lang)[words_before_speech(cue.text) :]
    if len(wide) < 2 or not all(_is_heard(word, heard) for word in wide[:2]):
        return said
    return replace(said, first=wide[0])


def _speech_of(cue: Cue, words: Sequence[Word]) -> tuple[Word | None, Word | None]:
    """The heard word that begins nearest to the start of a translated cue, and the last one said under it."""
    at = bisect_left(words, cue.start, key=_start)
    near = [word for word in words[max(0, at - 1) : at + 1] if abs(word.start - cue.start) <= NEVER_MS]
    first = min(near, key=lambda word: abs(word.start - cue.start), default=None)
    stop = bisect_left(words, cue.end, key=_start)
    last = words[stop - 1] if stop and words[stop - 1].end > cue.start else None
    return first, last
