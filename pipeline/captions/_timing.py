"""Times of words before segmentation, and of cues after it. Pure; integer milliseconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

from pipeline.captions.wrap import pieces
from pipeline.cues import Word

#: No person speaks faster than about 30 characters a second; times that claim twice that are a recogniser's
#: slip.
PACE_MS = 16  # shortest time of one character
FLASH_MS = 500  # Netflix, timing: no gap from 3 frames to half a second
LINGER_MS = 240  # a caption may stay a moment after the last word (at most 500 ms: industry practice)


@dataclass(frozen=True, slots=True)
class Clock:
    """What every cue's time depends on. All in ms, except cps (characters a second).

    gap: between two cues. end: of the media, or None. tick: one frame.
    """

    gap: int
    tick: int
    cps: float
    min_ms: int
    max_ms: int
    end: int | None

    def wanted(self, first: Word, last: Word, width: int) -> int:
        """The end a cue of `width` characters wants, neighbours aside."""
        reading = ceil(width * 1000 / self.cps)
        wish = max(last.end + LINGER_MS, first.start + self.min_ms, first.start + reading)
        return min(wish, first.start + self.max_ms)


def frames(count: int, fps: Fraction | float) -> int:
    """`count` frames in whole ms, rounded up; 25 fps where the rate is no rate."""
    rate = Fraction(fps) if fps and fps > 0 and fps != float("inf") else Fraction(25)
    return ceil(count * 1000 / rate)


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


def settled(spans: Sequence[tuple[int, int]], clock: Clock) -> list[tuple[int, int]]:
    """Spans (start, wanted end) as spans that never overlap and keep the gap, inside the media.

    Each starts on its wish or as soon after as the one before allows. Gaps that would flash are closed by the
    earlier cue. Only where more cues than time remain do they start before their words.
    """
    shortest = clock.tick
    result: list[tuple[int, int]] = []
    clear = 0
    for k, (start, wanted) in enumerate(spans):
        start = max(start, clear)
        following = spans[k + 1][0] if k + 1 < len(spans) else None
        if following is not None:
            wanted = _towards(start, wanted, following - clock.gap, clock)
        elif clock.end is not None:
            wanted = min(wanted, clock.end)
        stop = max(wanted, start + shortest)
        result.append((start, stop))
        clear = stop + clock.gap
    if clock.end is None or not result or result[-1][1] <= clock.end:
        return result
    return _pushed_back(result, clock)


def _towards(start: int, wanted: int, limit: int, clock: Clock) -> int:
    """The end nearest `wanted` up to `limit` (next start less the gap); a gap that would flash is closed."""
    if wanted >= limit:
        return limit
    return limit if limit + clock.gap - wanted < FLASH_MS and limit - start <= clock.max_ms else wanted


def _pushed_back(spans: list[tuple[int, int]], clock: Clock) -> list[tuple[int, int]]:
    """The spans pressed together before the end of the media; where even that is too little, even shares."""
    assert clock.end is not None
    result = list(spans)
    room = clock.end
    for k in reversed(range(len(spans))):
        start, stop = spans[k]
        if stop <= room:
            break
        stop = room
        start = min(start, stop - clock.tick)
        result[k] = start, stop
        room = start - clock.gap
    if result[0][0] >= 0:
        return result
    count = len(spans)
    total = max(clock.end, count * 2)  # 2 ms a cue: a media shorter than that cannot be captioned at all
    gap = min(clock.gap, total // count // 2)
    edges = [total * k // count for k in range(count + 1)]
    return [(start, stop - gap) for start, stop in pairwise(edges)]
