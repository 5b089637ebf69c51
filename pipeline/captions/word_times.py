"""Times of recognised words as a person could have spoken them. Pure; integer milliseconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.captions.line_breaks import pieces
from pipeline.cues import Word

#: No person speaks faster than about 30 characters a second; times that claim twice that are a recogniser's
#: slip.
PACE_MS = 16  # shortest time of one character


def repaired(words: Sequence[Word], line: int, end: int | None) -> list[Word]:
    """The same words in the same order with times a person could have spoken them at.

    Times never go back: the longest rising series of starts is believed, the others are spread between.
    Words have room for their letters and do not overlap. A word longer than `line` becomes several.
    """
    parts = [part for word in words for part in _parts(word, line)]
    if not parts:
        return []
    starts = _rising([part.start for part in parts], [len(part.text) for part in parts], end)
    _pace(starts, parts, end)
    result = []
    for k, part in enumerate(parts):
        limit = starts[k + 1] if k + 1 < len(parts) else None
        stop = max(part.end, starts[k] + PACE_MS * len(part.text))
        if limit is not None:
            stop = min(stop, limit)
        elif end is not None:
            stop = min(stop, max(end, starts[k] + 1))
        result.append(replace(part, start=starts[k], end=max(stop, starts[k])))
    return result


def _parts(word: Word, line: int) -> list[Word]:
    texts = [piece for bit in word.text.split() for piece in pieces(bit, line)]
    if len(texts) <= 1:
        return [replace(word, text=text) for text in texts]
    total = sum(map(len, texts))
    span = max(0, word.end - word.start)
    result, done = [], 0
    for text in texts:
        start = word.start + span * done // total
        done += len(text)
        result.append(replace(word, text=text, start=start, end=word.start + span * done // total))
    return result


def _rising(starts: list[int], sizes: list[int], end: int | None) -> list[int]:
    """Starts that never go back: those outside the longest rising series are interpolated by characters."""
    usable = [start >= 0 and (end is None or start <= end) for start in starts]
    if all(usable) and all(a <= b for a, b in pairwise(starts)):
        return list(starts)
    kept = _longest_rise([k for k, good in enumerate(usable) if good], starts)
    result = list(starts)
    edges = [-1, *kept, len(starts)]
    for left, right in pairwise(edges):
        low = result[left] if left >= 0 else 0
        high = result[right] if right < len(starts) else (end if end is not None else None)
        size = sum(sizes[max(left, 0) : right])
        done = sizes[left] if left >= 0 else 0
        for k in range(left + 1, right):
            spread = (high - low) * done // max(1, size) if high is not None else PACE_MS * 4 * done
            result[k] = low + max(0, spread)
            done += sizes[k]
    return result


def _longest_rise(indices: list[int], values: list[int]) -> list[int]:
    """Indices of the longest series of values that never falls (patience sorting, n log n)."""
    tops: list[int] = []
    tails: list[int] = []
    before: dict[int, int] = {}
    for k in indices:
        place = bisect_right(tops, values[k])
        if place:
            before[k] = tails[place - 1]
        tops[place : place + 1] = [values[k]]
        tails[place : place + 1] = [k]
    series = tails[-1:]
    while series and series[-1] in before:
        series.append(before[series[-1]])
    return series[::-1]


def _pace(starts: list[int], parts: Sequence[Word], end: int | None) -> None:
    """Give every word room for its letters: later words move on, and back again where the media ends."""
    for k in range(1, len(starts)):
        starts[k] = max(starts[k], starts[k - 1] + PACE_MS * len(parts[k - 1].text))
    if end is None:
        return
    room = end
    for k in reversed(range(len(starts))):
        room -= PACE_MS * len(parts[k].text)
        if starts[k] <= room:
            break
        starts[k] = max(0, room)
