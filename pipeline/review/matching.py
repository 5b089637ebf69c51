"""Which cues of three versions of a track belong together. Pure.

Numbers mean nothing: people split, join, retime, delete and insert cues, and a rerun cuts its own anew. What stays is
what is said, and about when.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.cues import Cue

#: Equal words may lie this far apart (ms) and be the same ones, moved; beyond, they were said twice.
NEAR_MS = 4000

#: Of equal texts, and of equal words, within that time, so many are looked at: a track has hardly more, and those of
#: one that repeats itself without end are matched by their order. Of cues that are on screen at once, likewise.
_TEXTS, _WORDS, _LOOKED = 32, 8, 16

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """Cues that say the same thing: indices into the three versions, rising. Any of them may be empty."""

    base: tuple[int, ...]
    machine: tuple[int, ...]
    people: tuple[int, ...]


def regions(
    base: Sequence[Cue],
    machine: Sequence[Cue],
    people: Sequence[Cue],
    bonds: Iterable[Pair] = (),
    with_machine: Sequence[Pair] | None = None,
) -> list[Region]:
    """The three versions (each ordered by start) parted into regions that share nothing, as small as can be.

    bonds: pairs of cues of `base` that must not be parted. with_machine: `pairs(base, machine)`, where it is known.
    """
    with_machine = pairs(base, machine) if with_machine is None else with_machine
    alike = _alike_by_new_words(base, machine, people)
    ours, theirs = {m for m, _ in alike}, {p for _, p in alike}
    left = _others(range(len(base)), (b for b, m in with_machine if m in ours))
    right = _others(range(len(people)), theirs)
    with_people = _pairs_of(base, left, people, right)
    new_machine = _others(range(len(machine)), ours.union(m for _, m in with_machine))
    new_people = _others(right, (p for _, p in with_people))
    new = _pairs_of(machine, new_machine, people, new_people)

    first_machine, first_people = len(base), len(base) + len(machine)
    groups = _Groups(first_people + len(people))
    for firsts, found in (
        ((0, 0), bonds),
        ((0, first_machine), with_machine),
        ((0, first_people), with_people),
        ((first_machine, first_people), [*alike, *new, *_equal(machine, people)]),
    ):
        for one, other in found:
            groups.join(firsts[0] + one, firsts[1] + other)
    return [
        Region(
            tuple(n for n in members if n < first_machine),
            tuple(n - first_machine for n in members if first_machine <= n < first_people),
            tuple(n - first_people for n in members if n >= first_people),
        )
        for members in groups.all()
    ]


def _equal(machine: Sequence[Cue], people: Sequence[Cue]) -> list[Pair]:
    """Captions that stand in both as they are, whatever became of `base` beside them: there is nothing to decide."""
    theirs: dict[tuple[int, int, str, bool], list[int]] = {}
    for n in range(len(people) - 1, -1, -1):
        theirs.setdefault(people[n].shown, []).append(n)
    return [(m, theirs[cue.shown].pop()) for m, cue in enumerate(machine) if theirs.get(cue.shown)]


def _alike_by_new_words(base: Sequence[Cue], machine: Sequence[Cue], people: Sequence[Cue]) -> list[Pair]:
    """Which cues of the machine people have already, of those whose text is not in `base`; by index.

    They come first: once the machine's words stand in place of others, what `base` said there must not be looked for
    in people's cues beside it."""
    known = {cue.text for cue in base}
    left, right = ([n for n, cue in enumerate(cues) if cue.text not in known] for cues in (machine, people))
    return [(left[i], right[j]) for i, j in _alike(machine, left, people, right)]


def _pairs_of(one: Sequence[Cue], left: Sequence[int], other: Sequence[Cue], right: Sequence[int]) -> list[Pair]:
    """`pairs` of some cues of either version, by their index."""
    return [(left[i], right[j]) for i, j in pairs([one[i] for i in left], [other[j] for j in right])]


def pairs(one: Sequence[Cue], other: Sequence[Cue]) -> list[Pair]:
    """Which cues of two versions (each ordered by start) belong together, by index; a cue may be in several pairs.

    Cues of the same text first, nearest in time and in order; then those that share words, as when a word moved to the
    next cue; what has no partner yet belongs to what has none and is on screen with it for half of the shorter's time.
    """
    alike = _alike(one, range(len(one)), other, range(len(other)))
    left, right = _others(range(len(one)), (i for i, _ in alike)), _others(range(len(other)), (j for _, j in alike))
    shared = _sharing_words(one, left, other, right)
    left, right = _others(left, (i for i, _ in shared)), _others(right, (j for _, j in shared))
    return [*alike, *shared, *_together(one, left, other, right)]


def _alike(one: Sequence[Cue], left: Sequence[int], other: Sequence[Cue], right: Sequence[int]) -> list[Pair]:
    """Of some cues of either version, those of the same text, nearest in time and in order; by their place in `left`
    and `right`."""
    return in_order(
        _near(
            [(one[i].text, one[i].start, n) for n, i in enumerate(left)],
            [(other[j].text, other[j].start, n) for n, j in enumerate(right)],
            _TEXTS,
        )
    )


