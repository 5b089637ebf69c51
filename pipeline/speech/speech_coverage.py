"""Whether all speech has words: where the voice detector hears somebody and no word is that can be believed.

Recognisers end a window after its first sentence, loop, or stay silent, and say nothing of it: their segments still
reach the window's end. The ends of words show it, and so do words that last longer than anyone says them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.cues import Word
from pipeline.spans import Span, joined
from pipeline.speech.vad_windows import LONG_SILENCE_MS, MARGIN_MS

#: ms of speech without words that are a hole: three or four words. Shorter ones are breath, "eh", and late word times.
HOLE_MS = 1_500

#: ms that a word takes at most, however long its times say: the rest is sound that nobody wrote down. Of 1,242 words in
#: eight real recordings none that was heard rightly lasts longer.
WORD_MS, LETTER_MS = 500, 110

#: ms around a word that belong to it: detectors are late, word times early.
NEAR_MS = 250


#: Below this probability a word that takes longer than SLOW_MS and SLOW_LETTER_MS a letter does not stand: the
#: recogniser put down a word or two for a sentence that it did not understand.
UNSURE, SLOW_MS, SLOW_LETTER_MS = 0.4, 300, 80


def stands(word: Word) -> bool:
    """Whether `word` can be believed to be all that was said in its time."""
    slow = word.end - word.start > SLOW_MS + SLOW_LETTER_MS * len(word.text)
    return not slow or word.probability is None or word.probability >= UNSURE


def uncovered_spans(speech: Sequence[Span], words: Iterable[Word]) -> list[Span]:
    """Stretches (ms) with at least HOLE_MS of `speech` and without any of `words`, in order.

    A hole reaches over pauses shorter than LONG_SILENCE_MS in which nobody says anything.
    """
    taken = joined(span for word in words for span in _sound_of(word))
    starts = [start for start, _ in taken]
    found: list[list[Span]] = []
    for part in _bare(_inner(speech), taken, starts):
        before = found[-1][-1][1] if found else 0
        word_between = bisect_left(starts, part[0]) > bisect_left(starts, before)
        if found and part[0] - before < LONG_SILENCE_MS and not word_between:
            found[-1].append(part)
        else:
            found.append([part])
    return [(parts[0][0], parts[-1][1]) for parts in found if sum(end - start for start, end in parts) >= HOLE_MS]


def _inner(speech: Sequence[Span]) -> Iterator[Span]:
    """The spans of the voice detector without the margin that it leaves around them."""
    for start, end in sorted(speech):
        if end - start > 2 * MARGIN_MS:
            yield start + MARGIN_MS, end - MARGIN_MS


def _sound_of(word: Word) -> Iterator[Span]:
    """Where a word sounds. One that lasts too long stands at one end of its time: nobody knows at which."""
    longest = WORD_MS + LETTER_MS * len(word.text)
    if word.end - word.start <= 2 * longest:
        yield word.start - NEAR_MS, word.end + NEAR_MS
    else:
        yield word.start - NEAR_MS, word.start + longest
        yield word.end - longest, word.end + NEAR_MS


def _bare(spans: Iterable[Span], taken: Sequence[Span], starts: Sequence[int]) -> Iterator[Span]:
    """`spans` without what is `taken` (apart, in order, beginning at `starts`)."""
    for start, end in spans:
        clear = start
        for low, high in taken[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]:
            if low > clear:
                yield clear, low
            clear = max(clear, high)
        if clear < end:
            yield clear, end
