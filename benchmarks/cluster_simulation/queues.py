"""Who does what next: pieces that are ready, machines that are free, and what does one thing after the other."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

#: s that peaks are looked for in.
PEAK_S = 60.0

#: Bytes that a line may be wrong by.
_NEAR = 1.0

Then = Callable[[], None]


class Channel:
    """Something that does one thing after the other, in the order in which it is asked; so much of it a second."""

    def __init__(self, a_second: float = 1.0) -> None:
        self._a_second, self._free_at, self.busy_s = a_second, 0.0, 0.0

    def take(self, now: float, amount: float) -> float:
        """When so much will be done that is asked for now."""
        took = amount / self._a_second
        self._free_at = max(now, self._free_at) + took
        self.busy_s += took
        return self._free_at


class SharedLine:
    """What carries the bytes of all who ask at the same time, each as quickly as the others: `a_second` together, and
    `each` at most. at: calls somebody at a moment."""

    def __init__(self, a_second: float, each: float, at: Callable[[float, Then], None]) -> None:
        self._a_second, self._each, self._at = a_second, each, at
        self._done, self._since = 0.0, 0.0  # bytes that each has had, and when that was so
        self._waiting: list[tuple[float, int, Then]] = []  # who goes at how many of these
        self._order, self._asked = itertools.count(), 0
        self._minutes: Counter[int] = Counter()

    def take(self, now: float, amount: float, then: Then) -> None:
        """Calls `then` when so many bytes have come that are asked for now."""
        self._go_on(now)
        heapq.heappush(self._waiting, (self._done + amount, next(self._order), then))
        self._ask(now)

    def peak(self) -> float:
        """The most that it carried in a second, on average over the busiest minute."""
        return max(self._minutes.values(), default=0) / PEAK_S

    def _rate(self) -> float:
        return min(self._each, self._a_second / len(self._waiting))

    def _go_on(self, now: float) -> None:
        """To `now`."""
        if self._waiting:
            rate = self._rate()
            self._done += (now - self._since) * rate
            self._note(self._since, now, rate * len(self._waiting))
        else:
            self._done = 0.0
        self._since = now

    def _ask(self, now: float) -> None:
        """To be called when the next one has all its bytes. Who joins or goes meanwhile asks anew."""
        self._asked += 1
        if self._waiting:
            left = max(0.0, self._waiting[0][0] - self._done)
            self._at(now + left / self._rate(), partial(self._arrived, self._asked, now + left / self._rate()))

    def _arrived(self, asked: int, now: float) -> None:
        if asked != self._asked:
            return
        self._go_on(now)
        self._done = max(self._done, self._waiting[0][0])  # whatever a clock's last digits say
        there = []
        while self._waiting and self._waiting[0][0] <= self._done + _NEAR:
            there.append(heapq.heappop(self._waiting)[2])
        self._ask(now)
        for then in there:
            then()

    def _note(self, begins: float, ends: float, rate: float) -> None:
        while begins < ends:
            number = int(begins // PEAK_S)
            until = min(ends, (number + 1) * PEAK_S)
            self._minutes[number] += round((until - begins) * rate)
            begins = until


@dataclass(slots=True)
class Machine:
    """A worker. lost_at: when it will be lost. kept: films whose footage it has, that of the last task behind."""

    number: int
    lost_at: float
    kept: list[int] = field(default_factory=list)


#: A machine, the film that it works on from now on, and the number of the step.
Dealt = tuple[Machine, int, int]


class Ready:
    """Machines get work in the order in which they were free, films in the order in which there was something to do for
    them. near: a machine first gets what is of films that it keeps; and no more than `hands` work on one film."""

    def __init__(self, machines: Sequence[Machine], near: bool) -> None:
        self._near, self._hands = near, 1
        self._pieces: dict[int, Counter[int]] = {}
        self._held: dict[int, Counter[int]] = {}
        self._busy: Counter[int] = Counter()
        self._idle = {machine.number: machine for machine in machines}
        self._keepers: defaultdict[int, dict[int, Machine]] = defaultdict(dict)

    def share(self, hands: int) -> None:
        """So many machines may work on a film from now on."""
        if hands > self._hands:
            self._pieces |= self._held
            self._held = {}
        self._hands = hands

    def add(self, film: int, step: int, pieces: int) -> None:
        where = self._held if film in self._held else self._pieces
        where.setdefault(film, Counter())[step] += pieces
        self._hold(film)

    def left(self, film: int) -> None:
        """A machine works on it no more."""
        self._busy[film] -= 1
        if film in self._held:
            self._pieces[film] = self._held.pop(film)

    def free(self, machine: Machine) -> None:
        """It has nothing to do."""
        self._idle[machine.number] = machine

    def fetched(self, machine: Machine, film: int, most: int) -> bool:
        """Whether it has to fetch the footage, which it keeps from now on, of so many films at most."""
        there = film in machine.kept
        if there:
            machine.kept.remove(film)
        machine.kept.append(film)
        self._keepers[film][machine.number] = machine
        if len(machine.kept) > most:
            self._keepers[machine.kept.pop(0)].pop(machine.number, None)
        return not there

    def forget(self, machine: Machine) -> None:
        """It has lost all that it kept."""
        for film in machine.kept:
            self._keepers[film].pop(machine.number, None)
        machine.kept.clear()

    def done(self, film: int) -> None:
        """Nobody will ask for it any more."""
        for machine in self._keepers.pop(film, {}).values():
            machine.kept.remove(film)
        del self._busy[film]

    def next(self) -> Dealt | None:
        """What begins now; None where there is nothing to do, or nobody to do it."""
        if not self._idle or not self._pieces:
            return None
        machine, film = (self._nearest() if self._near else None) or self._first()
        steps = self._pieces[film]
        step = min(steps)
        steps[step] -= 1
        if not steps[step]:
            del steps[step]
        if not steps:
            del self._pieces[film]
        del self._idle[machine.number]
        self._busy[film] += 1
        self._hold(film)
        return machine, film, step

    def _hold(self, film: int) -> None:
        if self._near and self._busy[film] >= self._hands and film in self._pieces:
            self._held[film] = self._pieces.pop(film)

    def _first(self) -> tuple[Machine, int]:
        return next(iter(self._idle.values())), next(iter(self._pieces))

    def _nearest(self) -> tuple[Machine, int] | None:
        """One that is free and keeps a film that is waiting, looked for where there is less to look at."""
        if len(self._idle) <= len(self._pieces):
            both = ((machine, film) for machine in self._idle.values() for film in reversed(machine.kept))
            return next((pair for pair in both if pair[1] in self._pieces), None)
        kept = ((machine, film) for film in self._pieces for machine in self._keepers.get(film, {}).values())
        return next((pair for pair in kept if pair[0].number in self._idle), None)