def _others(numbers: Iterable[int], found: Iterable[int]) -> list[int]:
    return sorted(set(numbers) - set(found))


def _sharing_words(one: Sequence[Cue], left: Sequence[int], other: Sequence[Cue], right: Sequence[int]) -> set[Pair]:
    ours = [word for i in left for word in _words(one[i], i)]
    theirs = [word for j in right for word in _words(other[j], j)]
    chain = in_order(
        _near(
            [(key, at, n) for n, (key, at, _) in enumerate(ours)],
            [(key, at, n) for n, (key, at, _) in enumerate(theirs)],
            _WORDS,
        )
    )
    return {(ours[a][2], theirs[b][2]) for a, b in chain}


def _words(cue: Cue, number: int) -> Iterator[tuple[str, int, int]]:
    """(key of a word, about when it is said in ms, the number of its cue)."""
    texts = cue.text.split()
    for k, text in enumerate(texts):
        yield _key(text), cue.start + cue.duration * (2 * k + 1) // (2 * len(texts)), number


@lru_cache(100_000)
def _key(word: str) -> str:
    """What is left of a word without case and punctuation."""
    return "".join(char for char in word.casefold() if char.isalnum()) or word


def _near(
    one: Sequence[tuple[str, int, int]], other: Sequence[tuple[str, int, int]], most: int
) -> Iterator[tuple[int, int, int]]:
    """(index, index, weight) of equal texts within NEAR_MS of each other, the first index rising, the second falling;
    both of (text, ms, index), by index. Of more than `most`, those of the very moment, or else the nearest; by their
    rank in time."""
    places: dict[str, list[Pair]] = defaultdict(list)
    for text, at, j in other:
        places[text].append((at, j))
    for found in places.values():
        found.sort()
    ranks: dict[tuple[str, int], int] = defaultdict(int)
    for text, at, i in one:
        if text not in places:
            continue
        found = places[text]
        low, high = bisect_left(found, (at - NEAR_MS, 0)), bisect_right(found, (at + NEAR_MS, len(other)))
        if high - low > most:
            low, high = _crowded(found, at, (low, high), ranks[text, at], most)
            ranks[text, at] += 1
        near = found[low:high]
        if len(near) > 1:
            near.sort(key=_second, reverse=True)
        for there, j in near:
            yield i, j, 2 * NEAR_MS - abs(there - at)


def _crowded(found: Sequence[Pair], at: int, span: Pair, rank: int, most: int) -> Pair:
    """Which `most` of the places in `span` of `found` are looked at for the `rank`th of its text at `at`."""
    low, high = span
    first, behind = bisect_left(found, (at, 0)), bisect_left(found, (at + 1, 0))
    if first < behind:
        low, high = first, behind
    low = max(low, min(first + rank - most // 2, high - most))
    return low, min(high, low + most)


def _second(pair: Pair) -> int:
    return pair[1]


def in_order(candidates: Iterable[tuple[int, int, int]]) -> list[Pair]:
    """The heaviest chain of candidates (index, index, weight) in which both indices rise.

    candidates: by the first index, rising, and of those of one first index by the second, falling.
    """
    found: list[tuple[int, int, int]] = []  # (index, index, which of `found` is before it)
    # The chains so far that may still win: where they end (rising), what they weigh (rising), their last candidate.
    ends, weights, lasts = [-1], [0], [-1]
    for i, j, weight in candidates:
        place = bisect_left(ends, j)
        total = weights[place - 1] + weight
        beaten = place
        if place < len(ends):
            if ends[place] == j and weights[place] > total:
                continue
            beaten = bisect_right(weights, total, place)
        if beaten == place + 1:  # by far the most frequent: no list is made longer or shorter
            ends[place], weights[place], lasts[place] = j, total, len(found)
        else:
            ends[place:beaten], weights[place:beaten], lasts[place:beaten] = [j], [total], [len(found)]
        found.append((i, j, lasts[place - 1]))
    chain, number = [], lasts[-1]
    while number >= 0:
        i, j, number = found[number]
        chain.append((i, j))
    return chain[::-1]


def _together(one: Sequence[Cue], left: Sequence[int], other: Sequence[Cue], right: Sequence[int]) -> Iterator[Pair]:
    """Of more than _LOOKED that are on screen at once, those that came last."""
    every = [(one[i].start, 0, i) for i in left] + [(other[j].start, 1, j) for j in right]
    there: tuple[list[int], list[int]] = ([], [])  # of either version, what may still be on screen, by start
    for start, which, number in sorted(every):
        versions = (one, other)
        cue, others, rivals = versions[which][number], versions[1 - which], there[1 - which]
        if rivals:
            rivals[-_LOOKED:] = [k for k in rivals[-_LOOKED:] if others[k].end > start]
        for k in rivals[-_LOOKED:]:
            shared = min(cue.end, others[k].end) - start
            if 2 * shared >= min(cue.duration, others[k].duration):
                yield (k, number) if which else (number, k)
        there[which].append(number)


class _Groups:
    """Numbers from 0, joined into groups."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _top(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = number = self._parent[self._parent[number]]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._top(one), self._top(other)))
        self._parent[high] = low

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self._top(number)].append(number)
        return list(found.values())
