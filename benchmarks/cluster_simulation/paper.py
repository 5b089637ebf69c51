"""The same on paper: what each part has to do in all, divided by how quick it is, and by the textbook how long workers
queue for the store. Nothing here is a model run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.cluster_simulation.costs import Costs
from benchmarks.cluster_simulation.model_run import Cluster
from benchmarks.cluster_simulation.story_plan import Division, Place, PlannedStep, plan


@dataclass(frozen=True, slots=True)
class Demand:
    """Of an archive, added up. tasks: how many. worker_s: workers' time, bytes on their own links included, and nobody
    in their way. coordinator_s, scheduler_s: of cores. fetched, given: bytes of workers, out of and into the store.
    down, up: those of the coordinator. chain_s: of the longest film, alone."""

    tasks: float = 0.0
    worker_s: float = 0.0
    coordinator_s: float = 0.0
    scheduler_s: float = 0.0
    fetched: float = 0.0
    given: float = 0.0
    down: float = 0.0
    up: float = 0.0
    chain_s: float = 0.0

    def seconds(self, cluster: Cluster) -> Mapping[str, float]:
        """How long each part of such a cluster is busy, by name: none of them can be done sooner."""
        return {
            "workers": self.worker_s / cluster.workers,
            "coordinator's core": self.coordinator_s,
            "coordinator's link": max(self.up, self.down) / cluster.link_bytes_s,
            "scheduler": self.scheduler_s,
            "store": max(self.fetched + self.down, self.given + self.up) / cluster.store_bytes_s,
            "longest film": self.chain_s,
        }

    def busiest(self, cluster: Cluster) -> str:
        busy = self.seconds(cluster)
        return max(busy, key=lambda part: busy[part])

    def wall_s(self, cluster: Cluster) -> float:
        """What takes longest; workers with the time that they wait for one another at the store."""
        return max(*self.seconds(cluster).values(), self._queueing_s(cluster))

    def _queueing_s(self, cluster: Cluster) -> float:
        """How long workers take that queue for the store, by mean value analysis of a closed network (Reiser and
        Lavenberg, 1980): who comes finds the queue that there is with one worker less. What the coordinator carries
        slows the store down by its share."""
        store = cluster.store_bytes_s * self.tasks
        both = [(self.fetched / store, self.down / store), (self.given / store, self.up / store)]
        alone = self.worker_s / self.tasks - sum(mine for mine, _ in both)
        queues, a_second = [0.0, 0.0], 0.0
        for workers in range(1, cluster.workers + 1):
            waits = [
                mine * (1 + queue) / max(0.01, 1 - a_second * others)
                for (mine, others), queue in zip(both, queues, strict=True)
            ]
            a_second = workers / (alone + sum(waits))
            queues = [a_second * wait for wait in waits]
        return self.tasks / a_second


def demand(costs: Costs, cluster: Cluster, films: Sequence[float], division: Division) -> Demand:
    """Where work stays near, the footage of a film is fetched once; otherwise by whoever makes a piece."""
    sums: dict[str, float] = dict.fromkeys(Demand.__slots__, 0.0)
    for minutes, count in Counter(films).items():
        steps = plan(costs, minutes, division)
        for name, amount in _of_one(costs, cluster, steps).items():
            sums[name] += count * amount
        sums["chain_s"] = max(sums["chain_s"], chain_s(costs, steps, cluster))
    return Demand(**sums)


def _of_one(costs: Costs, cluster: Cluster, steps: Sequence[PlannedStep]) -> dict[str, float]:
    made = [step for step in steps if step.place is Place.WORKER]
    own = [step for step in steps if step.place is Place.COORDINATOR]
    tasks = sum(step.pieces for step in made)
    fetches = 1 if cluster.near else min(cluster.workers, sum(step.pieces for step in made if step.footage))
    fetched = sum(step.read for step in made) + fetches * max(step.footage for step in made)
    given = sum(step.wrote for step in made)
    up, down = sum(step.wrote for step in own), sum(step.read for step in own)
    each_s = costs.task.worker_s + costs.task.scheduler_s
    return {
        "tasks": tasks,
        "worker_s": sum(step.cpu_s for step in made) + tasks * each_s + (fetched + given) * byte_s(costs, cluster),
        "coordinator_s": sum(step.cpu_s for step in own) + (up + down) * costs.byte_s,
        "scheduler_s": tasks * costs.task.scheduler_s,
        "fetched": fetched,
        "given": given,
        "down": down,
        "up": up,
    }


def byte_s(costs: Costs, cluster: Cluster) -> float:
    """s that a byte takes a worker for which nobody is in the way: on the link, and to be copied and hashed."""
    return costs.byte_s + 1 / min(cluster.link_bytes_s, cluster.store_bytes_s)


def chain_s(costs: Costs, steps: Sequence[PlannedStep], cluster: Cluster) -> float:
    """The longest way through a film that has the cluster to itself."""
    ends: list[float] = []
    for number, step in enumerate(steps):
        begins = max((ends[number] for number in step.after), default=0.0)
        took = (step.cpu_s + (step.read + step.wrote) * byte_s(costs, cluster)) / step.pieces
        if step.place is Place.WORKER:
            took = math.ceil(step.pieces / cluster.workers) * (took + costs.task.worker_s + costs.task.scheduler_s)
            took += step.footage * byte_s(costs, cluster) if _fetches(steps, number) else 0.0
        ends.append(begins + took)
    return max(ends)


def _fetches(steps: Sequence[PlannedStep], number: int) -> bool:
    """Whether somebody does the step who has done nothing for the film: it is the first one, or there is more to do
    at the same time."""
    step, earlier = steps[number], [one for one in steps[:number] if one.place is Place.WORKER]
    return step.pieces > 1 or not earlier or any(one.after == step.after for one in earlier)
