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

Room (`room`): a time that a person set is never moved. Where a cue of the machine's would be on screen with one that
stands at the same place (the top, or the bottom), it is trimmed; where under READABLE_MS would be left, its region
stays as people have it, and it is listed as a conflict.

Again: which cues belong together is a guess, and once some are the machine's it may turn out otherwise (of two cues
"la" that a person made of one, the machine's rerun deletes one; of the other alone nobody could tell that it is not the
machine's). A proposal that would be followed by more, were the result merged once more, stays as people have it, and is
listed as a conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count, repeat
from math import inf
from typing import TypeVar

from pipeline import collector
from pipeline.captions.align import SYNC_MS
from pipeline.cues import Cue
from pipeline.review.matching import Pair, Region, pairs, regions
from pipeline.review.screen_room import Cues, PlaceWish, moved, with_room

#: So often a result is looked at again to take back single proposals; then all are.
_LOOKS = 3

Case = TypeVar("Case", bound="Conflict")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch (ms) in which the machine proposes `machine` where `people` stands, in the track as it is put together;
    both began from `base`."""

    start: int
    end: int
    base: Cues
    machine: Cues
    people: Cues


@dataclass(frozen=True, slots=True)
class Change(Conflict):
    """A stretch in which something of the machine's was taken. people: what stood there. cues: what does now."""

    cues: Cues


@dataclass(frozen=True, slots=True)
class Merged:
    """cues: by start. conflicts: proposals that were not taken. changes: what was taken of the machine's."""

    cues: Cues
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...]

    def refused(self, people: Sequence[Cue]) -> Merged:
        """The same where `people`, whose cues were merged, stay as they are: what would be taken is a conflict."""
        taken = {(one.start, one.end, one.base, one.machine) for one in self.changes}
        left = [one for one in self.conflicts if (one.start, one.end, one.base, one.machine) not in taken]
        return Merged(tuple(people), _by_time([*left, *self.changes]), ())

    @property
    def taken(self) -> int:
        """How many captions were changed by it: one that was moved far away, or split, is one."""
        gone: Counter[str] = Counter()
        come: Counter[str] = Counter()
        total = 0
        for change in self.changes:
            before, after = (Counter(cue.shown for cue in cues) for cues in (change.people, change.cues))
            total += max((before - after).total(), (after - before).total())
            if not (change.people and change.cues):
                gone.update(cue.text for cue in change.people)
                come.update(cue.text for cue in change.cues)
        return total - (gone & come).total()


@collector.paused()
def merge(base: Sequence[Cue], machine: Sequence[Cue], people: Sequence[Cue], bonds: Iterable[Pair] = ()) -> Merged:
    """What becomes of the three versions, by the table above. Each is ordered by start; `machine` does not overlap.

    bonds: pairs of cues of `base`, by index, to be decided together (the halves of one sentence, say). The result
    overlaps nowhere but where people's own cues do. Merging it again changes nothing.
    """
    offer = _Offer(base, machine, tuple(bonds), pairs(base, machine))
    verdicts = offer.to(people)
    looks = count(1)
    while doubtful := _doubtful(offer, verdicts, every=next(looks) > _LOOKS):
        verdicts = _with_room([_taken_back(one) if n in doubtful else one for n, one in enumerate(verdicts)])
    return Merged(
        tuple(cue for cue, _ in _result(verdicts)),
        _by_time(replace(verdict.case, people=verdict.wish.cues) for verdict in verdicts if verdict.conflict),
        _by_time(_change(verdict) for verdict in verdicts if verdict.changes),
    )


def same(one: Sequence[Cue], other: Sequence[Cue]) -> bool:
    """Whether two runs of cues show the same (who speaks and what is a sound follows from the text)."""
    return [cue.shown for cue in one] == [cue.shown for cue in other]


def words_of(cues: Iterable[Cue]) -> list[str]:
    """All words of some cues: their text but for line breaks and cuts."""
    return [word for cue in cues for word in cue.text.split()]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of a region. conflict: the machine's proposal is not taken, and that has to be told."""

    region: Region
    case: Conflict
    wish: PlaceWish
    conflict: bool = False

    @property
    def changes(self) -> bool:
        return not same(self.wish.cues, self.case.people)


@dataclass(frozen=True, slots=True)
class _Offer:
    """What the machine makes of its last version."""

    base: Sequence[Cue]
    machine: Sequence[Cue]
    bonds: tuple[Pair, ...]
    pairs: Sequence[Pair]

    def to(self, people: Sequence[Cue]) -> list[_Verdict]:
        found = regions(self.base, self.machine, people, self.bonds, self.pairs)
        return _with_room([_decided(region, _case(region, self.base, self.machine, people)) for region in found])


def _case(region: Region, base: Sequence[Cue], machine: Sequence[Cue], people: Sequence[Cue]) -> Conflict:
    b, m, p = (
        tuple(version[n] for n in numbers)
        for version, numbers in ((base, region.base), (machine, region.machine), (people, region.people))
    )
    every = [*b, *m, *p]
    return Conflict(min(cue.start for cue in every), max(cue.end for cue in every), b, m, p)


