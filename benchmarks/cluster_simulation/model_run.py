"""The model run: moments in a heap, machines that are busy until one. The same values give the same run."""

from __future__ import annotations

import heapq
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from benchmarks.cluster_simulation.costs import Costs
from benchmarks.cluster_simulation.queues import PEAK_S, Channel, Machine, Ready, SharedLine, Then
from benchmarks.cluster_simulation.story_plan import Division, Place, PlannedStep, plan


@dataclass(frozen=True, slots=True)
class Cluster:
    """workers: of one core each. store_bytes_s: of the store, each way; link_bytes_s: of every machine, each way.
    at_once: films begun and not done (0: two for each worker). lost_after_s: a worker is lost so often, on average (0:
    never), and another in its place after back_s. keeps: films whose footage a worker still has. near: a worker takes
    work on those first, and workers are dealt among the films that are begun; otherwise whoever is free takes whatever
    there is."""

    workers: int
    store_bytes_s: float = 1.25e9
    link_bytes_s: float = 125e6
    at_once: int = 0
    lost_after_s: float = 0.0
    back_s: float = 60.0
    keeps: int = 16
    near: bool = True
    seed: int = 1

    @property
    def films_at_once(self) -> int:
        return self.at_once or 2 * self.workers


@dataclass(slots=True)
class Outcome:
    """Of a model run. wall_s: from the beginning to the end. worker_s: workers' time with tasks, waiting for bytes
    included; cpu_s, of it their cores'; redone_s, of it lost with a worker, whose tasks began again. coordinator_s,
    scheduler_s: of their cores. read, written: bytes out of and into the store; up, down: those of the coordinator.
    peak_bytes_s: out of the store or into it, in the busiest minute; peak_tasks_s: tasks in the busiest one. longest_s:
    from beginning to end of a film."""

    wall_s: float = 0.0
    worker_s: float = 0.0
    cpu_s: float = 0.0
    redone_s: float = 0.0
    losses: int = 0
    coordinator_s: float = 0.0
    scheduler_s: float = 0.0
    tasks: int = 0
    footage_reads: int = 0
    read: float = 0.0
    written: float = 0.0
    up: float = 0.0
    down: float = 0.0
    peak_bytes_s: float = 0.0
    peak_tasks_s: float = 0.0
    longest_s: float = 0.0


@dataclass(slots=True)
class Film:
    """steps: what it consists of. waits: of each step, for how many; left: of each, pieces that are not done."""

    steps: Sequence[PlannedStep]
    began: float
    waits: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


