"""Room on the screen: cues that are wished for, each at its place (the top, or the bottom), beside those that stand
there. Pure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline.captions.limits import READABLE_MS
from pipeline.cues import Cue

#: Rounds of finding room after which it is no longer looked for cue by cue.
_ROUNDS = 50

Cues = tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """cues: what is wished for. otherwise: what stands where there is no room for that; never on screen with what
    stands around it more than people's own cues are. start, end: the stretch (ms) that it is about. trims: the cues
    give way to others, and may be trimmed. granted: whether there was room."""

    cues: Cues
    otherwise: Cues
    start: int
    end: int
    trims: bool = False
    granted: bool = True


def with_room(wishes: Sequence[PlaceWish]) -> list[PlaceWish]:
    """The wishes with room for all: cues trimmed; where that is not enough, what stands otherwise.

    Each round takes back at least one wish, and nothing but people's own cues is left when all are. One that is taken
    back may leave no room for its neighbour, and so on: after _ROUNDS, all that hang together by time are.
    """
    for done in count():
        standing = _Standing(wishes)
        fitted = [_fitted(wish, standing, number) for number, wish in enumerate(wishes)]
        if None not in fitted:
            return [wish for wish in fitted if wish]
        failed = {number for number, fit in enumerate(fitted) if fit is None}
        back = failed if done < _ROUNDS else _hanging_together(wishes, failed)
        wishes = [_taken_back(wish) if number in back else wish for number, wish in enumerate(wishes)]
    raise AssertionError("unreachable")


def trimmed(cue: Cue, beside: Iterable[Cue]) -> Cue | None:
    """`cue` as far as it is not on screen, at its place, with any of `beside`; None where too little is left to be
    read."""
    return _cut(cue, *_Place([(other, 0) for other in beside if other.top == cue.top]).room(cue, -1))


def moved(cue: Cue, start: int, end: int) -> Cue:
    """`cue` in its new times, unless these leave it too short to be read."""
    return _cut(cue, start, end) or cue


def _cut(cue: Cue, start: int, end: int) -> Cue | None:
    return cue.moved(start, end) if end - start >= min(READABLE_MS, cue.duration) else None


def _hanging_together(wishes: Sequence[PlaceWish], failed: set[int]) -> set[int]:
    """`failed`, and all that are linked to them by stretches of time without a break."""
    found, group, end = set[int](), list[int](), -1
    for number in [*sorted(range(len(wishes)), key=lambda number: wishes[number].start), None]:
        if number is None or wishes[number].start > end:
            found.update(group if failed.intersection(group) else ())
            group = []
        if number is not None:
            group.append(number)
            end = max(end, wishes[number].end)
    return found


def _fitted(wish: PlaceWish, standing: _Standing, number: int) -> PlaceWish | None:
    """The wish with its cues trimmed to the room there is; None where there is none."""
    if wish.trims:
        cues = tuple(_cut(cue, *standing.room(cue, number)) for cue in wish.cues)
        return replace(wish, cues=tuple(cue for cue in cues if cue)) if None not in cues else None
    if wish.cues == wish.otherwise or all(standing.free(cue, number) for cue in wish.cues):
        return wish
    return None


def _taken_back(wish: PlaceWish) -> PlaceWish:
    return replace(wish, cues=wish.otherwise, trims=False, granted=False)


class _Standing:
    """The cues that do not give way, each with the number of its wish: at the top, and below."""

    def __init__(self, wishes: Sequence[PlaceWish]) -> None:
        found: dict[bool, list[tuple[Cue, int]]] = {False: [], True: []}
        for number, one in enumerate(wishes):
            for cue in () if one.trims else one.cues:
                found[cue.top].append((cue, number))
        self._places = {top: _Place(cues) for top, cues in found.items()}

    def room(self, cue: Cue, number: int) -> tuple[int, int]:
        return self._places[cue.top].room(cue, number)

    def free(self, cue: Cue, number: int) -> bool:
        return self._places[cue.top].free(cue, number)


class _Place:
    """Cues at one place of the screen, with the numbers of their owners. However many there are on screen at once, each
    question takes a few steps."""

    def __init__(self, cues: Iterable[tuple[Cue, int]]) -> None:
        found = sorted(cues, key=lambda item: item[0].start)
        self._starts = [cue.start for cue, _ in found]
        self._owners = [owner for _, owner in found]
        self._latest = list(_latest_ends(found))
        self._next = list(range(1, len(found) + 1))  # the next one of another owner
        for k in range(len(found) - 2, -1, -1):
            if self._owners[k] == self._owners[k + 1]:
                self._next[k] = self._next[k + 1]

    def room(self, cue: Cue, owner: int) -> tuple[int, int]:
        """From when to when (ms) nothing of other owners is there: after those that are there when `cue` starts or
        follow them without a break, up to the next one."""
        start, k = cue.start, bisect_right(self._starts, cue.start)
        while start < cue.end and (end := self._end(k, owner)) > start:
            start = end
            k = bisect_right(self._starts, start)
        if k < len(self._owners) and self._owners[k] == owner:
            k = self._next[k]
        return start, min(cue.end, self._starts[k]) if k < len(self._starts) else cue.end

    def free(self, cue: Cue, owner: int) -> bool:
        """Whether nothing of other owners is there while `cue` is."""
        return self._end(bisect_left(self._starts, cue.end), owner) <= cue.start

    def _end(self, k: int, owner: int) -> int:
        """The latest end of the first `k` cues that are not `owner`'s; -1 for none."""
        if not k:
            return -1
        end, whose, next_end = self._latest[k - 1]
        return end if whose != owner else next_end


def _latest_ends(found: Iterable[tuple[Cue, int]]) -> Iterator[tuple[int, int, int]]:
    """For each cue, of it and those before: the latest end, whose that is, and the latest end of all others."""
    end, whose, other = -1, -1, -1
    for cue, owner in found:
        if owner == whose:
            end = max(end, cue.end)
        elif cue.end > end:
            end, whose, other = cue.end, owner, end
        else:
            other = max(other, cue.end)
        yield end, whose, other