def _decided(region: Region, case: Conflict) -> _Verdict:
    """The verdict as if there were room."""
    base, machine, people = case.base, case.machine, case.people
    conflict = False
    cues = otherwise = people
    trims = same(people, base) and not same(machine, base)
    if same(people, base):
        cues = machine
    elif not (same(machine, base) or same(machine, people)):
        if len(base) == len(machine) == len(people) == 1:
            cues, otherwise, conflict = _by_fields(base[0], machine[0], people[0])
        elif words_of(machine) == words_of(base):
            cues = _in_new_times(case)
        else:
            conflict = words_of(machine) != words_of(people)
    return _Verdict(region, case, PlaceWish(cues, otherwise, case.start, case.end, trims), conflict)


def _by_fields(base: Cue, machine: Cue, people: Cue) -> tuple[Cues, Cues, bool]:
    """(the cue of all three, the same without new times, whether they conflict)."""
    text = machine if people.text == base.text else people
    top = machine.top if people.top == base.top else people.top
    in_place = replace(text, start=people.start, end=people.end, top=top)
    in_time = moved(
        in_place, _untouched(base.start, machine.start, people.start), _untouched(base.end, machine.end, people.end)
    )
    other_words = text is people and words_of([machine]) not in (words_of([base]), words_of([people]))
    other_times = any(
        abs(now - before) > SYNC_MS and abs(now - mine) > SYNC_MS and mine != before
        for before, now, mine in ((base.start, machine.start, people.start), (base.end, machine.end, people.end))
    )
    return (in_time,), (in_place,), other_words or other_times


def _in_new_times(case: Conflict) -> Cues:
    """People's cues, beginning and ending with the machine's where they had left that to it."""
    base, machine, people = case.base, case.machine, case.people
    if not people or not base:
        return people
    start = _untouched(base[0].start, machine[0].start, people[0].start)
    end = _untouched(base[-1].end, machine[-1].end, people[-1].end)
    if len(people) == 1:
        return (moved(people[0], start, end),)
    first, *between, last = people
    return (moved(first, start, first.end), *between, moved(last, last.start, end))


def _untouched(base: int, machine: int, people: int) -> int:
    return machine if people == base else people


def _with_room(verdicts: Sequence[_Verdict]) -> list[_Verdict]:
    """The verdicts with room for all. That the machine's words were not taken has to be told; that its times were not,
    not."""
    return [
        replace(
            one, wish=wish, conflict=one.conflict or (one.wish.trims and not wish.granted and _other_words(one.case))
        )
        for one, wish in zip(verdicts, with_room([one.wish for one in verdicts]), strict=True)
    ]


def _doubtful(offer: _Offer, verdicts: Sequence[_Verdict], every: bool) -> set[int]:
    """Those that take something of the machine's that leads to more once the result is merged again, by their index;
    where there is any, all that take something, if `every` is asked for.

    Once all are taken back, only people's cues are left, and these are merged as they were.
    """
    taking = {n for n, verdict in enumerate(verdicts) if verdict.changes}
    result = _result(verdicts)
    more = [one.region for one in offer.to([cue for cue, _ in result]) if one.changes] if taking else []
    if not more:
        return set()
    of_base = {b: n for n, verdict in enumerate(verdicts) for b in verdict.region.base}
    of_machine = {m: n for n, verdict in enumerate(verdicts) for m in verdict.region.machine}
    behind = {result[p][1] for region in more for p in region.people}
    behind |= {of_base[b] for region in more for b in region.base}
    behind |= {of_machine[m] for region in more for m in region.machine}
    return taking if every else behind & taking or taking


def _result(verdicts: Sequence[_Verdict]) -> list[tuple[Cue, int]]:
    """The cues by time, those of one time in people's order, each with the index of its verdict."""
    ranked = [
        (cue.start, cue.end, rank, n, cue)
        for n, verdict in enumerate(verdicts)
        for rank, cue in zip(_ranks(verdict), verdict.wish.cues, strict=False)
    ]
    ranked.sort(key=lambda item: item[:4])
    return [(cue, n) for *_, n, cue in ranked]


def _ranks(verdict: _Verdict) -> Iterable[float]:
    if verdict.changes:
        return repeat(min(verdict.region.people, default=inf))
    return verdict.region.people


def _taken_back(verdict: _Verdict) -> _Verdict:
    """People's cues as they are."""
    wish = replace(verdict.wish, cues=verdict.case.people, otherwise=verdict.case.people, trims=False)
    return replace(verdict, wish=wish, conflict=verdict.conflict or _other_words(verdict.case))


def _other_words(case: Conflict) -> bool:
    return words_of(case.machine) != words_of(case.people)


def _change(verdict: _Verdict) -> Change:
    case = verdict.case
    return Change(case.start, case.end, case.base, case.machine, case.people, verdict.wish.cues)


def _by_time(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (case.start, case.end)))