class ModelRun:
    """One run; `outcome` is of it, once `run` has ended."""

    def __init__(self, costs: Costs, cluster: Cluster, films: Sequence[float], division: Division) -> None:
        self.outcome = Outcome()
        self._costs, self._cluster, self._division = costs, cluster, division
        self._waiting = iter(enumerate(films))
        self._films: dict[int, Film] = {}
        self._plans: dict[float, list[PlannedStep]] = {}
        self._moments: list[tuple[float, int, Then]] = []
        self._order = itertools.count()
        self._now = 0.0
        self._chance = random.Random(cluster.seed)
        machines = [Machine(number, self._next_loss()) for number in range(cluster.workers)]
        self._ready = Ready(machines, cluster.near)
        self._scheduler, self._processor = Channel(), Channel()
        self._out = SharedLine(cluster.store_bytes_s, cluster.link_bytes_s, self._at)
        self._into = SharedLine(cluster.store_bytes_s, cluster.link_bytes_s, self._at)
        self._up, self._down = Channel(cluster.link_bytes_s), Channel(cluster.link_bytes_s)
        self._tasks = Counter[int]()

    def run(self) -> Outcome:
        for number, minutes in itertools.islice(self._waiting, self._cluster.films_at_once):
            self._begin(number, minutes)
        self._share()
        while self._moments:
            self._now, _, then = heapq.heappop(self._moments)
            then()
        outcome = self.outcome
        outcome.wall_s = self._now
        outcome.scheduler_s, outcome.coordinator_s = self._scheduler.busy_s, self._processor.busy_s
        outcome.peak_bytes_s = max(self._out.peak(), self._into.peak())
        outcome.peak_tasks_s = max(self._tasks.values(), default=0) / PEAK_S
        return outcome

    def _at(self, moment: float, then: Then) -> None:
        heapq.heappush(self._moments, (moment, next(self._order), then))

    def _next_loss(self) -> float:
        after = self._cluster.lost_after_s
        return self._now + self._chance.expovariate(1 / after) if after else float("inf")

    def _begin(self, number: int, minutes: float) -> None:
        if minutes not in self._plans:
            self._plans[minutes] = plan(self._costs, minutes, self._division)
        steps = self._plans[minutes]
        film = Film(steps, self._now, [len(step.after) for step in steps], [step.pieces for step in steps])
        self._films[number] = film
        for at, waits in enumerate(film.waits):
            if not waits:
                self._may_begin(number, at)

    def _may_begin(self, number: int, at: int) -> None:
        step = self._films[number].steps[at]
        if step.place is Place.COORDINATOR:
            self._coordinate(number, at, step)
            return
        self._ready.add(number, at, step.pieces)
        self._deal()

    def _deal(self) -> None:
        """Work to whoever has none."""
        while (dealt := self._ready.next()) is not None:
            self._work(*dealt)

    def _work(self, machine: Machine, number: int, at: int) -> None:
        """One piece of a step: the scheduler deals it out, what it needs is fetched, it is made."""
        began, costs, step = self._now, self._costs, self._films[number].steps[at]
        if machine.lost_at <= began:  # while it had nothing to do
            self._renew(machine)
        self.outcome.tasks += 1
        self._tasks[int(began / PEAK_S)] += 1
        dealt = self._scheduler.take(began, costs.task.scheduler_s)
        read = step.read / step.pieces + (self._fetched(machine, number, step) if step.footage else 0.0)
        self.outcome.read += read
        cpu_s = step.cpu_s / step.pieces + costs.task.worker_s + (read + step.wrote / step.pieces) * costs.byte_s
        self._carry(self._out, read, partial(self._make, machine, number, at, began, cpu_s), dealt)

    def _make(self, machine: Machine, number: int, at: int, began: float, cpu_s: float) -> None:
        if machine.lost_at < self._now + cpu_s:
            lost = max(self._now, machine.lost_at)
            self._at(lost, partial(self._lose, machine, number, at, began))
        else:
            self._at(self._now + cpu_s, partial(self._put, machine, number, at, began, cpu_s))

    def _fetched(self, machine: Machine, number: int, step: PlannedStep) -> float:
        """Bytes of footage that the machine has to fetch first."""
        if not self._ready.fetched(machine, number, self._cluster.keeps):
            return 0.0
        self.outcome.footage_reads += 1
        return step.footage

    def _carry(self, store: SharedLine, amount: float, then: Then, until: float = 0.0) -> None:
        """Calls `then` when so many bytes of one machine have gone through the store, and not before `until`."""
        if amount:
            store.take(self._now, amount, partial(self._not_before, until, then))
        else:
            self._not_before(until, then)

    def _not_before(self, moment: float, then: Then) -> None:
        if moment > self._now:
            self._at(moment, then)
        else:
            then()

    def _put(self, machine: Machine, number: int, at: int, began: float, cpu_s: float) -> None:
        step = self._films[number].steps[at]
        wrote = step.wrote / step.pieces
        self.outcome.cpu_s += cpu_s
        self.outcome.written += wrote
        self._carry(self._into, wrote, partial(self._free, machine, number, at, began))

    def _free(self, machine: Machine, number: int, at: int, began: float) -> None:
        self.outcome.worker_s += self._now - began
        self._ready.left(number)
        self._ready.free(machine)
        self._piece_done(number, at)
        self._deal()

    def _lose(self, machine: Machine, number: int, at: int, began: float) -> None:
        self.outcome.worker_s += self._now - began
        self.outcome.redone_s += self._now - began
        self._ready.left(number)
        self._ready.add(number, at, 1)
        self._at(self._now + self._cluster.back_s, partial(self._back, machine))
        self._deal()

    def _renew(self, machine: Machine) -> None:
        self.outcome.losses += 1
        self._ready.forget(machine)
        machine.lost_at = self._next_loss()

    def _back(self, machine: Machine) -> None:
        self._renew(machine)
        self._ready.free(machine)
        self._deal()

    def _coordinate(self, number: int, at: int, step: PlannedStep) -> None:
        """Bytes come, are worked on while nothing else is, and go."""
        self.outcome.read += step.read
        self.outcome.down += step.read
        link = self._down.take(self._now, step.read)
        self._carry(self._out, step.read, partial(self._think, number, at, step), link)

    def _think(self, number: int, at: int, step: PlannedStep) -> None:
        cpu_s = step.cpu_s + (step.read + step.wrote) * self._costs.byte_s
        self._at(self._processor.take(self._now, cpu_s), partial(self._give, number, at, step))

    def _give(self, number: int, at: int, step: PlannedStep) -> None:
        self.outcome.written += step.wrote
        self.outcome.up += step.wrote
        link = self._up.take(self._now, step.wrote)
        self._carry(self._into, step.wrote, partial(self._piece_done, number, at), link)

    def _piece_done(self, number: int, at: int) -> None:
        film = self._films[number]
        film.left[at] -= 1
        if film.left[at]:
            return
        for later, step in enumerate(film.steps):
            if at in step.after:
                film.waits[later] -= 1
                if not film.waits[later]:
                    self._may_begin(number, later)
        if not any(film.left):
            self._end(number, film)

    def _end(self, number: int, film: Film) -> None:
        self.outcome.longest_s = max(self.outcome.longest_s, self._now - film.began)
        del self._films[number]
        self._ready.done(number)
        for following, minutes in itertools.islice(self._waiting, 1):
            self._begin(following, minutes)
        self._share()

    def _share(self) -> None:
        """Machines among the films that are begun and not done."""
        self._ready.share(max(1, self._cluster.workers // max(1, len(self._films))))
        self._deal()
