"""Three versions of a track into one: what the machine last wrote, what it writes now, and what people made of it.

The cues are parted into regions (`matching`), and each region is decided by itself. "Words" are the text but for line
breaks; a cue's "fields" are its text, its start, its end, and whether it stands at the top.

| in a region, against the base                     | what comes out                                       | conflict |
|---------------------------------------------------|------------------------------------------------------|----------|
| nobody changed anything, or only the machine did  | the machine's cues                                   | no       |
| only people did (also: deleted, inserted)         | people's cues                                        | no       |
| both, to the same                                 | those cues, once                                     | no       |
| both, one cue in each version                     | each field by itself: changed by one side: that      | no       |
|                                                   | side's; by both: people's                            | yes      |
| both; the machine has only other times or cuts    | people's cues; where they left the region's first    | no       |
|                                                   | start or last end alone, it is the machine's new one |          |
| both; people have the machine's new words, but    | people's cues                                        | no       |
| cut or timed otherwise                            |                                                      |          |
| both, with other words                            | people's cues; none where they deleted them          | yes      |

A machine's proposal is no conflict where it asks for nothing that anybody could see: other line breaks, or times less
than SYNC_MS away from those it had, or from those that people gave.

Room: a time that a person set is never moved. Where a cue of the machine's would be on screen with one that stands at
the same place (the top, or the bottom), it is trimmed; where under LEAST_MS would be left, its region stays as people
have it, and it is listed as a conflict.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from pipeline.captions.align import SYNC_MS
from pipeline.cues import Cue
from pipeline.review.matching import Pair, Region, regions

#: A cue trimmed below this could not be read (as in reading SRT files: captions/_mend.py).
LEAST_MS = 500

#: Rounds of finding room after which it is no longer looked for cue by cue.
_ROUNDS = 50

Cues = tuple[Cue, ...]
Case = TypeVar("Case", bound="Conflict")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch (ms) in which the machine proposes `machine` where `people` stands; both began from `base`."""

    start: int
    end: int
    base: Cues
    machine: Cues
    people: Cues


@dataclass(frozen=True, slots=True)
class Change(Conflict):
    """A stretch in which something of the machine's was taken. cues: what stands there now."""

    cues: Cues


@dataclass(frozen=True, slots=True)
class Merged:
    """cues: by start. conflicts: proposals that were not taken. changes: what was taken of the machine's."""

    cues: Cues
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...]

    @property
    def taken(self) -> int:
        """How many captions were changed by it: one that was moved far away, or split, is one."""
        gone: Counter[str] = Counter()
        come: Counter[str] = Counter()
        total = 0
        for change in self.changes:
            before, after = (Counter(map(_fields, cues)) for cues in (change.people, change.cues))
            total += max((before - after).total(), (after - before).total())
            if not (change.people and change.cues):
                gone.update(cue.text for cue in change.people)
                come.update(cue.text for cue in change.cues)
        return total - (gone & come).total()


def merge(base: Sequence[Cue], machine: Sequence[Cue], people: Sequence[Cue], bonds: Iterable[Pair] = ()) -> Merged:
    """What becomes of the three versions, by the table above. Each is ordered by start; `machine` does not overlap.

    bonds: pairs of cues of `base`, by index, to be decided together (the halves of one sentence, say). The result
    overlaps nowhere but where people's own cues do. Merging it again changes nothing.
    """
    cases = [_case(region, base, machine, people) for region in regions(base, machine, people, bonds)]
    verdicts = _with_room([_decided(case) for case in cases])
    cues = sorted((cue for verdict in verdicts for cue in verdict.cues), key=lambda cue: (cue.start, cue.end))
    return Merged(
        tuple(cues),
        _by_time(verdict.case for verdict in verdicts if verdict.conflict),
        _by_time(_change(verdict) for verdict in verdicts if not same(verdict.cues, verdict.case.people)),
    )


def same(one: Sequence[Cue], other: Sequence[Cue]) -> bool:
    """Whether two runs of cues show the same (who speaks and what is a sound follows from the text)."""
    return [_fields(cue) for cue in one] == [_fields(cue) for cue in other]


def words_of(cues: Iterable[Cue]) -> list[str]:
    """All words of some cues: their text but for line breaks and cuts."""
    return [word for cue in cues for word in cue.text.split()]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """cues: what is wished for. otherwise: what stands where there is no room for that; never on screen with what
    stands around it more than people's own cues are. machines: the cues are the machine's own, and may be trimmed."""

    case: Conflict
    cues: Cues
    otherwise: Cues
    conflict: bool = False
    machines: bool = False


def _case(region: Region, base: Sequence[Cue], machine: Sequence[Cue], people: Sequence[Cue]) -> Conflict:
    b, m, p = (
        tuple(version[n] for n in numbers)
        for version, numbers in ((base, region.base), (machine, region.machine), (people, region.people))
    )
    every = [*b, *m, *p]
    return Conflict(min(cue.start for cue in every), max(cue.end for cue in every), b, m, p)


def _decided(case: Conflict) -> _Verdict:
    base, machine, people = case.base, case.machine, case.people
    if same(people, base):
        return _Verdict(case, machine, people, machines=not same(machine, base))
    if same(machine, base) or same(machine, people):
        return _Verdict(case, people, people)
    if len(base) == len(machine) == len(people) == 1:
        return _by_fields(case, base[0], machine[0], people[0])
    if words_of(machine) == words_of(base):
        return _Verdict(case, _in_new_times(case), people)
    return _Verdict(case, people, people, conflict=words_of(machine) != words_of(people))


