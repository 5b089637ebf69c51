"""Which heard words stand in which cue: the measure of every rule about sync, speakers and cutting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.captions.align import NEAR_MS, nearest, timed_words
from pipeline.captions.grammar import ends_sentence
from pipeline.captions.limits import NEVER_MS
from pipeline.captions.places import asides
from pipeline.captions.sound_cues import speaks
from pipeline.check.context import Context
from pipeline.check.marks import words_before_speech
from pipeline.cues import Cue, Word
from pipeline.translation.sentences import sentences


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the speech of one cue.

    words: every written word, with heard or (between heard ones) shared times in ms. first, last: the first and the
    last word as heard, or None where it was not heard as it is written. Of a translation, first is the first word of
    the sentence that the cue begins to translate, None inside a sentence; last, the last word said under the cue.
    """

    words: tuple[Word, ...]
    first: Word | None = None
    last: Word | None = None


def listen(cues: Sequence[Cue], context: Context) -> tuple[Said, ...]:
    """What was said in each of `cues` (ordered by start). What stands at the top beside others translates no sentence
    of the speech, and is not looked for elsewhere."""
    beside = asides(cues)
    opened = _sentences_opened(cues, context)
    if context.kind == "subtitles":
        shared = _grouped(cues, timed_words(cues, (), context.lang))
        return tuple(
            Said(words) if k in beside else Said(words, opened.get(k), _last_under(cue, context.words))
            for k, (cue, words) in enumerate(zip(cues, shared, strict=True))
        )
    near = _grouped(cues, timed_words(cues, context.words, context.lang))
    heard = {(word.start, word.end) for word in context.words}
    found = [_said(cue, words, heard) for cue, words in zip(cues, near, strict=True)]
    found = [said if said.first else replace(said, first=opened.get(k)) for k, said in enumerate(found)]
    return tuple(
        said if said.first or not heard or not said.words or k in beside else _astray(cue, said, context, heard)
        for k, (cue, said) in enumerate(zip(cues, found, strict=True))
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
    speech = _speech(cue, words, heard)
    if not speech:
        return Said(words)
    first, last = speech[0], speech[-1]
    return Said(words, first if _is_heard(first, heard) else None, last if _is_heard(last, heard) else None)


def _speech(cue: Cue, words: Sequence[Word], heard: set[tuple[int, int]]) -> Sequence[Word]:
    """Those of the words of a cue that somebody says. What looks like a name was said where it was heard right before
    what follows; somebody called by it a moment before is still the name of who speaks."""

    def spoken(first: int, stop: int) -> bool:
        if not all(_is_heard(word, heard) for word in words[first:stop]):
            return False
        until = words[stop].start if stop < len(words) else words[stop - 1].end
        return sum(words[first].start <= start < until for start, _ in heard) <= stop - first

    return words[words_before_speech(cue.text, spoken) :]


def _is_heard(word: Word, heard: set[tuple[int, int]]) -> bool:
    """Aligned words that nobody heard have no probability; an engine without probabilities still gives the times."""
    return word.probability is not None or (word.start, word.end) in heard


def _astray(cue: Cue, said: Said, context: Context, heard: set[tuple[int, int]]) -> Said:
    """`said` with its first word looked for further away: a cue far from its words is what sync is about.

    Two words in a row must agree there: a lone "de" is no evidence.
    """
    low, high = cue.start - NEVER_MS - NEAR_MS, cue.end + NEVER_MS + NEAR_MS
    around = _around(context.words, low, high)
    wide = _speech(cue, timed_words([cue.moved(low, high)], around, context.lang), heard)
    if len(wide) < 2 or not all(_is_heard(word, heard) for word in wide[:2]):
        return said
    return replace(said, first=wide[0])


def _last_under(cue: Cue, words: Sequence[Word]) -> Word | None:
    """The last word said under a cue."""
    stop = bisect_left(words, cue.end, key=_start)
    return words[stop - 1] if stop and words[stop - 1].end > cue.start else None


def _sentences_opened(cues: Sequence[Cue], context: Context) -> dict[int, Word]:
    """For each cue (index) that begins to translate a sentence, the first word of that sentence as heard.

    A translation is laid over the time of its sentence, so a cue that opens a sentence and a sentence of another
    language that starts nearest to each other belong together; cues inside a sentence have no word of their own.
    """
    firsts = [sentence.words[0] for sentence in sentences(context.words) if sentence.lang != context.lang]
    beside = asides(cues)
    in_turn = [k for k in range(len(cues)) if k not in beside]
    before = dict(zip(in_turn[1:], in_turn, strict=False))
    openers = [k for k in in_turn if _opens_sentence(cues, k, before.get(k))] if firsts else []
    starts, times = [cues[k].start for k in openers], [word.start for word in firsts]
    found = {}
    for k in openers:
        first = firsts[nearest(times, cues[k].start)]
        mutual = openers[nearest(starts, first.start)] == k
        if mutual and abs(first.start - cues[k].start) <= NEVER_MS:
            found[k] = first
    return found


def _opens_sentence(cues: Sequence[Cue], k: int, before: int | None) -> bool:
    tokens, last = cues[k].text.split(), [] if before is None else cues[before].text.split()
    return bool(tokens) and speaks(cues[k]) and (not last or ends_sentence(last[-1], tokens[0]))
