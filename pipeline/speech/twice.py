"""The same speech heard twice, through windows with other borders; where the two disagree, the surer words count.

What a recogniser hears in a hard word hangs on where its window happens to begin: the same sentences, cut otherwise,
come back with other errors. Over seven recordings played 5 % slower and 5 % faster (14 in all, 1768 words) either way
of cutting alone heard 276 and 270 words wrong, both together 255; over the recordings themselves (884 words) 122 and
136, together 119. No better: a third hearing (258), silence instead of zeros after the speech (261), hearing only
doubtful windows again (264), the text so far as context, the mean of several encodings.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.speech.engine import Options, Progress, SpeechEngine, Window

if TYPE_CHECKING:
    from pipeline.speech.engine import Audio


def hear_twice(
    audio: Audio,
    first: Sequence[Window],
    second: Sequence[Window],
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
) -> list[Word]:
    """Words of an open `engine`, in order: those of the `first` windows, bettered by those of the `second`.

    Windows that are the same in both are heard once. `on_progress` gets ms of sound: half of them for each hearing.
    """
    again = [window for window in second if window not in first]
    turns = 2 if again else 1
    words = engine.hear(audio, first, options, _part(on_progress, 0, turns)) if first else []
    if not again:
        return words
    others = engine.hear(audio, again, options, _part(on_progress, first[-1].end, turns))
    mine, theirs = _by_window(words, first), _by_window(others, first)
    pairs = zip(first, mine, theirs, strict=True)
    return in_order([word for window, a, b in pairs for word in (a if window in second else surer(a, b))])


def _part(on_progress: Progress | None, before: int, turns: int) -> Progress | None:
    """`on_progress` for one of so many hearings, `before` ms having been heard in those before."""
    return (lambda ms: on_progress((before + ms) // turns)) if on_progress else None


def _by_window(words: Sequence[Word], windows: Sequence[Window]) -> list[list[Word]]:
    """The words of each window, by their middle: windows meet in silences, where no word is."""
    starts = [window.start for window in windows[1:]]
    groups: list[list[Word]] = [[] for _ in windows]
    for word in words:
        groups[bisect(starts, (word.start + word.end) // 2)].append(word)
    return groups


def surer(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """`words`, but what is heard otherwise in `others` at that time, with more probability in the mean, is theirs.

    Where only one of them heard anything, `words` are believed: nothing is added where nothing was heard, and no
    stretch is lost because the other hearing broke off.
    """
    result: list[Word] = []
    for mine, theirs in _alike(words, others):
        result += theirs if _same_time(mine, theirs) and _probability(theirs) > _probability(mine) else mine
    return result


def _same_time(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether both stand for the same sound: half of the longer is shared. Without it a hearing that misses half a
    window could stand in for all of it."""
    if not words or not others:
        return False
    shared = min(words[-1].end, others[-1].end) - max(words[0].start, others[0].start)
    longer = max(words[-1].end - words[0].start, others[-1].end - others[0].start)
    return 2 * shared >= longer


def _alike(words: Sequence[Word], others: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Both cut into the same stretches: (words, nothing) where they agree, (words, others) where they do not."""
    match = SequenceMatcher(None, [_key(word) for word in words], [_key(word) for word in others], autojunk=False)
    for kind, a, b, c, d in match.get_opcodes():
        yield words[a:b], () if kind == "equal" else others[c:d]


def _key(word: Word) -> str:
    """Letters and digits alone: a comma or a capital is no other word."""
    return "".join(char for char in word.text.lower() if char.isalnum()) or word.text


def _probability(words: Sequence[Word]) -> float:
    return sum(word.probability or 0.0 for word in words) / len(words)


def in_order(words: Sequence[Word]) -> list[Word]:
    """`words` with no start before that of the word before, and no end after the start of the next.

    Two hearings put the same border of two words some hundredths of a second apart.
    """
    result: list[Word] = []
    for word in words:
        if result:
            start = max(word.start, result[-1].start)
            word = replace(word, start=start, end=max(word.end, start))
            result[-1] = replace(result[-1], end=min(result[-1].end, start))
        result.append(word)
    return result