def _by_fields(case: Conflict, base: Cue, machine: Cue, people: Cue) -> _Verdict:
    text = machine if people.text == base.text else people
    top = machine.top if people.top == base.top else people.top
    in_place = replace(text, start=people.start, end=people.end, top=top)
    moved = _moved(
        in_place, _untouched(base.start, machine.start, people.start), _untouched(base.end, machine.end, people.end)
    )
    other_words = text is people and words_of([machine]) not in (words_of([base]), words_of([people]))
    other_times = any(
        abs(now - before) > SYNC_MS and abs(now - mine) > SYNC_MS and mine != before
        for before, now, mine in ((base.start, machine.start, people.start), (base.end, machine.end, people.end))
    )
    return _Verdict(case, (moved,), (in_place,), conflict=other_words or other_times)


def _in_new_times(case: Conflict) -> Cues:
    """People's cues, beginning and ending with the machine's where they had left that to it."""
    base, machine, people = case.base, case.machine, case.people
    if not people or not base:
        return people
    start = _untouched(base[0].start, machine[0].start, people[0].start)
    end = _untouched(base[-1].end, machine[-1].end, people[-1].end)
    if len(people) == 1:
        return (_moved(people[0], start, end),)
    first, *between, last = people
    return (_moved(first, start, first.end), *between, _moved(last, last.start, end))


def _untouched(base: int, machine: int, people: int) -> int:
    return machine if people == base else people


def _moved(cue: Cue, start: int, end: int) -> Cue:
    """`cue` in its new times, unless these leave it too short to be read."""
    return cue.moved(start, end) if end - start >= min(LEAST_MS, cue.duration) else cue


def _with_room(verdicts: Sequence[_Verdict]) -> list[_Verdict]:
    """The verdicts with room for all: the machine's cues trimmed; where that is not enough, what stands otherwise.

    Each round takes back at least one wish, and nothing but people's own cues is left when all are. One that is taken
    back may leave no room for its neighbour, and so on: after _ROUNDS, all that hang together by time are.
    """
    for done in count():
        standing = _Standing(verdicts)
        fitted = [_fitted(verdict, standing, number) for number, verdict in enumerate(verdicts)]
        if None not in fitted:
            return [verdict for verdict in fitted if verdict]
        failed = {number for number, fit in enumerate(fitted) if fit is None}
        back = failed if done < _ROUNDS else _hanging_together(verdicts, failed)
        verdicts = [_taken_back(verdict) if number in back else verdict for number, verdict in enumerate(verdicts)]
    raise AssertionError("unreachable")


def _hanging_together(verdicts: Sequence[_Verdict], failed: set[int]) -> set[int]:
    """`failed`, and all that are linked to them by stretches of time without a break."""
    found, group, end = set[int](), list[int](), -1
    for number in [*sorted(range(len(verdicts)), key=lambda number: verdicts[number].case.start), None]:
        if number is None or verdicts[number].case.start > end:
            found.update(group if failed.intersection(group) else ())
            group = []
        if number is not None:
            group.append(number)
            end = max(end, verdicts[number].case.end)
    return found


def _fitted(verdict: _Verdict, standing: _Standing, number: int) -> _Verdict | None:
    """The verdict with its cues trimmed to the room there is; None where there is none."""
    if verdict.machines:
        cues = tuple(_cut(cue, *standing.room(cue, number)) for cue in verdict.cues)
        return replace(verdict, cues=tuple(cue for cue in cues if cue)) if None not in cues else None
    if verdict.cues == verdict.otherwise or same(verdict.cues, verdict.otherwise):
        return verdict
    return verdict if all(standing.free(cue, number) for cue in verdict.cues) else None


def _taken_back(verdict: _Verdict) -> _Verdict:
    """What stands otherwise. That the machine's words were not taken has to be told; that its times were not, not."""
    conflict = verdict.conflict or (verdict.machines and words_of(verdict.case.machine) != words_of(verdict.otherwise))
    return replace(verdict, cues=verdict.otherwise, conflict=conflict, machines=False)


def trimmed(cue: Cue, beside: Iterable[Cue]) -> Cue | None:
    """`cue` as far as it is not on screen, at its place, with any of `beside`; None where too little is left to be
    read."""
    return _cut(cue, *_Place([(other, 0) for other in beside if other.top == cue.top]).room(cue, -1))


def _cut(cue: Cue, start: int, end: int) -> Cue | None:
    return cue.moved(start, end) if end - start >= min(LEAST_MS, cue.duration) else None


class _Standing:
    """The cues that are not the machine's own, each with the number of its verdict: at the top, and below."""

    def __init__(self, verdicts: Sequence[_Verdict]) -> None:
        found: dict[bool, list[tuple[Cue, int]]] = {False: [], True: []}
        for number, one in enumerate(verdicts):
            for cue in () if one.machines else one.cues:
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


def _change(verdict: _Verdict) -> Change:
    case = verdict.case
    return Change(case.start, case.end, case.base, case.machine, case.people, verdict.cues)


def _by_time(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (case.start, case.end)))


def _fields(cue: Cue) -> tuple[int, int, str, bool]:
    return cue.start, cue.end, cue.text, cue.top
