"""What several passes heard becomes one: the words in the dictionary count, and the surer ones; and where one has no
words, another's.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.cues import Word
from pipeline.spans import Span
from pipeline.speech.engines import Window
from pipeline.speech.speech_coverage import NEAR_MS, stands

#: Whether a text without signs around it is a word of a language.
Knows = Callable[[str, str], bool]


def fused(versions: Sequence[Sequence[Word]], frame: Sequence[Window], knows: Knows) -> list[Word]:
    """The first of `versions`, bettered by the others, window by window of its `frame`."""
    result, *others = [_by_window(version, frame) for version in versions]
    for other in others:
        result = [surer(one, two, knows) for one, two in zip(result, other, strict=True)]
    return in_order([word for words in result for word in words])


def filled(words: Sequence[Word], empty: Sequence[Span], others: Sequence[Word]) -> list[Word]:
    """`words`, and in each stretch that is `empty` (ms) those of `others` that are said there, in the place of words
    that do not stand by themselves.

    A word at its border that is there already, heard once more, is not added.
    """
    starts = [start for start, _ in empty]

    def stretch(word: Word) -> int | None:
        at = bisect(starts, word.middle + NEAR_MS) - 1
        return at if at >= 0 and word.middle <= empty[at][1] + NEAR_MS else None

    known = {(_key(word), word.middle // NEAR_MS) for word in words if stands(word)}
    added: dict[int, list[Word]] = {}
    for word in others:
        near = word.middle // NEAR_MS
        echo = any((_key(word), k) in known for k in range(near - 2, near + 3))
        if not echo and stands(word) and (at := stretch(word)) is not None:
            added.setdefault(at, []).append(word)
    kept = [word for word in words if stands(word) or stretch(word) not in added]
    more = [word for several in added.values() for word in several]
    return in_order(sorted([*kept, *more], key=lambda word: (word.start, word.end)))


def _by_window(words: Sequence[Word], windows: Sequence[Window]) -> list[list[Word]]:
    """The words of each window, by their middle: windows meet in silences, where no word is."""
    starts = [window.start for window in windows[1:]]
    groups: list[list[Word]] = [[] for _ in windows]
    for word in words:
        groups[bisect(starts, word.middle)].append(word)
    return groups


def surer(words: Sequence[Word], others: Sequence[Word], knows: Knows = lambda text, lang: True) -> list[Word]:
    """`words`, but what is heard otherwise in `others` at that time is theirs where fewer of its words are in no
    dictionary; or as few, and it has more probability in the mean.

    Where only one of them heard anything, `words` are believed: no stretch is lost because the other hearing broke off,
    and what is added to a real hole is for `filled` to say.
    """
    result: list[Word] = []
    for mine, theirs in _alike(words, others):
        result += theirs if _same_time(mine, theirs) and _merit(theirs, knows) > _merit(mine, knows) else mine
    return result


def _merit(words: Sequence[Word], knows: Knows) -> tuple[int, float]:
    unknown = sum(not knows(word.text, word.lang) for word in words)
    return -unknown, sum(word.probability or 0.0 for word in words) / len(words)


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
